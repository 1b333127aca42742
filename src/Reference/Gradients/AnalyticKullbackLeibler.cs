using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The pathwise estimator of the evidence lower bound <c>E_q ln p(y | x) - KL(q || prior)</c> with the divergence in closed form,
/// for a standard normal prior, a normal q and a normal posterior. Unbiased.
/// </summary>
/// <remarks>
/// <para>Source: Kingma and Welling (2014), section 2.3, their second estimator.</para>
/// <para>The likelihood is what makes this posterior: <c>ln p(y | x)</c> has the curvature 1 - 1 / tau^2. Where tau is above 1 it
/// is convex, as no normal likelihood is; the formulas hold.</para>
/// </remarks>
public static partial class AnalyticKullbackLeibler
{
    /// <summary>One call of the estimator on given noise e, for <c>x = m + s e</c>.</summary>
    /// <remarks>
    /// Formula: <c>l - m</c>, <c>l e + 1 / s - s</c> with <c>l = d/dx ln p(y | x) = (mu - x) / tau^2 + x</c>; the rest is the
    /// gradient of <c>-KL(q || N(0, 1))</c>.
    /// </remarks>
    /// <param name="posteriorMean">The posterior's mean mu, finite.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation tau, positive and finite.</param>
    /// <param name="mean">The mean m of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation s of q, positive and finite.</param>
    /// <param name="noise">A standard normal number.</param>
    /// <returns>The gradient by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Elbo(
        double posteriorMean, double posteriorStandardDeviation, double mean, double standardDeviation, double noise)
    {
        var objective = ElboObjective.At(posteriorMean, posteriorStandardDeviation, mean, standardDeviation);
        double atMean = objective.ByMean + mean;
        double slope = atMean - (Curvature(posteriorStandardDeviation) * standardDeviation * noise);
        return
        [
            slope - mean,
            (slope * noise) + ((1.0 - standardDeviation) * (1.0 + standardDeviation) / standardDeviation),
        ];
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="posteriorMean">The posterior's mean mu, finite.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation tau, positive and finite.</param>
    /// <param name="mean">The mean m of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation s of q, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] ElboReplicate(
        double posteriorMean, double posteriorStandardDeviation, double mean, double standardDeviation, PhiloxKey key, uint replicate) =>
        ElboObjective.Replicate(
            key, replicate, noise => Elbo(posteriorMean, posteriorStandardDeviation, mean, standardDeviation, noise));

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="posteriorMean">The posterior's mean mu, finite.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation tau, positive and finite.</param>
    /// <param name="mean">The mean m of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation s of q, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (mean, standardDeviation), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] ElboBlock(
        double posteriorMean, double posteriorStandardDeviation, double mean, double standardDeviation, PhiloxKey key, uint block) =>
        ElboObjective.PowerSums(
            key,
            block,
            ElboMoments(posteriorMean, posteriorStandardDeviation, mean, standardDeviation).Gradient,
            noise => Elbo(posteriorMean, posteriorStandardDeviation, mean, standardDeviation, noise));

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: <c>Var = (c s)^2</c>, <c>(m - (m - mu) / tau^2)^2 + 2 (c s)^2</c> with c = 1 / tau^2 - 1. For the mean that is less
    /// than with the divergence estimated, <see cref="TotalPathwise"/>, where <c>tau^2 &lt; 2</c>; for the standard deviation it may be
    /// more wherever q lies between prior and posterior, whose pulls then have opposite signs.
    /// </remarks>
    /// <param name="posteriorMean">The posterior's mean mu, finite.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation tau, positive and finite.</param>
    /// <param name="mean">The mean m of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation s of q, positive and finite.</param>
    /// <returns>Gradient and variance by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments ElboMoments(
        double posteriorMean, double posteriorStandardDeviation, double mean, double standardDeviation)
    {
        var objective = ElboObjective.At(posteriorMean, posteriorStandardDeviation, mean, standardDeviation);
        double fall = Curvature(posteriorStandardDeviation) * standardDeviation;
        double atMean = objective.ByMean + mean;
        return new GradientMoments(objective.Gradient, [fall * fall, (atMean * atMean) + (2.0 * fall * fall)]);
    }

    // Of -ln p(y | x): the posterior's less the prior's, exact near its zero.
    private static double Curvature(double posteriorStandardDeviation) =>
        (1.0 - posteriorStandardDeviation) * (1.0 + posteriorStandardDeviation)
        / (posteriorStandardDeviation * posteriorStandardDeviation);
}
