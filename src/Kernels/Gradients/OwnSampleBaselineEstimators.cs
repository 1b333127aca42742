using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>Leave-one-out with the own sample left in: one part in K short of it.</summary>
internal static class OwnSample
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Share(int samples) => (samples - 1f) / samples;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Shorten(DeviceGradient g, int samples) => new(g.First * Share(samples), g.Second * Share(samples));
}

/// <summary>The mean of all samples as baseline, for the normal law.</summary>
internal readonly struct NormalOwnSampleBaseline(NormalLeaveOneOut call) : INormalEstimator<NormalOwnSampleBaseline>
{
    private readonly NormalLeaveOneOut _call = call;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalOwnSampleBaseline Add<TObjective>(
        NormalOwnSampleBaseline call, NormalProblem problem, float noise, int sample)
        where TObjective : unmanaged, INormalFunction =>
        new(NormalLeaveOneOut.Add<TObjective>(call._call, problem, noise, sample));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalOwnSampleBaseline call) => NormalLeaveOneOut.Last(call._call);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(NormalOwnSampleBaseline call, NormalProblem problem, int samples) =>
        OwnSample.Shorten(NormalLeaveOneOut.Result(call._call, problem, samples), samples);
}

/// <summary>The mean of all samples as baseline, for the Bernoulli law.</summary>
internal readonly struct BernoulliOwnSampleBaseline(BernoulliLeaveOneOut call) :
    IEstimator<BernoulliOwnSampleBaseline, BernoulliProblem>
{
    private readonly BernoulliLeaveOneOut _call = call;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliOwnSampleBaseline Add(
        BernoulliOwnSampleBaseline call, BernoulliProblem problem, float noise, int sample) =>
        new(BernoulliLeaveOneOut.Add(call._call, problem, noise, sample));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliOwnSampleBaseline call) => BernoulliLeaveOneOut.Last(call._call);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliOwnSampleBaseline call, BernoulliProblem problem, int samples) =>
        OwnSample.Shorten(BernoulliLeaveOneOut.Result(call._call, problem, samples), samples);
}
