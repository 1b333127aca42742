using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// Leave-one-out on a regression: a number for each weight of each sample, one sample's weights behind the other's. A covariance does
/// not see the log weight's level.
/// </summary>
internal readonly struct RegressionLeaveOneOut(
    RunningCovariance first, RunningCovariance second, RegressionDraw draw, int weight, int sample) :
    IEstimator<RegressionLeaveOneOut, RegressionProblem>, IRegressionVariance
{
    private readonly RunningCovariance _first = first;
    private readonly RunningCovariance _second = second;
    private readonly RegressionDraw _draw = draw; // of the sample under way
    private readonly int _weight = weight;
    private readonly int _sample = sample;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegressionLeaveOneOut Add(RegressionLeaveOneOut call, RegressionProblem problem, float noise, int sample)
    {
        RegressionDraw draw = call._draw.Add(problem, noise, call._weight);
        return call._weight + 1 < problem.Weights
            ? new RegressionLeaveOneOut(call._first, call._second, draw, call._weight + 1, call._sample)
            : new RegressionLeaveOneOut(
                call._first.Add(draw.LogWeight, draw.Own * problem.Inverse, call._sample),
                call._second.Add(draw.LogWeight, ((draw.Own * draw.Own) - 1f) * problem.Inverse, call._sample),
                draw,
                0,
                call._sample + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(RegressionLeaveOneOut call) => call._draw.Last + call._first.Last;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(RegressionLeaveOneOut call, RegressionProblem problem, int samples) =>
        new(call._first.Result(call._sample), call._second.Result(call._sample));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Variance(RegressionProblem problem, int samples)
    {
        float spread = 0f;
        for (int k = 0; k < problem.Weights; k++)
        {
            spread += RegressionMoments.OfRow(problem, k, -1);
        }

        float product = spread * problem.Inverse * problem.Inverse;
        DeviceGradient centred = RegressionMoments.OfScore(problem, -RegressionMoments.Form(problem.Own));
        return new DeviceGradient(
            OfCovariance(centred.First, product, problem.ByMean, samples),
            OfCovariance(centred.Second, 2f * product, problem.ByDeviation, samples));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float OfCovariance(float centred, float product, float gradient, int samples) =>
        (centred + ((product + (gradient * gradient)) / (samples - 1))) / samples;
}

/// <summary>Local reparametrisation of a regression: a number for each example.</summary>
internal readonly struct RegressionLocal(float first, float second) :
    IEstimator<RegressionLocal, RegressionProblem>, IRegressionVariance
{
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegressionLocal Add(RegressionLocal call, RegressionProblem problem, float noise, int sample)
    {
        bool isOdd = (sample & 1) != 0;
        bool isLate = (sample & 2) != 0;
        float residual = Pick(isOdd, isLate, problem.Residual0, problem.Residual1, problem.Residual2, problem.Residual3);
        float root = Pick(isOdd, isLate, problem.Root0, problem.Root1, problem.Root2, problem.Root3);
        float counts = Pick(isOdd, isLate, problem.Own.N0, problem.Own.N1, problem.Own.N2, problem.Own.N3);
        float share = Pick(isOdd, isLate, problem.Share0, problem.Share1, problem.Share2, problem.Share3);
        float term = (residual + (root * noise)) * counts;
        return new RegressionLocal(call._first + term, call._second + (term * noise * share));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(RegressionLocal call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(RegressionLocal call, RegressionProblem problem, int samples) => new(
        -(call._first + (problem.Own.Ratio * problem.Own.Shift)) * problem.Inverse,
        (problem.OfDivergence - call._second) * problem.Inverse);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Variance(RegressionProblem problem, int samples)
    {
        DeviceGradient first = OfExample(problem.Residual0, problem.Root0, problem.Own.N0, problem.Share0);
        DeviceGradient second = OfExample(problem.Residual1, problem.Root1, problem.Own.N1, problem.Share1);
        DeviceGradient third = OfExample(problem.Residual2, problem.Root2, problem.Own.N2, problem.Share2);
        DeviceGradient fourth = OfExample(problem.Residual3, problem.Root3, problem.Own.N3, problem.Share3);
        DeviceGradient sum = Plus(Plus(first, second), Plus(third, fourth));
        float precision = problem.Inverse * problem.Inverse;
        return new DeviceGradient(sum.First * precision, sum.Second * precision);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DeviceGradient OfExample(float residual, float root, float counts, float share)
    {
        float spread = counts * root;
        float linear = residual * share * counts;
        float square = counts * counts;
        return new DeviceGradient(spread * spread, (linear * linear) + (2f * square * square));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DeviceGradient Plus(DeviceGradient a, DeviceGradient b) => new(a.First + b.First, a.Second + b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Pick(bool isOdd, bool isLate, float n0, float n1, float n2, float n3)
    {
        float early = isOdd ? n1 : n0;
        float late = isOdd ? n3 : n2;
        return isLate ? late : early;
    }
}
