using System.Runtime.CompilerServices;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// <c>(f(m + s W) - f(m - s W)) / (s sqrt(2 pi))</c>, <c>(f(m + s M) - f(m + s N)) / s</c>: the first number of noise is W, the
/// second N, and M is their length with the sign of N. Either makes two places and the difference of f between them.
/// </summary>
internal readonly struct NormalMeasureValued(float rayleigh, float byMean, float byDeviation) :
    INormalEstimator<NormalMeasureValued>
{
    private readonly float _rayleigh = rayleigh;
    private readonly float _byMean = byMean;
    private readonly float _byDeviation = byDeviation;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalMeasureValued Add<TObjective>(
        NormalMeasureValued call, NormalProblem problem, float noise, int sample)
        where TObjective : unmanaged, INormalFunction
    {
        float maxwell = MeasureNoise.Maxwell(call._rayleigh, noise);
        float plus = sample == 0 ? noise : maxwell;
        float minus = sample == 0 ? -noise : noise;
        float difference = MeasureNoise.ValueAt<TObjective>(problem, plus) - MeasureNoise.ValueAt<TObjective>(problem, minus);
        return new NormalMeasureValued(noise, sample == 0 ? difference : call._byMean, difference);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalMeasureValued call) => call._byDeviation;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(NormalMeasureValued call, NormalProblem problem, int samples) =>
        new(call._byMean * problem.Inverse * MeasureNoise.InverseRootOfTwoPi, call._byDeviation * problem.Inverse);
}

/// <summary>
/// <c>(f(m + s W) - f(m - s V)) / (s sqrt(2 pi))</c>, <c>(f(m + s M) - f(m + s N)) / s</c>: the numbers of noise are W, N, V and
/// the normal number that makes M with V. Each makes one place.
/// </summary>
internal readonly struct NormalMeasureValuedUncoupled(float last, float byMean, float byDeviation) :
    INormalEstimator<NormalMeasureValuedUncoupled>
{
    private readonly float _last = last;
    private readonly float _byMean = byMean;
    private readonly float _byDeviation = byDeviation;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalMeasureValuedUncoupled Add<TObjective>(
        NormalMeasureValuedUncoupled call, NormalProblem problem, float noise, int sample)
        where TObjective : unmanaged, INormalFunction
    {
        float maxwell = MeasureNoise.Maxwell(call._last, noise);
        float place = sample == 2 ? -noise : noise;
        place = sample == 3 ? maxwell : place;
        float value = MeasureNoise.ValueAt<TObjective>(problem, place);
        float byMean = sample == 2 ? call._byMean - value : call._byMean;
        float byDeviation = sample == 3 ? call._byDeviation + value : call._byDeviation;
        return new NormalMeasureValuedUncoupled(
            noise, sample == 0 ? value : byMean, sample == 1 ? -value : byDeviation);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalMeasureValuedUncoupled call) => call._byMean + call._byDeviation;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(NormalMeasureValuedUncoupled call, NormalProblem problem, int samples) =>
        new(call._byMean * problem.Inverse * MeasureNoise.InverseRootOfTwoPi, call._byDeviation * problem.Inverse);
}

/// <summary>What the measure-valued estimators make of their noise.</summary>
internal static class MeasureNoise
{
    /// <summary>1 / sqrt(2 pi).</summary>
    public const float InverseRootOfTwoPi = 0.398942280f;

    /// <summary>1 / (2 pi).</summary>
    public const float InverseOfTwoPi = 0.159154937f;

    /// <summary>A number of the double-sided Maxwell law: the length of a Rayleigh number and a normal one, with its sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Maxwell(float rayleigh, float normal)
    {
        float length = XMath.Sqrt((rayleigh * rayleigh) + (normal * normal));
        return normal < 0f ? -length : length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ValueAt<TObjective>(NormalProblem problem, float noise)
        where TObjective : unmanaged, INormalFunction =>
        TObjective.Value(problem.Mean + (problem.StandardDeviation * noise), problem.K);
}
