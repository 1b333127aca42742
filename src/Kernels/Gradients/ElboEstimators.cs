using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary><c>l</c>, <c>l e + 1 / s</c>, l the slope of ln p(x, y).</summary>
internal readonly struct ElboTotalPathwise(float first, float second) : IEstimator<ElboTotalPathwise, ElboProblem>
{
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ElboTotalPathwise Add(ElboTotalPathwise call, ElboProblem problem, float noise, int sample)
    {
        float slope = problem.ByMean - (problem.Fall * noise);
        return new ElboTotalPathwise(slope, (slope * noise) + problem.Inverse);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(ElboTotalPathwise call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(ElboTotalPathwise call, ElboProblem problem, int samples) =>
        new(call._first, call._second);
}

/// <summary><c>l</c>, <c>l e</c>, l the slope of ln p(x, y) - ln q(x).</summary>
internal readonly struct ElboStickingTheLanding(float first, float second) : IEstimator<ElboStickingTheLanding, ElboProblem>
{
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ElboStickingTheLanding Add(ElboStickingTheLanding call, ElboProblem problem, float noise, int sample)
    {
        float slope = problem.ByMean + (problem.ByStandardDeviation * noise);
        return new ElboStickingTheLanding(slope, slope * noise);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(ElboStickingTheLanding call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(ElboStickingTheLanding call, ElboProblem problem, int samples) =>
        new(call._first, call._second);
}

/// <summary><c>l - m</c>, <c>l e + 1 / s - s</c>, l the slope of ln p(y | x).</summary>
internal readonly struct ElboAnalyticKullbackLeibler(float first, float second) : IEstimator<ElboAnalyticKullbackLeibler, ElboProblem>
{
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ElboAnalyticKullbackLeibler Add(ElboAnalyticKullbackLeibler call, ElboProblem problem, float noise, int sample)
    {
        float slope = problem.ByMean - (problem.Likelihood * problem.StandardDeviation * noise); // l - m
        float ofDivergence = (1f - problem.StandardDeviation) * (1f + problem.StandardDeviation) * problem.Inverse;
        return new ElboAnalyticKullbackLeibler(slope, ((slope + problem.Mean) * noise) + ofDivergence);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(ElboAnalyticKullbackLeibler call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(ElboAnalyticKullbackLeibler call, ElboProblem problem, int samples) =>
        new(call._first, call._second);
}


/// <summary><c>f e / s</c>, <c>f (e^2 - 1) / s</c>, f the log weight.</summary>
internal readonly struct ElboScoreFunction(float first, float second) : IEstimator<ElboScoreFunction, ElboProblem>
{
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ElboScoreFunction Add(ElboScoreFunction call, ElboProblem problem, float noise, int sample)
    {
        float f = (((problem.Square * noise) + problem.Linear) * noise) + problem.Level;
        float scaled = f * problem.Inverse;
        return new ElboScoreFunction(scaled * noise, scaled * ((noise * noise) - 1f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(ElboScoreFunction call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(ElboScoreFunction call, ElboProblem problem, int samples) =>
        new(call._first, call._second);
}
