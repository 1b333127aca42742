using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary><c>(f(b) - baseline) sum_i (b_i - p)</c>: a number for each bit.</summary>
internal readonly struct ToyScoreFunction(float f, float score) : IEstimator<ToyScoreFunction, BernoulliToyProblem>
{
    private readonly float _f = f;
    private readonly float _score = score;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ToyScoreFunction Add(ToyScoreFunction call, BernoulliToyProblem problem, float noise, int sample)
    {
        bool b = noise < problem.Threshold;
        return new ToyScoreFunction(
            call._f + (b ? problem.Added(sample) : 0f), call._score + (b ? problem.Failure : -problem.Success));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(ToyScoreFunction call) => call._score;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(ToyScoreFunction call, BernoulliToyProblem problem, int samples) =>
        new((problem.Origin + call._f) * call._score, 0f);
}

/// <summary>Leave-one-out: a number for each bit of each sample, one sample's bits behind the other's.</summary>
internal readonly struct ToyLeaveOneOut(RunningCovariance covariance, float f, float score, int bit, int sample) :
    IEstimator<ToyLeaveOneOut, BernoulliToyProblem>
{
    private readonly RunningCovariance _covariance = covariance;
    private readonly float _f = f; // of the sample under way, less f(0, ..., 0), which a covariance does not see
    private readonly float _score = score;
    private readonly int _bit = bit;
    private readonly int _sample = sample;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ToyLeaveOneOut Add(ToyLeaveOneOut call, BernoulliToyProblem problem, float noise, int sample)
    {
        bool b = noise < problem.Threshold;
        float f = call._f + (b ? problem.Added(call._bit) : 0f);
        float score = call._score + (b ? problem.Failure : -problem.Success);
        return call._bit + 1 < problem.Bits
            ? new ToyLeaveOneOut(call._covariance, f, score, call._bit + 1, call._sample)
            : new ToyLeaveOneOut(call._covariance.Add(f, score, call._sample), 0f, 0f, 0, call._sample + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(ToyLeaveOneOut call) => call._score + call._covariance.Last;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(ToyLeaveOneOut call, BernoulliToyProblem problem, int samples) =>
        new(call._covariance.Result(call._sample), 0f);
}

/// <summary><c>(f(c) - f(b)) sum_i (u_i - 1/2)</c> with b drawn by u, c by 1 - u.</summary>
internal readonly struct ToyAugmentReinforceMerge(float change, float half) : IEstimator<ToyAugmentReinforceMerge, BernoulliToyProblem>
{
    private readonly float _change = change;
    private readonly float _half = half;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ToyAugmentReinforceMerge Add(
        ToyAugmentReinforceMerge call, BernoulliToyProblem problem, float noise, int sample)
    {
        float added = problem.Added(sample);
        float below = noise < problem.Threshold ? -added : 0f;
        float above = noise > problem.Complement ? added : 0f;
        return new ToyAugmentReinforceMerge(call._change + (above + below), call._half + (noise - 0.5f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(ToyAugmentReinforceMerge call) => call._half;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(ToyAugmentReinforceMerge call, BernoulliToyProblem problem, int samples) =>
        new(call._change * call._half, 0f);
}

/// <summary><c>1/2 (f(b) - f(c)) max(p, 1 - p) sum_i (b_i - c_i)</c> with b drawn by u, c by 1 - u.</summary>
internal readonly struct ToyDisArm(float change, float tilt) : IEstimator<ToyDisArm, BernoulliToyProblem>
{
    private readonly float _change = change;
    private readonly float _tilt = tilt;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ToyDisArm Add(ToyDisArm call, BernoulliToyProblem problem, float noise, int sample)
    {
        float b = noise < problem.Threshold ? 1f : 0f;
        float c = noise > problem.Complement ? 1f : 0f;
        return new ToyDisArm(call._change + ((b - c) * problem.Added(sample)), call._tilt + (b - c));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(ToyDisArm call) => call._change;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(ToyDisArm call, BernoulliToyProblem problem, int samples)
    {
        float commoner = problem.Success > problem.Failure ? problem.Success : problem.Failure;
        return new DeviceGradient(0.5f * call._change * commoner * call._tilt, 0f);
    }
}
