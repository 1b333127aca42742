using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>The Bernoulli law on a device.</summary>
public static class BernoulliKernels
{
    /// <summary>ln Pr[X = x[i]] under the Bernoulli law of probability[i] for every i; x[i] is 0 or 1.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="probability">Shape [N].</param>
    /// <param name="logMass">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogMass(
        Device device, ArrayView<float> x, ArrayView<float> probability, ArrayView<float> logMass)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, probability, nameof(probability));
        DeviceGuard.Length(x.Length, logMass, nameof(logMass));
        device.Launch(LogMassOfOne, (int)x.Length, x, probability, logMass);
    }

    /// <summary>ln Pr[X = x[i]] under the Bernoulli law of log-odds logit[i] for every i; x[i] is 0 or 1.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="logit">Shape [N].</param>
    /// <param name="logMass">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogMassFromLogit(
        Device device, ArrayView<float> x, ArrayView<float> logit, ArrayView<float> logMass)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, logit, nameof(logit));
        DeviceGuard.Length(x.Length, logMass, nameof(logMass));
        device.Launch(LogMassFromLogitOfOne, (int)x.Length, x, logit, logMass);
    }

    /// <summary>Pr[X &lt;= x[i]] under the Bernoulli law of probability[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="probability">Shape [N].</param>
    /// <param name="cdf">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Cdf(
        Device device, ArrayView<float> x, ArrayView<float> probability, ArrayView<float> cdf)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, probability, nameof(probability));
        DeviceGuard.Length(x.Length, cdf, nameof(cdf));
        device.Launch(CdfOfOne, (int)x.Length, x, probability, cdf);
    }

    /// <summary>The quantile of level[i] under the Bernoulli law of probability[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="level">Shape [N].</param>
    /// <param name="probability">Shape [N].</param>
    /// <param name="quantile">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Quantile(
        Device device, ArrayView<float> level, ArrayView<float> probability, ArrayView<float> quantile)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(level.Length, probability, nameof(probability));
        DeviceGuard.Length(level.Length, quantile, nameof(quantile));
        device.Launch(QuantileOfOne, (int)level.Length, level, probability, quantile);
    }

    /// <summary>The mean of the Bernoulli law of probability[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probability">Shape [N].</param>
    /// <param name="mean">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Mean(Device device, ArrayView<float> probability, ArrayView<float> mean)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(probability.Length, mean, nameof(mean));
        device.Launch(MeanOfOne, (int)probability.Length, probability, mean);
    }

    /// <summary>The variance of the Bernoulli law of probability[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probability">Shape [N].</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Variance(Device device, ArrayView<float> probability, ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(probability.Length, variance, nameof(variance));
        device.Launch(VarianceOfOne, (int)probability.Length, probability, variance);
    }

    /// <summary>The entropy of the Bernoulli law of probability[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probability">Shape [N].</param>
    /// <param name="entropy">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Entropy(Device device, ArrayView<float> probability, ArrayView<float> entropy)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(probability.Length, entropy, nameof(entropy));
        device.Launch(EntropyOfOne, (int)probability.Length, probability, entropy);
    }

    /// <summary>Independent draws of the Bernoulli law, four from a block: 1 where u &lt; probability, else 0.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probability">The probability of 1, in [0, 1].</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block that the first four draws come from.</param>
    /// <param name="draws">Shape [N], written; the same bits on every device.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability breaks its rule, or a block would pass 2^64 - 1.</exception>
    public static void Draw(
        Device device, float probability, DeviceKey key, uint stream, ulong firstBlock, ArrayView<float> draws)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Probability(probability, nameof(probability));
        int blocks = DeviceBlockDraws.Blocks(draws.Length, firstBlock);
        device.Launch(DrawBlock, blocks, probability, key, stream, firstBlock, draws);
    }

    // One work item: one log-mass.
    private static void LogMassOfOne(
        Index1D i, ArrayView<float> x, ArrayView<float> probability, ArrayView<float> logMass) =>
        logMass[i] = x[i] == 1f ? DeviceMath.Log(probability[i]) : DeviceMath.LogOnePlus(-probability[i]);

    // One work item: one log-mass.
    private static void LogMassFromLogitOfOne(
        Index1D i, ArrayView<float> x, ArrayView<float> logit, ArrayView<float> logMass) =>
        logMass[i] = -DeviceMath.Softplus(x[i] == 1f ? -logit[i] : logit[i]);

    // One work item: one probability; NaN fails every comparison and stays.
    private static void CdfOfOne(
        Index1D i, ArrayView<float> x, ArrayView<float> probability, ArrayView<float> cdf) =>
        cdf[i] = x[i] >= 1f ? 1f : x[i] >= 0f ? 1f - probability[i] : x[i] < 0f ? 0f : x[i];

    // One work item: one quantile; the complement of what is at least one half is exact.
    private static void QuantileOfOne(
        Index1D i, ArrayView<float> level, ArrayView<float> probability, ArrayView<float> quantile) =>
        quantile[i] = (level[i] >= 0.5f ? probability[i] > 1f - level[i] : level[i] > 1f - probability[i])
            || probability[i] == 1f ? 1f : 0f;

    // One work item: one mean.
    private static void MeanOfOne(Index1D i, ArrayView<float> probability, ArrayView<float> mean) =>
        mean[i] = probability[i];

    // One work item: one variance.
    private static void VarianceOfOne(Index1D i, ArrayView<float> probability, ArrayView<float> variance) =>
        variance[i] = probability[i] * (1f - probability[i]);

    // One work item: one entropy; 0 ln 0 = 0.
    private static void EntropyOfOne(Index1D i, ArrayView<float> probability, ArrayView<float> entropy) =>
        entropy[i] = probability[i] == 0f || probability[i] == 1f
            ? 0f
            : (-probability[i] * DeviceMath.Log(probability[i]))
                - ((1f - probability[i]) * DeviceMath.LogOnePlus(-probability[i]));

    // One work item: one block, four draws.
    private static void DrawBlock(
        Index1D i, float probability, DeviceKey key, uint stream, ulong firstBlock, ArrayView<float> draws)
    {
        DeviceWords words = DeviceBlockDraws.Words(i, key, stream, firstBlock);
        DeviceBlockDraws.Store(
            draws,
            i,
            DeviceNormal.Uniform(words.W0) < probability ? 1f : 0f,
            DeviceNormal.Uniform(words.W1) < probability ? 1f : 0f,
            DeviceNormal.Uniform(words.W2) < probability ? 1f : 0f,
            DeviceNormal.Uniform(words.W3) < probability ? 1f : 0f);
    }
}
