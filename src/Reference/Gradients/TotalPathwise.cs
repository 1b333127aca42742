using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The pathwise (reparametrisation) estimator of the evidence lower bound: the total derivative of <c>ln p(x, y) - ln q(x)</c>
/// through x and through q's own parameters, for a normal q and a normal posterior. Unbiased.
/// </summary>
/// <remarks>Source: Kingma and Welling (2014), section 2.3; the total derivative of Roeder, Wu and Duvenaud (2017).</remarks>
public static partial class TotalPathwise
{
    /// <summary>One call of the estimator on given noise e, for <c>x = m + s e</c>.</summary>
    /// <remarks>
    /// Formula: <c>l</c>, <c>l e + 1 / s</c> with <c>l = d/dx ln p(x, y) = (mu - x) / tau^2</c>. The derivative of
    /// <c>-ln q(m + s e) = e^2 / 2 + ln s + const</c> does not depend on e, so the entropy in closed form gives the same call.
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
        double slope = objective.JointSlope(noise);
        return [slope, (slope * noise) + (1.0 / standardDeviation)];
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
    /// <remarks>Formula: <c>Var = s^2 / tau^4</c>, <c>((m - mu)^2 + 2 s^2) / tau^4</c>: it varies at the optimum too.</remarks>
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
        double fall = objective.Precision * standardDeviation;
        return new GradientMoments(
            objective.Gradient, [fall * fall, (objective.ByMean * objective.ByMean) + (2.0 * fall * fall)]);
    }
}
