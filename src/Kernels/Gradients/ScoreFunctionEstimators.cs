using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary><c>f(x) e / s</c>, <c>f(x) (e^2 - 1) / s</c>.</summary>
internal readonly struct NormalScoreFunction(float first, float second) : INormalEstimator<NormalScoreFunction>
{
    private readonly float _first = first;
    private readonly float _second = second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalScoreFunction Add<TObjective>(
        NormalScoreFunction call, NormalProblem problem, float noise, int sample)
        where TObjective : unmanaged, INormalFunction
    {
        float f = TObjective.Value(problem.At(noise), problem.K);
        float scaled = f * problem.Inverse;
        return new NormalScoreFunction(scaled * noise, scaled * Fused.MultiplyAdd(noise, noise, -1f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalScoreFunction call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(NormalScoreFunction call, NormalProblem problem, int samples) =>
        new(call._first, call._second);
}

/// <summary><c>f(b) (b - p)</c>.</summary>
internal readonly struct BernoulliScoreFunction(float gradient) : IEstimator<BernoulliScoreFunction, BernoulliProblem>
{
    private readonly float _gradient = gradient;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliScoreFunction Add(
        BernoulliScoreFunction call, BernoulliProblem problem, float noise, int sample) =>
        new(noise < problem.Threshold ? problem.OfOne * problem.Failure : -problem.OfZero * problem.Success);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliScoreFunction call) => call._gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliScoreFunction call, BernoulliProblem problem, int samples) =>
        new(call._gradient, 0f);
}

/// <summary>The noise of every estimator for the Bernoulli law: four uniform numbers of a block.</summary>
public static class BernoulliNoise
{
    /// <summary>The noise of a block's words.</summary>
    /// <param name="words">The words.</param>
    /// <returns>Four uniform numbers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Of(DeviceWords words) => new(
        DeviceNormal.Uniform(words.W0),
        DeviceNormal.Uniform(words.W1),
        DeviceNormal.Uniform(words.W2),
        DeviceNormal.Uniform(words.W3));
}
