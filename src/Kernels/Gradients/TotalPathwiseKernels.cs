using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The pathwise estimator of the evidence lower bound on a device.</summary>
public static partial class TotalPathwiseKernels
{
    /// <summary>The estimator at one point, ready to draw from.</summary>
    /// <param name="posteriorMean">The posterior's mean.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation.</param>
    /// <param name="mean">Mean of q.</param>
    /// <param name="standardDeviation">Standard deviation of q.</param>
    /// <returns>The sampler.</returns>
    public static GradientSampler Elbo(
        float posteriorMean, float posteriorStandardDeviation, float mean, float standardDeviation) =>
        GradientSampler.Of<ElboTotalPathwise, ElboProblem>(
            new ElboProblem(posteriorMean, posteriorStandardDeviation, mean, standardDeviation), 1);

    /// <summary>One call of the estimator on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="posteriorMean">Shape [N].</param>
    /// <param name="posteriorStandardDeviation">Shape [N].</param>
    /// <param name="mean">Mean of q, shape [N].</param>
    /// <param name="standardDeviation">Standard deviation of q, shape [N].</param>
    /// <param name="noise">Standard normal numbers, shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Elbo(
        Device device,
        ArrayView<float> posteriorMean,
        ArrayView<float> posteriorStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> noise,
        ArrayView<float> gradient) =>
        new ElboBatch(device, posteriorMean, posteriorStandardDeviation, mean, standardDeviation)
            .LaunchCall<ElboTotalPathwise>(1, noise, gradient);

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="posteriorMean">Shape [N].</param>
    /// <param name="posteriorStandardDeviation">Shape [N].</param>
    /// <param name="mean">Mean of q, shape [N].</param>
    /// <param name="standardDeviation">Standard deviation of q, shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void ElboMoments(
        Device device,
        ArrayView<float> posteriorMean,
        ArrayView<float> posteriorStandardDeviation,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> gradient,
        ArrayView<float> variance) =>
        new ElboBatch(device, posteriorMean, posteriorStandardDeviation, mean, standardDeviation)
            .LaunchMoments<Variance>(gradient, variance);

    private readonly struct Variance : IElboVariance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static DeviceGradient Of(ElboProblem problem)
        {
            float square = problem.Fall * problem.Fall;
            return new DeviceGradient(
                square,
                (problem.ByMean * problem.ByMean) + (2f * square));
        }
    }
}
