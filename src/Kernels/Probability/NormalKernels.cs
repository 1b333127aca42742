using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>The normal law on a device.</summary>
public static class NormalKernels
{
    private const float HalfLogTwoPi = 0.918938533f;
    private const float RootHalf = 0.707106781f;
    private const float RootTwo = 1.41421356f;

    /// <summary>ln p(x[i]) under N(mean[i], standardDeviation[i]^2) for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="logDensity">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogDensity(
        Device device,
        ArrayView<float> x,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> logDensity)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, mean, nameof(mean));
        DeviceGuard.Length(x.Length, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length(x.Length, logDensity, nameof(logDensity));
        device.Launch(LogDensityOfOne, (int)x.Length, x, mean, standardDeviation, logDensity);
    }

    /// <summary>Pr[X &lt;= x[i]] under N(mean[i], standardDeviation[i]^2) for every i, small values to full relative accuracy.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="probability">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Cdf(
        Device device,
        ArrayView<float> x,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> probability)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, mean, nameof(mean));
        DeviceGuard.Length(x.Length, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length(x.Length, probability, nameof(probability));
        device.Launch(CdfOfOne, (int)x.Length, x, mean, standardDeviation, probability);
    }

    /// <summary>The quantile of probability[i] under N(mean[i], standardDeviation[i]^2) for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probability">Shape [N].</param>
    /// <param name="mean">Shape [N].</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="quantile">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Quantile(
        Device device,
        ArrayView<float> probability,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> quantile)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(probability.Length, mean, nameof(mean));
        DeviceGuard.Length(probability.Length, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length(probability.Length, quantile, nameof(quantile));
        device.Launch(QuantileOfOne, (int)probability.Length, probability, mean, standardDeviation, quantile);
    }

    /// <summary>The entropy of a normal law of standardDeviation[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="standardDeviation">Shape [N].</param>
    /// <param name="entropy">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Entropy(Device device, ArrayView<float> standardDeviation, ArrayView<float> entropy)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(standardDeviation.Length, entropy, nameof(entropy));
        device.Launch(EntropyOfOne, (int)standardDeviation.Length, standardDeviation, entropy);
    }

    /// <summary>Independent draws of N(mean, standardDeviation^2), four from a block.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="standardDeviation">The standard deviation, positive and finite.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block that the first four draws come from.</param>
    /// <param name="draws">Shape [N], written.</param>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation breaks its rule, or a block would pass 2^64 - 1.</exception>
    public static void Draw(
        Device device,
        float mean,
        float standardDeviation,
        DeviceKey key,
        uint stream,
        ulong firstBlock,
        ArrayView<float> draws)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Positive(standardDeviation, nameof(standardDeviation));
        int blocks = DeviceBlockDraws.Blocks(draws.Length, firstBlock);
        device.Launch(DrawBlock, blocks, mean, standardDeviation, key, stream, firstBlock, draws);
    }

    // One work item: one log-density.
    private static void LogDensityOfOne(
        Index1D i,
        ArrayView<float> x,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> logDensity)
    {
        float z = (x[i] - mean[i]) / standardDeviation[i];
        logDensity[i] = (-0.5f * z * z) - DeviceMath.Log(standardDeviation[i]) - HalfLogTwoPi;
    }

    // One work item: one probability. The lower tail is never one minus something.
    private static void CdfOfOne(
        Index1D i,
        ArrayView<float> x,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> probability) =>
        probability[i] = 0.5f * DeviceErrorFunction.Erfc((mean[i] - x[i]) / standardDeviation[i] * RootHalf);

    // One work item: one quantile.
    private static void QuantileOfOne(
        Index1D i,
        ArrayView<float> probability,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        ArrayView<float> quantile) =>
        quantile[i] = mean[i] - (standardDeviation[i] * (RootTwo * DeviceErrorFunction.ErfcInverse(2f * probability[i])));

    // One work item: one entropy.
    private static void EntropyOfOne(Index1D i, ArrayView<float> standardDeviation, ArrayView<float> entropy) =>
        entropy[i] = DeviceMath.Log(standardDeviation[i]) + (HalfLogTwoPi + 0.5f);

    // One work item: one block, four draws.
    private static void DrawBlock(
        Index1D i, float mean, float standardDeviation, DeviceKey key, uint stream, ulong firstBlock, ArrayView<float> draws)
    {
        DeviceWords words = DeviceBlockDraws.Words(i, key, stream, firstBlock);
        DeviceNormalPair first = DeviceNormal.FromWords(words.W0, words.W1);
        DeviceNormalPair second = DeviceNormal.FromWords(words.W2, words.W3);
        DeviceBlockDraws.Store(
            draws,
            i,
            mean + (standardDeviation * first.Z0),
            mean + (standardDeviation * first.Z1),
            mean + (standardDeviation * second.Z0),
            mean + (standardDeviation * second.Z1));
    }
}
