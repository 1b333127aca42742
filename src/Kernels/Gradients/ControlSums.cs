using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// Mean products of what the weights of RELAX multiply in a call, C_0 of the relaxed objective and C_1 of the relaxed draw, with
/// each other and with the score function.
/// </summary>
internal readonly struct ControlSums(float first, float mixed, float second, float ofFirst, float ofSecond)
{
    // As for RebarSums.
    private const int Half = 80;
    private const float Step = 0.25f;

    public readonly float First = first;
    public readonly float Mixed = mixed;
    public readonly float Second = second;
    public readonly float OfFirst = ofFirst;
    public readonly float OfSecond = ofSecond;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ControlSums Of(RebarProblem problem)
    {
        BernoulliProblem draw = problem.Bernoulli;
        ControlSums one = Given(problem, draw.OfOne, 1f, draw.Success, draw.Failure);
        ControlSums zero = Given(problem, draw.OfZero, -1f, draw.Failure, draw.Success);
        return new ControlSums(
            one.First + zero.First,
            one.Mixed + zero.Mixed,
            one.Second + zero.Second,
            one.OfFirst + zero.OfFirst,
            one.OfSecond + zero.OfSecond);
    }

    // Given b, what v moves and what u moves are independent: a product has two mean products and two products of means.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ControlSums Given(RebarProblem problem, float f, float sign, float own, float other)
    {
        RebarProblem objective = problem.With(1f, 0f);
        RebarProblem relaxed = problem.With(0f, 1f);
        float score = sign * other;
        float held0 = 0f;
        float held1 = 0f;
        float free0 = 0f;
        float free1 = 0f;
        float first = 0f;
        float mixed = 0f;
        float second = 0f;
        for (int node = -Half; node <= Half; node++)
        {
            float left = DeviceMath.Sigmoid(node * Step);
            float rest = DeviceMath.Sigmoid(-node * Step);
            float weight = left * rest * Step;
            float y = sign * DeviceMath.LogOnePlus(left / (rest * other));
            float moves = own * left / (other + (own * left));
            RelaxedPart c0 = RelaxedPart.At(objective, y);
            RelaxedPart c1 = RelaxedPart.At(relaxed, y);
            float h0 = -(c0.Value * score) - (c0.Slope * moves);
            float h1 = -(c1.Value * score) - (c1.Slope * moves);
            held0 += weight * h0;
            held1 += weight * h1;
            free0 += weight * c0.Slope;
            free1 += weight * c1.Slope;
            first += weight * ((h0 * h0) + (c0.Slope * c0.Slope));
            mixed += weight * ((h0 * h1) + (c0.Slope * c1.Slope));
            second += weight * ((h1 * h1) + (c1.Slope * c1.Slope));
        }

        return new ControlSums(
            own * (first + (2f * held0 * free0)),
            own * (mixed + ((held0 * free1) + (free0 * held1))),
            own * (second + (2f * held1 * free1)),
            own * f * score * (held0 + free0),
            own * f * score * (held1 + free1));
    }
}
