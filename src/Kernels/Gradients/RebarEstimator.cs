using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// A Bernoulli problem, the temperature of its relaxation and the control variate <c>c = scale (z - target)^2 + tilt z</c>:
/// REBAR's tilt is 0, RELAX has one.
/// </summary>
internal readonly struct RebarProblem(BernoulliProblem bernoulli, float logit, float temperature, float scale, float tilt)
{
    public readonly BernoulliProblem Bernoulli = bernoulli;
    public readonly float Logit = logit;
    public readonly float Temperature = temperature;
    public readonly float Scale = scale;
    public readonly float Tilt = tilt;

    /// <summary>The same problem with another control variate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RebarProblem With(float scale, float tilt) => new(Bernoulli, Logit, Temperature, scale, tilt);
}

/// <summary>A control variate at y, <c>c(y)</c> and <c>c'(y)</c>.</summary>
internal readonly struct RelaxedPart(float value, float slope)
{
    public readonly float Value = value;
    public readonly float Slope = slope;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RelaxedPart At(RebarProblem problem, float y)
    {
        float a = y / problem.Temperature;
        float z = DeviceMath.Sigmoid(a);
        float off = z - problem.Bernoulli.Target;
        return new RelaxedPart(
            (problem.Scale * (off * off)) + (problem.Tilt * z),
            ((2f * problem.Scale * off) + problem.Tilt) * (z * DeviceMath.Sigmoid(-a)) / problem.Temperature);
    }

    /// <summary>
    /// What both change by with the temperature: <c>-a c'(a) / temperature</c>, <c>-(c'(a) + a c''(a)) / temperature^2</c> of
    /// <c>a = y / temperature</c>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RelaxedPart ByTemperature(RebarProblem problem, float y)
    {
        float a = y / problem.Temperature;
        float z = DeviceMath.Sigmoid(a);
        float rest = DeviceMath.Sigmoid(-a);
        float steep = z * rest;
        float first = ((2f * problem.Scale * (z - problem.Bernoulli.Target)) + problem.Tilt) * steep;
        float second = (2f * problem.Scale * (steep * steep)) + (first * (rest - z));
        return new RelaxedPart(
            -a * first / problem.Temperature, -(first + (a * second)) / (problem.Temperature * problem.Temperature));
    }
}

/// <summary>The draw b and y~, which v draws given b, and how it moves with the logit.</summary>
internal readonly struct HeldDraw(float f, float score, float y, float moves)
{
    public readonly float Objective = f;
    public readonly float Y = y;
    public readonly float Score = score;
    public readonly float Moves = moves;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HeldDraw At(BernoulliProblem draw, bool b, float v)
    {
        float own = b ? draw.Success : draw.Failure;
        float other = b ? draw.Failure : draw.Success;
        float left = b ? 1f - v : v;
        float rest = b ? v : 1f - v;
        float size = DeviceMath.LogOnePlus(left / (rest * other));
        return new HeldDraw(
            b ? draw.OfOne : draw.OfZero,
            b ? draw.Failure : -draw.Success,
            b ? size : -size,
            own * left / (other + (own * left)));
    }

    /// <summary>The part of a call that hangs on b, <c>(f - c) (b - p) - c' moves</c>, of an objective's value f.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Of(float f, RelaxedPart part) => ((f - part.Value) * Score) - (part.Slope * Moves);
}

/// <summary>REBAR, and with a tilt RELAX: u is the first sample's noise, v the second's.</summary>
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
        return ((f - part.Value) * score) + (part.Slope * (other / rest));
    }

    /// <summary>y, of the law that relaxes b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LogOdds(RebarProblem problem, float u) =>
        problem.Logit + (DeviceMath.Log(1f - u) - DeviceMath.Log(u));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static BernoulliRebar Free(RebarProblem problem, float u) => new(
        u < problem.Bernoulli.Threshold ? 1f : 0f,
        RelaxedPart.At(problem, LogOdds(problem, u)).Slope);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private BernoulliRebar WithHeld(RebarProblem problem, float v)
    {
        HeldDraw held = HeldDraw.At(problem.Bernoulli, _one > 0f, v);
        return new BernoulliRebar(_one, _gradient + held.Of(held.Objective, RelaxedPart.At(problem, held.Y)));
    }
}
