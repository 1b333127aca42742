using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>Mean and variance of a pre-activation.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Variance">The variance.</param>
public readonly record struct Preactivation(double Mean, double Variance);

/// <summary>A derivative by the weights' means and by their standard deviations.</summary>
/// <param name="Mean">By the means.</param>
/// <param name="StandardDeviation">By the standard deviations.</param>
public sealed record GaussianGradient(double[] Mean, double[] StandardDeviation);

/// <summary>
/// Local reparametrisation: a pre-activation <c>sum_d x[d] w[d]</c> with independent Gaussian weights is itself
/// Gaussian, so its noise can be drawn instead of theirs, and every example gets its own.
/// </summary>
/// <remarks>Source: Kingma, Salimans and Welling (2015), "Variational dropout and the local reparameterization
/// trick", section 2.2.</remarks>
public static partial class LocalReparameterization
{
    /// <summary>Moments under variational dropout's posterior, <c>w[d] ~ N(mean[d], alpha[d] mean[d]^2)</c>.</summary>
    /// <remarks>Formula: <c>sum_d x[d] mean[d]</c>, <c>sum_d x[d]^2 exp(logAlpha[d]) mean[d]^2</c>.
    /// Source: the paper's section 3, equation 12; the deck, F79.</remarks>
    /// <param name="input">x, shape [D], finite.</param>
    /// <param name="weightMean">Shape [D], finite.</param>
    /// <param name="logAlpha">ln alpha, shape [D], finite.</param>
    /// <returns>The moments.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public static Preactivation PreactivationMoments(double[] input, double[] weightMean, double[] logAlpha)
    {
        Check(input, nameof(weightMean), weightMean, nameof(logAlpha), logAlpha);
        Guard.Finite(logAlpha);
        double mean = 0;
        double variance = 0;
        for (int d = 0; d < input.Length; d++)
        {
            double term = input[d] * weightMean[d];
            mean += term;
            variance += Math.Exp(logAlpha[d]) * term * term;
        }

        return new Preactivation(mean, variance);
    }

    /// <summary>Moments under <c>w[d] ~ N(mean[d], standardDeviation[d]^2)</c>.</summary>
    /// <remarks>Formula: <c>sum_d x[d] mean[d]</c>, <c>sum_d x[d]^2 standardDeviation[d]^2</c>. Source: equation 6.
    /// </remarks>
    /// <param name="input">x, shape [D], finite.</param>
    /// <param name="weightMean">Shape [D], finite.</param>
    /// <param name="weightStandardDeviation">Shape [D], positive and finite.</param>
    /// <returns>The moments.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element breaks its rule.</exception>
    public static Preactivation GaussianMoments(
        double[] input, double[] weightMean, double[] weightStandardDeviation)
    {
        Check(input, nameof(weightMean), weightMean, nameof(weightStandardDeviation), weightStandardDeviation);
        Guard.Positive(weightStandardDeviation);
        double mean = 0;
        double variance = 0;
        for (int d = 0; d < input.Length; d++)
        {
            double deviation = input[d] * weightStandardDeviation[d];
            mean += input[d] * weightMean[d];
            variance += deviation * deviation;
        }

        return new Preactivation(mean, variance);
    }

    /// <summary>The derivative of <c>mean + sqrt(variance) noise</c> by the weights' parameters.</summary>
    /// <remarks>Formula: <c>x[d]</c> by mean[d],
    /// <c>noise x[d]^2 standardDeviation[d] / sqrt(variance)</c> by standardDeviation[d]. Where the variance is 0,
    /// which only an input of zeros makes, both are 0. Source: section 2.2, the derivative of equation 6.</remarks>
    /// <param name="input">x, shape [D], finite.</param>
    /// <param name="weightStandardDeviation">Shape [D], positive and finite.</param>
    /// <param name="noise">The standard normal number the pre-activation was made with.</param>
    /// <returns>The derivatives.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element breaks its rule.</exception>
    public static GaussianGradient Derivative(double[] input, double[] weightStandardDeviation, double noise)
    {
        ArgumentNullException.ThrowIfNull(weightStandardDeviation);
        Guard.Finite(noise);
        double variance = GaussianMoments(input, new double[weightStandardDeviation.Length], weightStandardDeviation).Variance;
        double perDeviation = variance > 0 ? noise / Math.Sqrt(variance) : 0;
        return new GaussianGradient(
            [.. input],
            [.. input.Select((x, d) => x * x * weightStandardDeviation[d] * perDeviation)]);
    }

    private static void Check(double[] input, string nameA, double[] a, string nameB, double[] b)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(a, nameA);
        ArgumentNullException.ThrowIfNull(b, nameB);
        Guard.NotEmpty<double>(input);
        Guard.SameLength<double, double>(nameof(input), input, nameA, a);
        Guard.SameLength<double, double>(nameof(input), input, nameB, b);
        Guard.Finite(input);
        Guard.Finite(a, nameA);
    }
}
