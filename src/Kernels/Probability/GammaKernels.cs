using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>The gamma law on a device.</summary>
public static class GammaKernels
{
    /// <summary>ln p(x[i]) under the gamma law of shape[i] and rate[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="shape">Shape [N].</param>
    /// <param name="rate">Shape [N].</param>
    /// <param name="logDensity">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogDensity(
        Device device, ArrayView<float> x, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> logDensity)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, shape, nameof(shape));
        DeviceGuard.Length(x.Length, rate, nameof(rate));
        DeviceGuard.Length(x.Length, logDensity, nameof(logDensity));
        device.Launch(LogDensityOfOne, (int)x.Length, x, shape, rate, logDensity);
    }

    /// <summary>Pr[X &lt;= x[i]] under the gamma law of shape[i] and rate[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N].</param>
    /// <param name="shape">Shape [N].</param>
    /// <param name="rate">Shape [N].</param>
    /// <param name="probability">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Cdf(
        Device device, ArrayView<float> x, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> probability)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(x.Length, shape, nameof(shape));
        DeviceGuard.Length(x.Length, rate, nameof(rate));
        DeviceGuard.Length(x.Length, probability, nameof(probability));
        device.Launch(CdfOfOne, (int)x.Length, x, shape, rate, probability);
    }

    /// <summary>The quantile of probability[i] under the gamma law of shape[i] and rate[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probability">Shape [N].</param>
    /// <param name="shape">Shape [N].</param>
    /// <param name="rate">Shape [N].</param>
    /// <param name="quantile">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Quantile(
        Device device, ArrayView<float> probability, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> quantile)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(probability.Length, shape, nameof(shape));
        DeviceGuard.Length(probability.Length, rate, nameof(rate));
        DeviceGuard.Length(probability.Length, quantile, nameof(quantile));
        device.Launch(QuantileOfOne, (int)probability.Length, probability, shape, rate, quantile);
    }

    /// <summary>The mean of the gamma law of shape[i] and rate[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="shape">Shape [N].</param>
    /// <param name="rate">Shape [N].</param>
    /// <param name="mean">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Mean(Device device, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> mean)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(shape.Length, rate, nameof(rate));
        DeviceGuard.Length(shape.Length, mean, nameof(mean));
        device.Launch(MeanOfOne, (int)shape.Length, shape, rate, mean);
    }

    /// <summary>The variance of the gamma law of shape[i] and rate[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="shape">Shape [N].</param>
    /// <param name="rate">Shape [N].</param>
    /// <param name="variance">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Variance(Device device, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> variance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(shape.Length, rate, nameof(rate));
        DeviceGuard.Length(shape.Length, variance, nameof(variance));
        device.Launch(VarianceOfOne, (int)shape.Length, shape, rate, variance);
    }

    /// <summary>The entropy of the gamma law of shape[i] and rate[i] for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="shape">Shape [N].</param>
    /// <param name="rate">Shape [N].</param>
    /// <param name="entropy">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Entropy(Device device, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> entropy)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(shape.Length, rate, nameof(rate));
        DeviceGuard.Length(shape.Length, entropy, nameof(entropy));
        device.Launch(EntropyOfOne, (int)shape.Length, shape, rate, entropy);
    }

    /// <summary>One attempt at a draw of rate 1 and of shape[i] from four words, for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="shape">Shape [N].</param>
    /// <param name="words">Shape [N, 4].</param>
    /// <param name="logDraw">Shape [N], written: the logarithm of the draw.</param>
    /// <param name="margin">Shape [N], written: by how much it is accepted.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Attempt(
        Device device, ArrayView<float> shape, ArrayView<uint> words, ArrayView<float> logDraw, ArrayView<float> margin)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(4 * shape.Length, words, nameof(words));
        DeviceGuard.Length(shape.Length, logDraw, nameof(logDraw));
        DeviceGuard.Length(shape.Length, margin, nameof(margin));
        device.Launch(AttemptOfOne, (int)shape.Length, shape, words, logDraw, margin);
    }

    /// <summary>Independent draws of the gamma law, one from a block.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block that the first draw comes from.</param>
    /// <param name="draws">Shape [N], written.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or a block would pass 2^64 - 1.</exception>
    public static void Draw(
        Device device, float shape, float rate, DeviceKey key, uint stream, ulong firstBlock, ArrayView<float> draws)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Positive(shape, nameof(shape));
        DeviceGuard.Positive(rate, nameof(rate));
        DeviceGuard.Blocks(firstBlock, (ulong)Math.Max(0, draws.Length - 1));
        device.Launch(
            DrawOfOne, (int)draws.Length, DeviceGammaShape.Of(shape), DeviceDouble.Log(rate), key, stream, firstBlock, draws);
    }

    // One work item: one log-density.
    private static void LogDensityOfOne(
        Index1D i, ArrayView<float> x, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> logDensity) =>
        logDensity[i] = (float)DeviceGamma.LogDensity(x[i], shape[i], rate[i]);

    // One work item: one probability.
    private static void CdfOfOne(
        Index1D i, ArrayView<float> x, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> probability) =>
        probability[i] = (float)DeviceGamma.Cdf(x[i], shape[i], rate[i]);

    // One work item: one quantile.
    private static void QuantileOfOne(
        Index1D i, ArrayView<float> probability, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> quantile) =>
        quantile[i] = DeviceIncompleteGamma.Inverse(shape[i], probability[i]) / rate[i];

    // One work item: one mean.
    private static void MeanOfOne(Index1D i, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> mean) =>
        mean[i] = shape[i] / rate[i];

    // One work item: one variance.
    private static void VarianceOfOne(
        Index1D i, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> variance) =>
        variance[i] = (float)((double)shape[i] / rate[i] / rate[i]);

    // One work item: one entropy.
    private static void EntropyOfOne(Index1D i, ArrayView<float> shape, ArrayView<float> rate, ArrayView<float> entropy) =>
        entropy[i] = (float)DeviceGamma.Entropy(shape[i], rate[i]);

    // One work item: one attempt.
    private static void AttemptOfOne(
        Index1D i, ArrayView<float> shape, ArrayView<uint> words, ArrayView<float> logDraw, ArrayView<float> margin)
    {
        int first = 4 * i.X;
        DeviceWords four = new(words[first], words[first + 1], words[first + 2], words[first + 3]);
        DeviceGammaAttempt made = DeviceGammaAttempt.Of(DeviceGammaShape.Of(shape[i]), four);
        logDraw[i] = (float)made.LogDraw;
        margin[i] = (float)made.Margin;
    }

    // One work item: one draw.
    private static void DrawOfOne(
        Index1D i, DeviceGammaShape shape, double logRate, DeviceKey key, uint stream, ulong firstBlock, ArrayView<float> draws)
    {
        ulong block = DeviceGammaAttempt.Block(firstBlock, i);
        double logDraw = DeviceGammaAttempt.LogOfAccepted(shape, key, stream, block, 0, 1);
        draws[i] = (float)DeviceDouble.Exp(logDraw - logRate);
    }
}
