using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary><c>f'(x)</c>, <c>f'(x) e</c>, averaged over the samples of a call.</summary>
internal readonly struct NormalMeanPathwise(float first, float second) : INormalEstimator<NormalMeanPathwise>
{
    private readonly float _first = first;
    private readonly float _second = second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalMeanPathwise Add<TObjective>(NormalMeanPathwise call, NormalProblem problem, float noise, int sample)
        where TObjective : unmanaged, INormalFunction
    {
        float slope = TObjective.Derivative(problem.Mean + (problem.StandardDeviation * noise), problem.K);
        return new NormalMeanPathwise(call._first + slope, call._second + (slope * noise));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalMeanPathwise call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(NormalMeanPathwise call, NormalProblem problem, int samples) =>
        new(call._first / samples, call._second / samples);
}
