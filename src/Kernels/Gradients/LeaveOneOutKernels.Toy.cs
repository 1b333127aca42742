using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <content>Of bits that share one logit.</content>
public static partial class LeaveOneOutKernels
{
    /// <summary>The estimator for bits of one logit at one point, ready to draw from.</summary>
    /// <param name="targets">The targets, shape [D], D from 1 to 12.</param>
    /// <param name="logit">The logit of p.</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <returns>The sampler; its draws of bits are those of p in full precision.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples, or not from 1 to 12 targets.</exception>
    public static GradientSampler Toy(IReadOnlyList<float> targets, float logit, int samples)
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        return GradientSampler.Of<ToyLeaveOneOut, BernoulliToyProblem>(BernoulliToyProblem.OnGrid(targets, logit, baseline: 0.0), samples * targets.Count);
    }

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="targets">Shape [N, D], D from 1 to 12.</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="uniforms">Shape [N, samples, D].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples, or not from 1 to 12 targets.</exception>
    public static void Toy(
        Device device,
        ArrayView<float> targets,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> uniforms,
        ArrayView<float> gradient)
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        GivenToyUniforms<ToyLeaveOneOut>.Launch(device, targets, logit, samples, uniforms, gradient);
    }

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="targets">Shape [N, D], D from 1 to 12.</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples, or not from 1 to 12 targets.</exception>
    public static void ToyMoments(
        Device device,
        ArrayView<float> targets,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        int bits = ToyPoints.Bits(device, targets, logit);
        DeviceGuard.Length(logit.Length, gradient, nameof(gradient));
        DeviceGuard.Length(logit.Length, variance, nameof(variance));
        device.Launch(ToyMomentsOfOne, (int)logit.Length, bits, targets, logit, samples, gradient, variance);
    }

    // One work item: the moments at one point. With v = p (1 - p) the objective varies by v sum_i d_i^2, the score by v D.
    private static void ToyMomentsOfOne(
        Index1D i,
        int bits,
        ArrayView<float> targets,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance)
    {
        float p = DeviceMath.Sigmoid(logit[i]);
        float q = DeviceMath.Sigmoid(-logit[i]);
        float v = p * q;
        var sums = ToySums.Of(new ToyTargets(targets, i * bits, bits));
        gradient[i] = v * sums.Sum;
        float centred = (v * (q - p) * (q - p) * sums.Squares) + (v * v * sums.Pairs);
        float product = v * v * ((bits * sums.Squares) + (sums.Sum * sums.Sum));
        variance[i] = (centred + (product / (samples - 1))) / samples;
    }
}
