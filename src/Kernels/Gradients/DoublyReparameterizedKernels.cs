using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>Doubly reparametrised gradients of the importance-weighted bound on a device.</summary>
public static class DoublyReparameterizedKernels
{
    /// <summary>The estimator at one point, ready to draw from.</summary>
    /// <param name="posteriorMean">The posterior's mean.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation.</param>
    /// <param name="mean">Mean of q.</param>
    /// <param name="standardDeviation">Standard deviation of q.</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <returns>The sampler.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static GradientSampler Bound(
        float posteriorMean, float posteriorStandardDeviation, float mean, float standardDeviation, int samples)
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        return GradientSampler.Of<BoundDoublyReparameterized, ElboProblem>(
            new ElboProblem(posteriorMean, posteriorStandardDeviation, mean, standardDeviation), samples);
    }

    /// <summary>One call of the estimator on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="posteriorMean">Shape [N].</param>
    /// <param name="posteriorStandardDeviation">Shape [N].</param>
    /// <param name="mean">Mean of q, shape [N].</param>
    /// <param name="standardDeviation">Standard deviation of q, shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="noise">Standard normal numbers, shape [N, samples].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static void Bound(
        Device device,
        ArrayView<float> posteriorMean,
        ArrayView<float> posteriorStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        int samples,
        ArrayView<float> noise,
        ArrayView<float> gradient)
    {
        DeviceGuard.AtLeast(2, samples, nameof(samples));
        new ElboBatch(device, posteriorMean, posteriorStandardDeviation, mean, standardDeviation)
            .LaunchCall<BoundDoublyReparameterized>(samples, noise, gradient);
    }

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="posteriorMean">Shape [N].</param>
    /// <param name="posteriorStandardDeviation">Shape [N].</param>
    /// <param name="mean">Mean of q, shape [N].</param>
    /// <param name="standardDeviation">Standard deviation of q, shape [N].</param>
    /// <param name="samples">Samples of one call, at least 2.</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    public static void BoundMoments(
        Device device,
        ArrayView<float> posteriorMean,
        ArrayView<float> posteriorStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        int samples,
        ArrayView<float> gradient,
        ArrayView<float> variance) =>
        new ElboBatch(device, posteriorMean, posteriorStandardDeviation, mean, standardDeviation)
            .LaunchBoundMoments<Moments>(samples, gradient, variance);

    private readonly struct Moments : IBoundMoments
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static BoundSums Sums(BoundQuadrature quadrature, int samples) => quadrature.DoublyReparameterized(samples);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Constant(float standardDeviation) => 0.0;
    }
}
