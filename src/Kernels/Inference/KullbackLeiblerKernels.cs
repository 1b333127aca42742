using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <summary>Kullback-Leibler divergences on a device; every sum is of terms that are never negative.</summary>
public static partial class KullbackLeiblerKernels
{
    /// <summary>KL(N(mean[i], standardDeviation[i]^2) || N(otherMean[i], otherStandardDeviation[i]^2)) for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="otherMean">Shape [N].</param>
    /// <param name="otherStandardDeviation">Shape [N].</param>
    /// <param name="divergence">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Normal(
        Device device,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> otherMean,
        ArrayView<float> otherStandardDeviation,
        ArrayView<float> divergence)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(mean.Length, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length(mean.Length, otherMean, nameof(otherMean));
        DeviceGuard.Length(mean.Length, otherStandardDeviation, nameof(otherStandardDeviation));
        DeviceGuard.Length(mean.Length, divergence, nameof(divergence));
        device.Launch(
            NormalOfOne, (int)mean.Length, mean, standardDeviation, otherMean, otherStandardDeviation, divergence);
    }

    /// <summary>KL(N(mean[n], exp(logVariance[n])) || N(0, I)) for every row n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="mean">Shape [N, D].</param>
    /// <param name="logVariance">Shape [N, D].</param>
    /// <param name="divergence">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void ToStandardNormal(
        Device device, ArrayView<float> mean, ArrayView<float> logVariance, ArrayView<float> divergence)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(divergence.Length, mean, nameof(mean));
        DeviceGuard.Length(mean.Length, logVariance, nameof(logVariance));
        device.Launch(ToStandardNormalOfRow, (int)divergence.Length, width, mean, logVariance, divergence);
    }

    /// <summary>KL of the Bernoulli laws of probability[i] and otherProbability[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probability">Shape [N].</param>
    /// <param name="otherProbability">Shape [N].</param>
    /// <param name="divergence">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Bernoulli(
        Device device, ArrayView<float> probability, ArrayView<float> otherProbability, ArrayView<float> divergence)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(probability.Length, otherProbability, nameof(otherProbability));
        DeviceGuard.Length(probability.Length, divergence, nameof(divergence));
        device.Launch(BernoulliOfOne, (int)probability.Length, probability, otherProbability, divergence);
    }

    /// <summary>KL of the categorical laws probabilities[n] and otherProbabilities[n] for every row n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probabilities">Shape [N, K].</param>
    /// <param name="otherProbabilities">Shape [N, K].</param>
    /// <param name="divergence">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Categorical(
        Device device,
        ArrayView<float> probabilities,
        ArrayView<float> otherProbabilities,
        ArrayView<float> divergence)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(divergence.Length, probabilities, nameof(probabilities));
        DeviceGuard.Length(probabilities.Length, otherProbabilities, nameof(otherProbabilities));
        device.Launch(
            CategoricalOfRow, (int)divergence.Length, width, probabilities, otherProbabilities, divergence);
    }

    /// <summary>Row n's average of ln q - ln p over its draws, q and p the normal laws of row n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="draws">Shape [N, S], draws of q.</param>
    /// <param name="mean">The means of q, shape [N].</param>
    /// <param name="standardDeviation">The standard deviations of q, shape [N].</param>
    /// <param name="otherMean">The means of p, shape [N].</param>
    /// <param name="otherStandardDeviation">The standard deviations of p, shape [N].</param>
    /// <param name="estimate">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void MonteCarlo(
        Device device,
        ArrayView<float> draws,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> otherMean,
        ArrayView<float> otherStandardDeviation,
        ArrayView<float> estimate)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(estimate.Length, draws, nameof(draws));
        DeviceGuard.Length(estimate.Length, mean, nameof(mean));
        DeviceGuard.Length(estimate.Length, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length(estimate.Length, otherMean, nameof(otherMean));
        DeviceGuard.Length(estimate.Length, otherStandardDeviation, nameof(otherStandardDeviation));
        device.Launch(
            MonteCarloOfRow,
            (int)estimate.Length,
            width,
            draws,
            mean,
            standardDeviation,
            otherMean,
            otherStandardDeviation,
            estimate);
    }

    // One work item: one divergence.
    private static void NormalOfOne(
        Index1D i,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> otherMean,
        ArrayView<float> otherStandardDeviation,
        ArrayView<float> divergence) =>
        divergence[i] = DeviceKullbackLeibler.Normal(
            mean[i], standardDeviation[i], otherMean[i], otherStandardDeviation[i]);

    /// <summary>Twice the divergence to N(0, I) of the numbers from a place on.</summary>
    internal static double TwiceToStandardNormal(ArrayView<float> mean, ArrayView<float> logVariance, int start, int width)
    {
        double twice = 0;
        for (int d = start; d < start + width; d++)
        {
            twice += (mean[d] * mean[d]) + DeviceDeviance.ExpBeyondLinear(logVariance[d]);
        }

        return twice;
    }

    // One work item: one row, summed in double.
    private static void ToStandardNormalOfRow(
        Index1D n, int width, ArrayView<float> mean, ArrayView<float> logVariance, ArrayView<float> divergence) =>
        divergence[n] = (float)(0.5 * TwiceToStandardNormal(mean, logVariance, n.X * width, width));

    // One work item: one divergence; the difference of the complements is that of the probabilities, exactly.
    private static void BernoulliOfOne(
        Index1D i, ArrayView<float> probability, ArrayView<float> otherProbability, ArrayView<float> divergence)
    {
        float p = probability[i];
        float q = otherProbability[i];
        divergence[i] = DeviceDeviance.Value(p, q, p - q) + DeviceDeviance.Value(1f - p, 1f - q, q - p);
    }

    // One work item: one row, summed in double; the second sum is what rounding left of 1 - 1.
    private static void CategoricalOfRow(
        Index1D n,
        int width,
        ArrayView<float> probabilities,
        ArrayView<float> otherProbabilities,
        ArrayView<float> divergence)
    {
        int start = n.X * width;
        double deviance = 0;
        double excess = 0;
        for (int k = start; k < start + width; k++)
        {
            float p = probabilities[k];
            float q = otherProbabilities[k];
            deviance += DeviceDeviance.Value(p, q, p - q);
            excess += (double)p - q;
        }

        divergence[n] = (float)(deviance + excess);
    }

    // One work item: one row; the normalising constants are taken out of the sum.
    private static void MonteCarloOfRow(
        Index1D n,
        int width,
        ArrayView<float> draws,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> otherMean,
        ArrayView<float> otherStandardDeviation,
        ArrayView<float> estimate)
    {
        int start = n.X * width;
        double twice = 0;
        for (int s = start; s < start + width; s++)
        {
            float z = (draws[s] - mean[n]) / standardDeviation[n];
            float otherZ = (draws[s] - otherMean[n]) / otherStandardDeviation[n];
            twice += (otherZ * otherZ) - (z * z);
        }

        float constant = DeviceDeviance.LogOfQuotient(otherStandardDeviation[n], standardDeviation[n]);
        estimate[n] = (float)(0.5 * twice / width) + constant;
    }
}
