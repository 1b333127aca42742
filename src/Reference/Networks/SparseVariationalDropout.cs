using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>
/// Sparse variational dropout: <c>w ~ N(mean, alpha mean^2)</c> under the log-uniform prior <c>p(|w|) proportional to
/// 1 / |w|</c>, whose divergence depends on alpha alone, rewards noise and so prunes weights.
/// </summary>
/// <remarks>
/// <para>The prior is improper: its divergence is known up to a constant, which here makes it 0 at alpha = infinity, and
/// the posterior of most likelihoods is improper too (the deck, F80). The functions named for the negative divergence are
/// the terms that are added to a bound: never positive, increasing in alpha.</para>
/// <para>Source: Kingma, Salimans and Welling (2015), Variational dropout and the local reparameterization trick;
/// Molchanov, Ashukha and Vetrov (2017), Variational dropout sparsifies deep neural networks; Hron, Matthews and Ghahramani
/// (2018), Variational Bayesian dropout: pitfalls and fixes; the deck, F79 to F81 and F85.</para>
/// </remarks>
public static partial class SparseVariationalDropout
{
    // Fitted by Molchanov et al. to draws of the divergence.
    private const double K1 = 0.63576, K2 = 1.87320, K3 = 1.48695;

    // Fitted by Kingma et al. on 0 < alpha <= 1.
    private const double C1 = 1.16145124, C2 = -1.50204118, C3 = 0.58629921;

    private const double LargestLogAlpha = 8;

    /// <summary>ln alpha of a weight in the additive form, clipped to [-8, 8].</summary>
    /// <remarks>Formula: <c>logVariance - ln weightMean^2</c>; a mean of 0 has alpha = infinity, which is clipped.
    /// Source: Molchanov et al.; the clipping is that of the authors' program.</remarks>
    /// <param name="weightMean">Finite.</param>
    /// <param name="logVariance">ln of the weight's variance, finite.</param>
    /// <returns>In [-8, 8].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static double LogAlpha(double weightMean, double logVariance)
    {
        Guard.Finite(weightMean);
        Guard.Finite(logVariance);
        return Math.Clamp(logVariance - (2 * Math.Log(Math.Abs(weightMean))), -LargestLogAlpha, LargestLogAlpha);
    }

    /// <summary>Weight means without those that noise drowns.</summary>
    /// <remarks>Formula: 0 where <c>logAlpha >= threshold</c>. Threshold 3 is the authors': a Gaussian twin of dropout at
    /// rate .9526. Source: Molchanov et al.</remarks>
    /// <param name="weightMean">Shape [P], finite.</param>
    /// <param name="logAlpha">Shape [P], finite.</param>
    /// <param name="threshold">Finite.</param>
    /// <returns>Shape [P].</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public static double[] Prune(double[] weightMean, double[] logAlpha, double threshold)
    {
        ArgumentNullException.ThrowIfNull(weightMean);
        ArgumentNullException.ThrowIfNull(logAlpha);
        Guard.SameLength<double, double>(nameof(weightMean), weightMean, nameof(logAlpha), logAlpha);
        Guard.Finite(weightMean);
        Guard.Finite(logAlpha);
        Guard.Finite(threshold);
        return [.. weightMean.Zip(logAlpha, (mean, l) => l >= threshold ? 0 : mean)];
    }

    /// <summary>The negative divergence by the approximation that is in use.</summary>
    /// <remarks>
    /// <para>Formula: <c>k1 sigmoid(k2 + k3 l) - ln(1 + 1/alpha) / 2 - k1</c> with l = ln alpha, here as
    /// <c>-k1 sigmoid(-k2 - k3 l) - softplus(-l) / 2</c>, whose terms do not cancel.</para>
    /// <para>It is off by at most .0094, near l = -3.5. Source: Molchanov et al.</para>
    /// </remarks>
    /// <param name="logAlpha">Finite.</param>
    /// <returns>In nats, at most 0; 0 at alpha = infinity.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The argument is not finite.</exception>
    public static double NegativeKl(double logAlpha)
    {
        Guard.Finite(logAlpha);
        return -(K1 * Sigmoid.Value(-K2 - (K3 * logAlpha))) - (0.5 * Softplus.Value(-logAlpha));
    }

    /// <summary>The derivative of <see cref="NegativeKl"/> by ln alpha.</summary>
    /// <remarks>Formula: <c>k1 k3 sigmoid(z) sigmoid(-z) + sigmoid(-l) / 2</c>, <c>z = k2 + k3 l</c>.</remarks>
    /// <param name="logAlpha">Finite.</param>
    /// <returns>Not negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The argument is not finite.</exception>
    public static double NegativeKlDerivative(double logAlpha)
    {
        Guard.Finite(logAlpha);
        double z = K2 + (K3 * logAlpha);
        return (K1 * K3 * Sigmoid.Value(z) * Sigmoid.Value(-z)) + (0.5 * Sigmoid.Value(-logAlpha));
    }

    /// <summary>Kingma's negative divergence without its constant, for alpha up to 1.</summary>
    /// <remarks>Formula: <c>l / 2 + c1 alpha + c2 alpha^2 + c3 alpha^3</c> with l = ln alpha. The exact one lies .6352 to
    /// .6756 below. Source: Kingma et al. (2015).</remarks>
    /// <param name="logAlpha">At most 0.</param>
    /// <returns>In nats, up to a constant.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The argument is above 0 or NaN.</exception>
    public static double CubicNegativeKl(double logAlpha)
    {
        Guard.Within(logAlpha, double.NegativeInfinity, 0);
        double alpha = Math.Exp(logAlpha);
        return (0.5 * logAlpha) + (alpha * (C1 + (alpha * (C2 + (alpha * C3)))));
    }
}
