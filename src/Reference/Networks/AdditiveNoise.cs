using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <summary>Derivatives of a dense layer with additive noise on its weights.</summary>
/// <param name="Input">By the inputs, shape [B, D].</param>
/// <param name="WeightMean">By theta, shape [D, K].</param>
/// <param name="LogVariance">By ln sigma^2, shape [D, K].</param>
public sealed record AdditiveNoiseGradient(double[] Input, double[] WeightMean, double[] LogVariance);

/// <summary>
/// The additive form of variational dropout's weights, <c>w = theta + sigma noise</c>: unlike <c>theta (1 + sqrt(alpha)
/// noise)</c> its derivative by theta is 1, however large alpha is, and a dense layer in the local form follows.
/// </summary>
/// <remarks>
/// <para>ln alpha, <c>ln sigma^2 - ln theta^2</c>, is clipped to [-8, 8], so the variance of a weight is sigma^2 between
/// <c>exp(-8) theta^2</c> and <c>exp(8) theta^2</c> and is that end beyond: there it depends on theta, and on sigma not.</para>
/// <para>1e-8 is added to the variance of a pre-activation, whose root is then never 0. Source: Molchanov, Ashukha and
/// Vetrov (2017); clipping and 1e-8 are those of the authors' program.</para>
/// </remarks>
public static class AdditiveNoise
{
    /// <summary>What is added to a pre-activation's variance.</summary>
    internal const double Floor = 1e-8;

    private const double LargestLogAlpha = 8;

    /// <summary>Pre-activations.</summary>
    /// <remarks>Formula: <c>y[b, k] = sum_d x theta + sqrt(sum_d x^2 exp(logAlpha) theta^2 + 1e-8) noise[b, k]</c>, noise of
    /// element <c>b K + k</c>.</remarks>
    /// <param name="input">x, shape [B, D], finite.</param>
    /// <param name="weightMean">theta, shape [D, K], finite.</param>
    /// <param name="logVariance">ln sigma^2, shape [D, K], finite.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">The noise's stream.</param>
    /// <param name="replicate">The noise's replicate.</param>
    /// <returns>y, shape [B, K].</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty or a number breaks its rule.</exception>
    public static double[] Forward(
        double[] input, double[] weightMean, double[] logVariance, int batch, PhiloxKey key, uint stream, ulong replicate)
    {
        LayerShape shape = Check(input, weightMean, logVariance, batch);
        double[] variance = [.. weightMean.Zip(logVariance, VarianceOf)];
        return new LocalLayer(shape, input, weightMean, variance, Floor).Output(key, stream, replicate);
    }

    /// <summary>Derivatives of <see cref="Forward"/>.</summary>
    /// <remarks>
    /// <para>Formula: with <c>h = g noise / (2 s)</c>, s the pre-activation's standard deviation, and v the weight's variance:
    /// <c>sum_k g theta + 2 h x v</c> by x, <c>sum_b g x</c> by theta, <c>sum_b h x^2 v</c> by ln sigma^2; where ln alpha is
    /// clipped, <c>sum_b g x + 2 h x^2 v / theta</c> and 0.</para>
    /// </remarks>
    /// <param name="input">x, shape [B, D], finite.</param>
    /// <param name="weightMean">theta, shape [D, K], finite.</param>
    /// <param name="logVariance">ln sigma^2, shape [D, K], finite.</param>
    /// <param name="outputGradient">g, shape [B, K], finite.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">The noise's stream.</param>
    /// <param name="replicate">The noise's replicate.</param>
    /// <returns>The derivatives.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty or a number breaks its rule.</exception>
    public static AdditiveNoiseGradient Backward(
        double[] input,
        double[] weightMean,
        double[] logVariance,
        double[] outputGradient,
        int batch,
        PhiloxKey key,
        uint stream,
        ulong replicate)
    {
        LayerShape shape = Check(input, weightMean, logVariance, batch);
        shape.CheckOutput(outputGradient);
        double[] variance = [.. weightMean.Zip(logVariance, VarianceOf)];
        LocalLayerGradient local = new LocalLayer(shape, input, weightMean, variance, Floor)
            .Gradient(outputGradient, key, stream, replicate);
        Chain(weightMean, logVariance, local.Mean, local.Variance);
        return new AdditiveNoiseGradient(local.Input, local.Mean, local.Variance);
    }

    /// <summary>exp(logAlpha) theta^2; unless it is clipped that is sigma^2, without theta's rounding.</summary>
    internal static double VarianceOf(double mean, double logVariance) =>
        Math.Clamp(Math.Exp(logVariance), Math.Exp(-LargestLogAlpha) * mean * mean, Math.Exp(LargestLogAlpha) * mean * mean);

    /// <summary>Whether a weight's variance is one of its two ends.</summary>
    internal static bool IsClipped(double mean, double logVariance) =>
        Math.Abs(logVariance - (2 * Math.Log(Math.Abs(mean)))) > LargestLogAlpha;

    /// <summary>From derivatives by means and variances to those by means and the variances' logarithms, in place.</summary>
    internal static void Chain(double[] weightMean, double[] logVariance, double[] byMean, double[] byVariance)
    {
        for (int j = 0; j < weightMean.Length; j++)
        {
            bool isClipped = IsClipped(weightMean[j], logVariance[j]);
            byMean[j] += byVariance[j] * (isClipped ? 2 * Ratio(weightMean[j], logVariance[j]) * weightMean[j] : 0);
            byVariance[j] *= isClipped ? 0 : VarianceOf(weightMean[j], logVariance[j]);
        }
    }

    private static double Ratio(double mean, double logVariance) =>
        Math.Exp(SparseVariationalDropout.LogAlpha(mean, logVariance));

    private static LayerShape Check(double[] input, double[] weightMean, double[] logVariance, int batch)
    {
        LayerShape shape = LayerShape.Of(input, weightMean, batch, nameof(weightMean));
        ArgumentNullException.ThrowIfNull(logVariance);
        Guard.SameLength<double, double>(nameof(weightMean), weightMean, nameof(logVariance), logVariance);
        Guard.Finite(logVariance);
        return shape;
    }
}
