using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The measure-valued estimator with coupled draws on a device.</summary>
public static class MeasureValuedKernels
{
    private const int NoiseNumbers = 2;

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
        return objective.Sampler<NormalMeasureValued, RayleighNormals>(k, mean, standardDeviation, NoiseNumbers);
    }

    /// <summary>One call of the estimator on given noise for every point.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="noise">A number of Rayleigh's law and a standard normal one, shape [N, 2].</param>
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
        objective.Launch(new GivenNoise<NormalMeasureValued>(device, batch, NoiseNumbers, noise, gradient));
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
            MeasureExpectations m = TObjective.Measure(k, mean, standardDeviation);
            float precision = 1f / (standardDeviation * standardDeviation);
            return new DeviceGradient(
                (m.RayleighDifference * precision * MeasureNoise.InverseOfTwoPi) - (f.Slope * f.Slope),
                (m.MaxwellDifference * precision) - (f.SlopeNoise * f.SlopeNoise));
        }
    }
}
