using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary><c>sum v_i^2 l_i</c>, <c>sum v_i^2 l_i e_i</c>, v the weights over their sum, l the slopes of the log weights.</summary>
internal readonly struct BoundDoublyReparameterized(WeightedSlopes slopes) : IEstimator<BoundDoublyReparameterized, ElboProblem>
{
    private readonly WeightedSlopes _slopes = slopes;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BoundDoublyReparameterized Add(BoundDoublyReparameterized call, ElboProblem problem, float noise, int sample)
    {
        WeightStep step = call._slopes.Step(problem, noise, sample);
        float slope = problem.ByMean + (problem.ByStandardDeviation * noise);
        return new BoundDoublyReparameterized(
            call._slopes.Add(step, step.OfBefore * step.OfBefore, step.OfSample * step.OfSample * slope, noise));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BoundDoublyReparameterized call) => call._slopes.First;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BoundDoublyReparameterized call, ElboProblem problem, int samples)
    {
        float inverse = 1f / call._slopes.Weights;
        float square = inverse * inverse;
        return new DeviceGradient(call._slopes.First * square, call._slopes.Second * square);
    }
}

/// <summary><c>sum v_i l_i</c>, <c>sum v_i l_i e_i + 1 / s</c>, l the slopes of ln p(x, y).</summary>
internal readonly struct BoundPathwise(WeightedSlopes slopes) : IEstimator<BoundPathwise, ElboProblem>
{
    private readonly WeightedSlopes _slopes = slopes;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BoundPathwise Add(BoundPathwise call, ElboProblem problem, float noise, int sample)
    {
        WeightStep step = call._slopes.Step(problem, noise, sample);
        float slope = problem.ByMean - (problem.Fall * noise);
        return new BoundPathwise(call._slopes.Add(step, step.OfBefore, step.OfSample * slope, noise));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BoundPathwise call) => call._slopes.First;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BoundPathwise call, ElboProblem problem, int samples)
    {
        float inverse = 1f / call._slopes.Weights;
        return new DeviceGradient(call._slopes.First * inverse, (call._slopes.Second * inverse) + problem.Inverse);
    }
}

/// <summary><c>sum v_i l_i</c>, <c>sum v_i l_i e_i</c>, l the slopes of the log weights.</summary>
internal readonly struct BoundStickingTheLanding(WeightedSlopes slopes) : IEstimator<BoundStickingTheLanding, ElboProblem>
{
    private readonly WeightedSlopes _slopes = slopes;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BoundStickingTheLanding Add(BoundStickingTheLanding call, ElboProblem problem, float noise, int sample)
    {
        WeightStep step = call._slopes.Step(problem, noise, sample);
        float slope = problem.ByMean + (problem.ByStandardDeviation * noise);
        return new BoundStickingTheLanding(call._slopes.Add(step, step.OfBefore, step.OfSample * slope, noise));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BoundStickingTheLanding call) => call._slopes.First;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BoundStickingTheLanding call, ElboProblem problem, int samples)
    {
        float inverse = 1f / call._slopes.Weights;
        return new DeviceGradient(call._slopes.First * inverse, call._slopes.Second * inverse);
    }
}

/// <summary><c>-sum v_i e_i / s</c>, <c>(1 - sum v_i e_i^2) / s</c>: the noise takes the slopes' place.</summary>
internal readonly struct BoundWakeSleep(WeightedSlopes slopes) : IEstimator<BoundWakeSleep, ElboProblem>
{
    private readonly WeightedSlopes _slopes = slopes;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BoundWakeSleep Add(BoundWakeSleep call, ElboProblem problem, float noise, int sample)
    {
        WeightStep step = call._slopes.Step(problem, noise, sample);
        return new BoundWakeSleep(call._slopes.Add(step, step.OfBefore, step.OfSample * noise, noise));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BoundWakeSleep call) => call._slopes.First;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BoundWakeSleep call, ElboProblem problem, int samples)
    {
        float inverse = 1f / call._slopes.Weights;
        return new DeviceGradient(
            -call._slopes.First * inverse * problem.Inverse, (1f - (call._slopes.Second * inverse)) * problem.Inverse);
    }
}

/// <summary>Running sums of weights and of weighted slopes, relative to the greatest weight so far.</summary>
internal readonly struct WeightedSlopes(float greatest, float weights, float first, float second)
{
    public readonly float Weights = weights;
    public readonly float First = first;
    public readonly float Second = second; // slopes times the noise
    private readonly float _greatest = greatest; // the logarithm

    /// <summary>How the sums so far and a new sample's weight relate to the greatest of both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WeightStep Step(ElboProblem problem, float noise, int sample)
    {
        // The log weight but for a constant. Of the two factors one is 1: a single exponential makes both.
        float log = ((problem.Square * noise) + problem.Linear) * noise;
        float before = sample == 0 ? log : _greatest;
        float smaller = DeviceMath.Exp(-XMath.Abs(log - before));
        return new WeightStep(
            log > before ? log : before, log > before ? smaller : 1f, log > before ? 1f : smaller);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WeightedSlopes Add(WeightStep step, float ofBefore, float term, float noise) => new(
        step.Greatest,
        (Weights * step.OfBefore) + step.OfSample,
        (First * ofBefore) + term,
        (Second * ofBefore) + (term * noise));
}

/// <summary>A new greatest logarithm of a weight, the factor of what was summed before it, and the sample's own weight.</summary>
internal readonly struct WeightStep(float greatest, float ofBefore, float ofSample)
{
    public readonly float Greatest = greatest;
    public readonly float OfBefore = ofBefore;
    public readonly float OfSample = ofSample;
}
