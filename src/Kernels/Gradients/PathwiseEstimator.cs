using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary><c>f'(x)</c>, <c>f'(x) e</c>.</summary>
internal readonly struct NormalPathwise(float slope, float noise) : INormalEstimator<NormalPathwise>
{
    private readonly float _slope = slope;
    private readonly float _noise = noise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalPathwise Add<TObjective>(NormalPathwise call, NormalProblem problem, float noise, int sample)
        where TObjective : unmanaged, INormalFunction =>
        new(TObjective.Derivative(problem.At(noise), problem.K), noise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalPathwise call) => call._slope;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(NormalPathwise call, NormalProblem problem, int samples) =>
        new(call._slope, call._slope * call._noise);
}
