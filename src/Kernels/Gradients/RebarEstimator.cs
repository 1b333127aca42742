using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>A Bernoulli problem, the temperature of its relaxation and the scale of the control variate.</summary>
internal readonly struct RebarProblem(BernoulliProblem bernoulli, float logit, float temperature, float scale)
{
    public readonly BernoulliProblem Bernoulli = bernoulli;
    public readonly float Logit = logit;
    public readonly float Temperature = temperature;
    public readonly float Scale = scale;
}

/// <summary>A relaxed draw at y: <c>z - target</c> and <c>scale F'(y)</c>.</summary>
internal readonly struct RelaxedPart(float off, float slope)
{
    public readonly float Off = off;
    public readonly float Slope = slope;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RelaxedPart At(RebarProblem problem, float y)
    {
        float a = y / problem.Temperature;
        float z = DeviceMath.Sigmoid(a);
        float off = z - problem.Bernoulli.Target;
        return new RelaxedPart(off, problem.Scale * (2f * off * (z * DeviceMath.Sigmoid(-a)) / problem.Temperature));
    }

    /// <summary>The part of a call that hangs on b: <c>(f(b) - scale F) (b - p) - scale F' moves</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Held(RebarProblem problem, float f, float score, float moves) =>
        ((f - (problem.Scale * (Off * Off))) * score) - (Slope * moves);
}

/// <summary>REBAR: u is the first sample's noise, v the second's.</summary>
internal readonly struct BernoulliRebar(float one, float gradient) : IEstimator<BernoulliRebar, RebarProblem>
{
    private readonly float _one = one;
    private readonly float _gradient = gradient;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliRebar Add(BernoulliRebar call, RebarProblem problem, float noise, int sample) =>
        sample == 0 ? Free(problem, noise) : call.WithHeld(problem, noise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliRebar call) => call._gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliRebar call, RebarProblem problem, int samples) => new(call._gradient, 0f);

    /// <summary>The coupled call: y~ is y, and moves by <c>|u - p| / (1 - u)</c> or <c>|u - p| / u</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Coupled(RebarProblem problem, float u)
    {
        BernoulliProblem draw = problem.Bernoulli;
        bool b = u < draw.Threshold;
        float f = b ? draw.OfOne : draw.OfZero;
        float score = b ? draw.Failure : -draw.Success;
        float other = b ? draw.Failure : draw.Success;
        float rest = b ? 1f - u : u;
        RelaxedPart part = RelaxedPart.At(problem, LogOdds(problem, u));
        return ((f - (problem.Scale * (part.Off * part.Off))) * score) + (part.Slope * (other / rest));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static BernoulliRebar Free(RebarProblem problem, float u) => new(
        u < problem.Bernoulli.Threshold ? 1f : 0f,
        RelaxedPart.At(problem, LogOdds(problem, u)).Slope);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float LogOdds(RebarProblem problem, float u) =>
        problem.Logit + (DeviceMath.Log(1f - u) - DeviceMath.Log(u));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private BernoulliRebar WithHeld(RebarProblem problem, float v)
    {
        BernoulliProblem draw = problem.Bernoulli;
        bool b = _one > 0f;
        float f = b ? draw.OfOne : draw.OfZero;
        float score = b ? draw.Failure : -draw.Success;
        float own = b ? draw.Success : draw.Failure;
        float other = b ? draw.Failure : draw.Success;
        float left = b ? 1f - v : v;
        float rest = b ? v : 1f - v;
        float size = DeviceMath.LogOnePlus(left / (rest * other));
        RelaxedPart part = RelaxedPart.At(problem, b ? size : -size);
        float moves = own * left / (other + (own * left));
        return new BernoulliRebar(_one, _gradient + part.Held(problem, f, score, moves));
    }
}
