using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>The uniform law on a device.</summary>
public static class UniformKernels
{
    /// <summary>ln p(x[i]) under the uniform law on [lower[i], upper[i]] for every i; minus infinity outside.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="lower">Shape [N].</param>
    /// <param name="upper">Shape [N].</param>
    /// <param name="logDensity">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogDensity(
        Device device, ArrayView<float> x, ArrayView<float> lower, ArrayView<float> upper, ArrayView<float> logDensity)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, lower, nameof(lower));
        DeviceGuard.Length(x.Length, upper, nameof(upper));
        DeviceGuard.Length(x.Length, logDensity, nameof(logDensity));
        device.Launch(LogDensityOfOne, (int)x.Length, x, lower, upper, logDensity);
    }

    /// <summary>Pr[X &lt;= x[i]] under the uniform law on [lower[i], upper[i]] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="lower">Shape [N].</param>
    /// <param name="upper">Shape [N].</param>
    /// <param name="probability">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Cdf(
        Device device, ArrayView<float> x, ArrayView<float> lower, ArrayView<float> upper, ArrayView<float> probability)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, lower, nameof(lower));
        DeviceGuard.Length(x.Length, upper, nameof(upper));
        DeviceGuard.Length(x.Length, probability, nameof(probability));
        device.Launch(CdfOfOne, (int)x.Length, x, lower, upper, probability);
    }

    /// <summary>The quantile of probability[i] under the uniform law on [lower[i], upper[i]] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probability">Shape [N].</param>
    /// <param name="lower">Shape [N].</param>
    /// <param name="upper">Shape [N].</param>
    /// <param name="quantile">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Quantile(
        Device device, ArrayView<float> probability, ArrayView<float> lower, ArrayView<float> upper, ArrayView<float> quantile)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(probability.Length, lower, nameof(lower));
        DeviceGuard.Length(probability.Length, upper, nameof(upper));
        DeviceGuard.Length(probability.Length, quantile, nameof(quantile));
        device.Launch(QuantileOfOne, (int)probability.Length, probability, lower, upper, quantile);
    }

    /// <summary>The mean of the uniform law on [lower[i], upper[i]] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="lower">Shape [N].</param>
    /// <param name="upper">Shape [N].</param>
    /// <param name="mean">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Mean(
        Device device, ArrayView<float> lower, ArrayView<float> upper, ArrayView<float> mean)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(lower.Length, upper, nameof(upper));
        DeviceGuard.Length(lower.Length, mean, nameof(mean));
        device.Launch(MeanOfOne, (int)lower.Length, lower, upper, mean);
    }

    /// <summary>The variance of the uniform law on [lower[i], upper[i]] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="lower">Shape [N].</param>
    /// <param name="upper">Shape [N].</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Variance(
        Device device, ArrayView<float> lower, ArrayView<float> upper, ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(lower.Length, upper, nameof(upper));
        DeviceGuard.Length(lower.Length, variance, nameof(variance));
        device.Launch(VarianceOfOne, (int)lower.Length, lower, upper, variance);
    }

    /// <summary>The entropy of the uniform law on [lower[i], upper[i]] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="lower">Shape [N].</param>
    /// <param name="upper">Shape [N].</param>
    /// <param name="entropy">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Entropy(
        Device device, ArrayView<float> lower, ArrayView<float> upper, ArrayView<float> entropy)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(lower.Length, upper, nameof(upper));
        DeviceGuard.Length(lower.Length, entropy, nameof(entropy));
        device.Launch(EntropyOfOne, (int)lower.Length, lower, upper, entropy);
    }

    /// <summary>Independent draws of the uniform law on [lower, upper], four from a block.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="lower">The lower end, finite.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block that the first four draws come from.</param>
    /// <param name="draws">Shape [N], written.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval's width is not positive and finite, or a block would pass 2^64 - 1.</exception>
    public static void Draw(
        Device device, float lower, float upper, DeviceKey key, uint stream, ulong firstBlock, ArrayView<float> draws)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Positive(upper - lower, "upper - lower");
        int blocks = DeviceBlockDraws.Blocks(draws.Length, firstBlock);
        device.Launch(DrawBlock, blocks, lower, upper - lower, key, stream, firstBlock, draws);
    }

    // One work item: one log-density; NaN fails both comparisons that would let it in or put it out.
    private static void LogDensityOfOne(
        Index1D i, ArrayView<float> x, ArrayView<float> lower, ArrayView<float> upper, ArrayView<float> logDensity) =>
        logDensity[i] = x[i] >= lower[i] && x[i] <= upper[i] ? -DeviceMath.Log(upper[i] - lower[i])
            : x[i] < lower[i] || x[i] > upper[i] ? float.NegativeInfinity : x[i];

    // One work item: one probability.
    private static void CdfOfOne(
        Index1D i, ArrayView<float> x, ArrayView<float> lower, ArrayView<float> upper, ArrayView<float> probability) =>
        probability[i] = x[i] <= lower[i] ? 0f : x[i] >= upper[i] ? 1f : (x[i] - lower[i]) / (upper[i] - lower[i]);

    // One work item: one quantile, measured from the nearer end.
    private static void QuantileOfOne(
        Index1D i, ArrayView<float> probability, ArrayView<float> lower, ArrayView<float> upper, ArrayView<float> quantile) =>
        quantile[i] = probability[i] < 0.5f
            ? lower[i] + (probability[i] * (upper[i] - lower[i]))
            : upper[i] - ((1f - probability[i]) * (upper[i] - lower[i]));

    // One work item: one mean; halves are added, so that nothing overflows.
    private static void MeanOfOne(
        Index1D i, ArrayView<float> lower, ArrayView<float> upper, ArrayView<float> mean) =>
        mean[i] = (0.5f * lower[i]) + (0.5f * upper[i]);

    // One work item: one variance.
    private static void VarianceOfOne(
        Index1D i, ArrayView<float> lower, ArrayView<float> upper, ArrayView<float> variance) =>
        variance[i] = (upper[i] - lower[i]) * (upper[i] - lower[i]) / 12f;

    // One work item: one entropy.
    private static void EntropyOfOne(
        Index1D i, ArrayView<float> lower, ArrayView<float> upper, ArrayView<float> entropy) =>
        entropy[i] = DeviceMath.Log(upper[i] - lower[i]);

    // One work item: one block, four draws.
    private static void DrawBlock(
        Index1D i, float lower, float width, DeviceKey key, uint stream, ulong firstBlock, ArrayView<float> draws)
    {
        DeviceWords words = DeviceBlockDraws.Words(i, key, stream, firstBlock);
        DeviceBlockDraws.Store(
            draws,
            i,
            lower + (width * DeviceNormal.Uniform(words.W0)),
            lower + (width * DeviceNormal.Uniform(words.W1)),
            lower + (width * DeviceNormal.Uniform(words.W2)),
            lower + (width * DeviceNormal.Uniform(words.W3)));
    }
}
