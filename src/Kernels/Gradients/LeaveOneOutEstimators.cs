using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// Leave-one-out as what it is, the sample covariance of objective and score, from running sums. The objective is taken
/// relative to the first sample's: a covariance does not change, and a large common part does not cancel.
/// </summary>
internal readonly struct RunningCovariance(float origin, float f, float score, float product)
{
    public readonly float Origin = origin;
    private readonly float _f = f;
    private readonly float _score = score;
    private readonly float _product = product;

    /// <summary>A number that the last sample went into.</summary>
    public float Last => Origin + _f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RunningCovariance Add(float f, float score, int sample)
    {
        float origin = sample == 0 ? f : Origin;
        float relative = f - origin;
        return new RunningCovariance(origin, _f + relative, _score + score, Fused.MultiplyAdd(relative, score, _product));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Result(int samples) => (_product - (_f * _score / samples)) / (samples - 1);
}

/// <summary>Leave-one-out for the normal law.</summary>
internal readonly struct NormalLeaveOneOut(RunningCovariance first, RunningCovariance second) :
    INormalEstimator<NormalLeaveOneOut>
{
    private readonly RunningCovariance _first = first;
    private readonly RunningCovariance _second = second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalLeaveOneOut Add<TObjective>(
        NormalLeaveOneOut call, NormalProblem problem, float noise, int sample)
        where TObjective : unmanaged, INormalFunction
    {
        float f = TObjective.Value(problem.At(noise), problem.K);
        return new NormalLeaveOneOut(
            call._first.Add(f, noise * problem.Inverse, sample),
            call._second.Add(f, Fused.MultiplyAdd(noise, noise, -1f) * problem.Inverse, sample));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalLeaveOneOut call) => call._first.Last;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(NormalLeaveOneOut call, NormalProblem problem, int samples) =>
        new(call._first.Result(samples), call._second.Result(samples));
}

/// <summary>Leave-one-out for the Bernoulli law.</summary>
internal readonly struct BernoulliLeaveOneOut(RunningCovariance covariance) :
    IEstimator<BernoulliLeaveOneOut, BernoulliProblem>
{
    private readonly RunningCovariance _covariance = covariance;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliLeaveOneOut Add(
        BernoulliLeaveOneOut call, BernoulliProblem problem, float noise, int sample)
    {
        bool b = noise < problem.Threshold;
        // f less f(0), which a covariance does not see: f(1) - f(0) = 1 - 2 target may be far smaller than either.
        return new BernoulliLeaveOneOut(call._covariance.Add(
            b ? problem.Difference : 0f, b ? problem.Failure : -problem.Success, sample));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliLeaveOneOut call) => call._covariance.Last;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliLeaveOneOut call, BernoulliProblem problem, int samples) =>
        new(call._covariance.Result(samples), 0f);
}
