using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// A call of REBAR or RELAX on given noise, and what it changes by with its control variate: it is linear in that. The held draw's
/// numbers stand here one by one: a struct in a struct is lost where ILGPU lowers it in optimised code.
/// </summary>
internal readonly struct RelaxedChange(float gradient, float free, float held, float score, float moves)
{
    /// <summary>Where the control variate stands: y.</summary>
    public readonly float Free = free;

    /// <summary>And y~.</summary>
    public readonly float Held = held;
    private readonly float _gradient = gradient;
    private readonly float _score = score;
    private readonly float _moves = moves;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RelaxedChange At(RebarProblem problem, float u, float v)
    {
        HeldDraw held = HeldDraw.At(problem.Bernoulli, u < problem.Bernoulli.Threshold, v);
        float free = BernoulliRebar.LogOdds(problem, u);
        return new RelaxedChange(
            RelaxedPart.At(problem, free).Slope + held.Of(held.Objective, RelaxedPart.At(problem, held.Y)),
            free,
            held.Y,
            held.Score,
            held.Moves);
    }

    /// <summary>The derivative of the call's square, from what the control variate changes by at y and at y~.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float OfSquare(RelaxedPart atFree, RelaxedPart atHeld) =>
        2f * _gradient * (atFree.Slope - (atHeld.Value * _score) - (atHeld.Slope * _moves));

    /// <summary>The same by the weight of a control variate, which the problem has alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float ByWeight(RebarProblem alone) => OfSquare(RelaxedPart.At(alone, Free), RelaxedPart.At(alone, Held));
}
