using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>An estimator for the normal law joined with an objective and with the kind of noise that it takes.</summary>
internal readonly struct NormalCall<TEstimator, TObjective, TNoise>(TEstimator call) :
    IEstimator<NormalCall<TEstimator, TObjective, TNoise>, NormalProblem>
    where TEstimator : unmanaged, INormalEstimator<TEstimator>
    where TObjective : unmanaged, INormalObjective
    where TNoise : unmanaged, INormalNoise
{
    private readonly TEstimator _call = call;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => TNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalCall<TEstimator, TObjective, TNoise> Add(
        NormalCall<TEstimator, TObjective, TNoise> call, NormalProblem problem, float noise, int sample) =>
        new(TEstimator.Add<TObjective>(call._call, problem, noise, sample));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalCall<TEstimator, TObjective, TNoise> call) => TEstimator.Last(call._call);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(
        NormalCall<TEstimator, TObjective, TNoise> call, NormalProblem problem, int samples) =>
        TEstimator.Result(call._call, problem, samples);
}

/// <summary>The noise of estimators that draw from a normal law: four normal numbers of a block.</summary>
internal static class NormalNoise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Of(DeviceWords words)
    {
        DeviceNormalPair a = DeviceNormal.FromWords(words.W0, words.W1);
        DeviceNormalPair b = DeviceNormal.FromWords(words.W2, words.W3);
        return new FourNumbers(a.Z0, a.Z1, b.Z0, b.Z1);
    }
}
