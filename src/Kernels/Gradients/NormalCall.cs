using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>An estimator for the normal law joined with an objective and with the kind of noise that it takes.</summary>
internal readonly struct NormalCall<TEstimator, TObjective, TNoise>(TEstimator call) :
    IEstimator<NormalCall<TEstimator, TObjective, TNoise>, NormalProblem>
    where TEstimator : unmanaged, INormalEstimator<TEstimator>
    where TObjective : unmanaged, INormalFunction
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
