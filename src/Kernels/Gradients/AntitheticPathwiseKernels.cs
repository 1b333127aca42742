using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The pathwise estimator averaged over a noise and its mirror image, on a device.</summary>
public static partial class AntitheticPathwiseKernels
{
    /// <summary>The estimator for the normal law at one point, ready to draw from.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <returns>The sampler.</returns>
    public static GradientSampler Normal(
        NormalFunction objective, float k, float mean, float standardDeviation)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return objective.Sampler<NormalAntitheticPathwise>(k, mean, standardDeviation, 1);
    }

    /// <summary>One call of the estimator on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="noise">Standard normal numbers, shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Normal(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> noise,
        ArrayView<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var batch = new NormalBatch(device, k, mean, standardDeviation);
        objective.Launch(new GivenNoise<NormalAntitheticPathwise>(device, batch, 1, noise, gradient));
    }

    /// <summary>Exact gradient and variance of one call for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="gradient">Shape [N, 2], written: (mean, standard deviation).</param>
    /// <param name="variance">Shape [N, 2], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void NormalMoments(
        Device device,
        NormalObjective objective,
        ArrayView<float> k,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> gradient,
        ArrayView<float> variance) =>
        NormalPoints<Variance>.Launch(device, objective, k, mean, standardDeviation, gradient, variance);

    private readonly struct Variance : INormalVariance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static DeviceGradient Of<TObjective>(NormalExpectations f, float k, float mean, float standardDeviation)
            where TObjective : unmanaged, INormalObjective
        {
            MirroredExpectations m = TObjective.Mirrored(k, mean, standardDeviation);
            return new DeviceGradient(
                (0.5f * (f.SlopeSquare + m.Slopes)) - (f.Slope * f.Slope),
                (0.5f * (f.SlopeSquareNoise - m.SlopesNoise)) - (f.SlopeNoise * f.SlopeNoise));
        }
    }
}
