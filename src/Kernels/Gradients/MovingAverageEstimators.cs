using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>A problem of the normal law with the first baseline and how far each sample moves it.</summary>
internal readonly struct NormalMovingProblem(NormalProblem law, float decay, float start)
{
    public readonly NormalProblem Law = law;
    public readonly float Step = 1f - decay;
    public readonly float Start = start;
}

/// <summary>Sums of <c>(f(x) - b) e / s</c> and <c>(f(x) - b) (e^2 - 1) / s</c>, b moving towards f with every sample.</summary>
internal readonly struct NormalMovingAverage<TObjective>(float baseline, float first, float second) :
    IEstimator<NormalMovingAverage<TObjective>, NormalMovingProblem>
    where TObjective : unmanaged, INormalObjective
{
    private readonly float _baseline = baseline;
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NormalMovingAverage<TObjective> Add(
        NormalMovingAverage<TObjective> call, NormalMovingProblem problem, float noise, int sample)
    {
        NormalProblem law = problem.Law;
        float baseline = sample == 0 ? problem.Start : call._baseline;
        float rest = TObjective.Value(law.Mean + (law.StandardDeviation * noise), law.K) - baseline;
        return new NormalMovingAverage<TObjective>(
            baseline + (problem.Step * rest),
            call._first + (rest * (noise * law.Inverse)),
            call._second + (rest * (((noise * noise) - 1f) * law.Inverse)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(NormalMovingAverage<TObjective> call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(NormalMovingAverage<TObjective> call, NormalMovingProblem problem, int samples) =>
        new(call._first / samples, call._second / samples);
}

/// <summary>A problem of the Bernoulli law with the first baseline, less f(0) as every objective here, and how far each sample
/// moves it.</summary>
internal readonly struct BernoulliMovingProblem(BernoulliProblem law, float decay, float start)
{
    public readonly float Difference = law.Difference;
    public readonly float Success = law.Success;
    public readonly float Failure = law.Failure;
    public readonly float Threshold = law.Threshold;
    public readonly float Step = 1f - decay;
    public readonly float Start = start;
}

/// <summary>The sum of <c>(f(b) - baseline) (b - p)</c>, the baseline moving towards f with every sample.</summary>
internal readonly struct BernoulliMovingAverage(float baseline, float sum) :
    IEstimator<BernoulliMovingAverage, BernoulliMovingProblem>
{
    private readonly float _baseline = baseline;
    private readonly float _sum = sum;

    public static int Components => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => BernoulliNoise.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BernoulliMovingAverage Add(
        BernoulliMovingAverage call, BernoulliMovingProblem problem, float noise, int sample)
    {
        bool b = noise < problem.Threshold;
        float baseline = sample == 0 ? problem.Start : call._baseline;
        float rest = (b ? problem.Difference : 0f) - baseline;
        return new BernoulliMovingAverage(
            baseline + (problem.Step * rest), call._sum + (rest * (b ? problem.Failure : -problem.Success)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BernoulliMovingAverage call) => call._sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BernoulliMovingAverage call, BernoulliMovingProblem problem, int samples) =>
        new(call._sum / samples, 0f);
}
