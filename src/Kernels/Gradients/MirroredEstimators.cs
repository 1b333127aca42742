using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary><c>(f(x+) - f(x-)) e / (2 s)</c>, <c>(f(x+) + f(x-)) (e^2 - 1) / (2 s)</c>.</summary>
internal readonly struct NormalAntitheticScoreFunction(float first, float second) : INormalEstimator<NormalAntitheticScoreFunction>
{
    private readonly float _first = first;
    private readonly float _second = second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalAntitheticScoreFunction Add<TObjective>(
        NormalAntitheticScoreFunction call, NormalProblem problem, float noise, int sample)
        where TObjective : unmanaged, INormalFunction
    {
        float plus = TObjective.Value(problem.Mean + (problem.StandardDeviation * noise), problem.K);
        float minus = TObjective.Value(problem.Mean - (problem.StandardDeviation * noise), problem.K);
        float half = 0.5f * problem.Inverse;
        return new NormalAntitheticScoreFunction(
            (plus - minus) * (half * noise), (plus + minus) * (half * ((noise * noise) - 1f)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalAntitheticScoreFunction call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(NormalAntitheticScoreFunction call, NormalProblem problem, int samples) =>
        new(call._first, call._second);
}

/// <summary><c>(f'(x+) + f'(x-)) / 2</c>, <c>(f'(x+) - f'(x-)) e / 2</c>.</summary>
internal readonly struct NormalAntitheticPathwise(float first, float second) : INormalEstimator<NormalAntitheticPathwise>
{
    private readonly float _first = first;
    private readonly float _second = second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalAntitheticPathwise Add<TObjective>(
        NormalAntitheticPathwise call, NormalProblem problem, float noise, int sample)
        where TObjective : unmanaged, INormalFunction
    {
        float plus = TObjective.Derivative(problem.Mean + (problem.StandardDeviation * noise), problem.K);
        float minus = TObjective.Derivative(problem.Mean - (problem.StandardDeviation * noise), problem.K);
        return new NormalAntitheticPathwise(0.5f * (plus + minus), 0.5f * (plus - minus) * noise);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalAntitheticPathwise call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(NormalAntitheticPathwise call, NormalProblem problem, int samples) =>
        new(call._first, call._second);
}
