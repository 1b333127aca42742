using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Probability;

/// <summary>The beta law on a device.</summary>
public static class BetaKernels
{
    /// <summary>ln p(x[i]) under the beta law of shapes alpha[i] and beta[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="alpha">Shape [N].</param>
    /// <param name="beta">Shape [N].</param>
    /// <param name="logDensity">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogDensity(
        Device device, ArrayView<float> x, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> logDensity)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, alpha, nameof(alpha));
        DeviceGuard.Length(x.Length, beta, nameof(beta));
        DeviceGuard.Length(x.Length, logDensity, nameof(logDensity));
        device.Launch(LogDensityOfOne, (int)x.Length, x, alpha, beta, logDensity);
    }

    /// <summary>Pr[X &lt;= x[i]] under the beta law of shapes alpha[i] and beta[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="alpha">Shape [N].</param>
    /// <param name="beta">Shape [N].</param>
    /// <param name="probability">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Cdf(
        Device device, ArrayView<float> x, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> probability)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, alpha, nameof(alpha));
        DeviceGuard.Length(x.Length, beta, nameof(beta));
        DeviceGuard.Length(x.Length, probability, nameof(probability));
        device.Launch(CdfOfOne, (int)x.Length, x, alpha, beta, probability);
    }

    /// <summary>The quantile of probability[i] under the beta law of shapes alpha[i] and beta[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probability">Shape [N].</param>
    /// <param name="alpha">Shape [N].</param>
    /// <param name="beta">Shape [N].</param>
    /// <param name="quantile">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Quantile(
        Device device, ArrayView<float> probability, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> quantile)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(probability.Length, alpha, nameof(alpha));
        DeviceGuard.Length(probability.Length, beta, nameof(beta));
        DeviceGuard.Length(probability.Length, quantile, nameof(quantile));
        device.Launch(QuantileOfOne, (int)probability.Length, probability, alpha, beta, quantile);
    }

    /// <summary>The mean of the beta law of shapes alpha[i] and beta[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="alpha">Shape [N].</param>
    /// <param name="beta">Shape [N].</param>
    /// <param name="mean">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Mean(Device device, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> mean)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(alpha.Length, beta, nameof(beta));
        DeviceGuard.Length(alpha.Length, mean, nameof(mean));
        device.Launch(MeanOfOne, (int)alpha.Length, alpha, beta, mean);
    }

    /// <summary>The variance of the beta law of shapes alpha[i] and beta[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="alpha">Shape [N].</param>
    /// <param name="beta">Shape [N].</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Variance(Device device, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(alpha.Length, beta, nameof(beta));
        DeviceGuard.Length(alpha.Length, variance, nameof(variance));
        device.Launch(VarianceOfOne, (int)alpha.Length, alpha, beta, variance);
    }

    /// <summary>The entropy of the beta law of shapes alpha[i] and beta[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="alpha">Shape [N].</param>
    /// <param name="beta">Shape [N].</param>
    /// <param name="entropy">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Entropy(Device device, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> entropy)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(alpha.Length, beta, nameof(beta));
        DeviceGuard.Length(alpha.Length, entropy, nameof(entropy));
        device.Launch(EntropyOfOne, (int)alpha.Length, alpha, beta, entropy);
    }

    /// <summary>Independent draws of the beta law, one from a block.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block that the first draw comes from.</param>
    /// <param name="draws">Shape [N], written.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or a block would pass 2^64 - 1.</exception>
    public static void Draw(
        Device device, float alpha, float beta, DeviceKey key, uint stream, ulong firstBlock, ArrayView<float> draws)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Positive(alpha, nameof(alpha));
        DeviceGuard.Positive(beta, nameof(beta));
        DeviceGuard.Blocks(firstBlock, (ulong)Math.Max(0, draws.Length - 1));
        device.Launch(
            DrawOfOne, (int)draws.Length, DeviceGammaShape.Of(alpha), DeviceGammaShape.Of(beta), key, stream, firstBlock, draws);
    }

    // One work item: one log-density.
    private static void LogDensityOfOne(
        Index1D i, ArrayView<float> x, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> logDensity) =>
        logDensity[i] = (float)DeviceBeta.LogDensity(x[i], alpha[i], beta[i]);

    // One work item: one probability.
    private static void CdfOfOne(
        Index1D i, ArrayView<float> x, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> probability) =>
        probability[i] = (float)DeviceBeta.Cdf(x[i], alpha[i], beta[i]);

    // One work item: one quantile.
    private static void QuantileOfOne(
        Index1D i, ArrayView<float> probability, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> quantile) =>
        quantile[i] = DeviceIncompleteBeta.Inverse(alpha[i], beta[i], probability[i]);

    // One work item: one mean.
    private static void MeanOfOne(Index1D i, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> mean) =>
        mean[i] = (float)(alpha[i] / ((double)alpha[i] + beta[i]));

    // One work item: one variance.
    private static void VarianceOfOne(
        Index1D i, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> variance) =>
        variance[i] = (float)DeviceBeta.Variance(alpha[i], beta[i]);

    // One work item: one entropy.
    private static void EntropyOfOne(Index1D i, ArrayView<float> alpha, ArrayView<float> beta, ArrayView<float> entropy) =>
        entropy[i] = (float)DeviceBeta.Entropy(alpha[i], beta[i]);

    // One work item: one draw, from two gamma draws whose attempts take the even and the odd counters of one block.
    private static void DrawOfOne(
        Index1D i,
        DeviceGammaShape alpha,
        DeviceGammaShape beta,
        DeviceKey key,
        uint stream,
        ulong firstBlock,
        ArrayView<float> draws)
    {
        ulong block = DeviceGammaAttempt.Block(firstBlock, i);
        double logFirst = DeviceGammaAttempt.LogOfAccepted(alpha, key, stream, block, 0, 2);
        double logSecond = DeviceGammaAttempt.LogOfAccepted(beta, key, stream, block, 1, 2);
        double difference = logFirst - logSecond;
        double t = DeviceDouble.Exp(-XMath.Abs(difference));
        draws[i] = (float)((difference < 0.0 ? t : 1.0) / (1.0 + t));
    }
}
