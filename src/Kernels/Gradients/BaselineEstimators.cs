using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>A problem of the normal law with a baseline for either part of the gradient.</summary>
internal readonly struct NormalBaselineProblem(NormalProblem problem, float byMean, float byDeviation)
{
    public readonly NormalProblem Problem = problem;
    public readonly float ByMean = byMean;
    public readonly float ByDeviation = byDeviation;
}

/// <summary><c>(f(x) - baseline) e / s</c>, <c>(f(x) - baseline) (e^2 - 1) / s</c>.</summary>
internal readonly struct NormalBaseline<TObjective>(float first, float second) :
    IEstimator<NormalBaseline<TObjective>, NormalBaselineProblem>
    where TObjective : unmanaged, INormalObjective
{
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalBaseline<TObjective> Add(
        NormalBaseline<TObjective> call, NormalBaselineProblem problem, float noise, int sample)
    {
        NormalProblem law = problem.Problem;
        float f = TObjective.Value(law.Mean + (law.StandardDeviation * noise), law.K);
        return new NormalBaseline<TObjective>(
            (f - problem.ByMean) * law.Inverse * noise,
            (f - problem.ByDeviation) * law.Inverse * ((noise * noise) - 1f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalBaseline<TObjective> call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(NormalBaseline<TObjective> call, NormalBaselineProblem problem, int samples) =>
        new(call._first, call._second);
}

/// <summary>A problem of the Bernoulli law with what the objective leaves over of a baseline.</summary>
internal readonly struct BernoulliBaselineProblem(BernoulliProblem problem, float ofOne, float ofZero)
{
    /// <summary>The gradient of a one and of a zero: there are no others.</summary>
    public readonly float GradientOfOne = ofOne * problem.Failure;
    public readonly float GradientOfZero = -ofZero * problem.Success;
    public readonly float Threshold = problem.Threshold;
}

/// <summary><c>(f(b) - baseline) (b - p)</c>.</summary>
internal readonly struct BernoulliBaseline(float gradient) : IEstimator<BernoulliBaseline, BernoulliBaselineProblem>
{
    private readonly float _gradient = gradient;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliBaseline Add(
        BernoulliBaseline call, BernoulliBaselineProblem problem, float noise, int sample) =>
        new(noise < problem.Threshold ? problem.GradientOfOne : problem.GradientOfZero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliBaseline call) => call._gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliBaseline call, BernoulliBaselineProblem problem, int samples) =>
        new(call._gradient, 0f);
}
