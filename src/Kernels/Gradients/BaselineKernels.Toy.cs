using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <content>Of bits that share one logit.</content>
public static partial class BaselineKernels
{
    /// <summary>The estimator for bits of one logit at one point, ready to draw from.</summary>
    /// <param name="targets">The targets, shape [D], D from 1 to 12.</param>
    /// <param name="logit">The logit of p.</param>
    /// <param name="baseline">The baseline, in double: what f leaves over of a good one is far smaller than either.</param>
    /// <returns>The sampler; its draws of bits are those of p in full precision.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12.</exception>
    public static GradientSampler Toy(IReadOnlyList<float> targets, float logit, double baseline)
    {
        return GradientSampler.Of<ToyScoreFunction, BernoulliToyProblem>(BernoulliToyProblem.OnGrid(targets, logit, baseline), targets.Count);
    }

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="targets">Shape [N, D], D from 1 to 12.</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="baseline">Shape [N].</param>
    /// <param name="uniforms">Shape [N, D].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12.</exception>
    public static void Toy(
        Device device,
        ArrayView<float> targets,
        ArrayView<float> logit,
        ArrayView<float> baseline,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        int bits = ToyPoints.Bits(device, targets, logit);
        DeviceGuard.Length(logit.Length, baseline, nameof(baseline));
        DeviceGuard.Length(targets.Length, uniforms, nameof(uniforms));
        DeviceGuard.Length(logit.Length, gradient, nameof(gradient));
        device.Launch(ToyOfOne, (int)logit.Length, bits, targets, logit, baseline, uniforms, gradient);
    }

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="targets">Shape [N, D], D from 1 to 12.</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="baseline">Shape [N].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12.</exception>
    public static void ToyMoments(
        Device device,
        ArrayView<float> targets,
        ArrayView<float> logit,
        ArrayView<float> baseline,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        int bits = ToyPoints.Bits(device, targets, logit);
        DeviceGuard.Length(logit.Length, baseline, nameof(baseline));
        DeviceGuard.Length(logit.Length, gradient, nameof(gradient));
        DeviceGuard.Length(logit.Length, variance, nameof(variance));
        device.Launch(ToyMomentsOfOne, (int)logit.Length, bits, targets, logit, baseline, gradient, variance);
    }

    /// <summary>The mean of the objective for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="targets">Shape [N, D], D from 1 to 12.</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="baseline">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12.</exception>
    public static void ToyMean(Device device, ArrayView<float> targets, ArrayView<float> logit, ArrayView<float> baseline)
    {
        int bits = ToyPoints.Bits(device, targets, logit);
        DeviceGuard.Length(logit.Length, baseline, nameof(baseline));
        device.Launch(ToyMeanOfOne, (int)logit.Length, bits, targets, logit, baseline);
    }

    // Gradient and variance at one point. Each bit moves f about its mean by d_i (b_i - p), and with v = p (1 - p) and c, what the
    // baseline is above E f, the variance is v sum_i ((1 - 2 p) d_i - c)^2 + v^2 sum_(i < j) (d_i + d_j)^2.
    internal static DeviceGradient ToyMomentsAt(ToyTargets targets, float logit, float baseline)
    {
        float p = DeviceMath.Sigmoid(logit);
        float q = DeviceMath.Sigmoid(-logit);
        float above = baseline - ToyMeanAt(targets, p, q);
        float squares = 0f;
        for (int bit = 0; bit < targets.Bits; bit++)
        {
            float rest = ((q - p) * targets.Added(bit)) - above;
            squares += rest * rest;
        }

        var sums = ToySums.Of(targets);
        float v = p * q;
        return new DeviceGradient(v * sums.Sum, v * (squares + (v * sums.Pairs)));
    }

    private static float ToyMeanAt(ToyTargets targets, float p, float q)
    {
        float mean = 0f;
        for (int bit = 0; bit < targets.Bits; bit++)
        {
            float t = targets[bit];
            mean += (p * (1f - t) * (1f - t)) + (q * t * t);
        }

        return mean;
    }

    // One work item: one call of the estimator.
    private static void ToyOfOne(
        Index1D i,
        int bits,
        ArrayView<float> targets,
        ArrayView<float> logit,
        ArrayView<float> baseline,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        var problem = BernoulliToyProblem.At(new ToyTargets(targets, i * bits, bits), logit[i], baseline[i]);
        ToyScoreFunction call = default;
        for (int bit = 0; bit < bits; bit++)
        {
            call = ToyScoreFunction.Add(call, problem, uniforms[(i * bits) + bit], bit);
        }

        gradient[i] = ToyScoreFunction.Result(call, problem, bits).First;
    }

    // One work item: the moments at one point.
    private static void ToyMomentsOfOne(
        Index1D i,
        int bits,
        ArrayView<float> targets,
        ArrayView<float> logit,
        ArrayView<float> baseline,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        DeviceGradient moments = ToyMomentsAt(new ToyTargets(targets, i * bits, bits), logit[i], baseline[i]);
        gradient[i] = moments.First;
        variance[i] = moments.Second;
    }

    // One work item: the mean at one point.
    private static void ToyMeanOfOne(
        Index1D i, int bits, ArrayView<float> targets, ArrayView<float> logit, ArrayView<float> baseline) =>
        baseline[i] = ToyMeanAt(
            new ToyTargets(targets, i * bits, bits), DeviceMath.Sigmoid(logit[i]), DeviceMath.Sigmoid(-logit[i]));
}
