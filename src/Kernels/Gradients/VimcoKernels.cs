using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>VIMCO on a device.</summary>
public static class VimcoKernels
{
    /// <summary>The estimator at one point, ready to draw from.</summary>
    /// <param name="posteriorLogit">The logit of the posterior.</param>
    /// <param name="logit">The logit of p.</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <returns>The sampler; its draws of b are those of p in full precision.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static GradientSampler BernoulliBound(float posteriorLogit, float logit, int samples) =>
        BernoulliBoundBatch.Sampler<BernoulliBoundByOnes<GeometricSwap>>(posteriorLogit, logit, samples);

    /// <summary>One call of the estimator on given uniform numbers for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="posteriorLogit">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="uniforms">Shape [N, samples].</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static void BernoulliBound(
        Device device,
        ArrayView<float> posteriorLogit,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> uniforms,
        ArrayView<float> gradient) =>
        new BernoulliBoundBatch(device, posteriorLogit, logit, samples)
            .LaunchCall<BernoulliBoundByOnes<GeometricSwap>>(uniforms, gradient);

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="posteriorLogit">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="gradient">Shape [N], written.</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static void BernoulliBoundMoments(
        Device device,
        ArrayView<float> posteriorLogit,
        ArrayView<float> logit,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance) =>
        new BernoulliBoundBatch(device, posteriorLogit, logit, samples).LaunchMoments<GeometricSwap>(gradient, variance);
}
