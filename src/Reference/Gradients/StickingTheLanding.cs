using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The path derivative of the evidence lower bound: of <c>ln p(x, y) - ln q(x)</c> through x alone. What it drops is the score of
/// q, whose mean is zero, so it is unbiased; where q is the posterior it does not vary at all.
/// </summary>
/// <remarks>
/// Source: Roeder, Wu and Duvenaud (2017), "Sticking the landing: simple, lower-variance gradient estimators for variational
/// inference". Lower is not always: see <see cref="ElboMoments"/>.
/// </remarks>
public static partial class StickingTheLanding
{
    /// <summary>One call of the estimator on given noise e, for <c>x = m + s e</c>.</summary>
    /// <remarks>
    /// Formula: <c>l</c>, <c>l e</c> with <c>l = d/dx (ln p(x, y) - ln q(x)) = -(m - mu) / tau^2 + (1 / s - s / tau^2) e</c>: the
    /// bound's own gradient, once and times e.
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
        double slope = objective.PathSlope(noise);
        return [slope, slope * noise];
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
    /// Formula: <c>Var = (1 / s - s / tau^2)^2</c>, <c>((m - mu) / tau^2)^2 + 2 (1 / s - s / tau^2)^2</c>. Less than that of
    /// <see cref="TotalPathwise"/> where <c>s^2 &gt; tau^2 / 2</c>, more where it is less.
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
        (double byMean, double byDeviation) = (objective.ByMean * objective.ByMean, objective.ByStandardDeviation * objective.ByStandardDeviation);
        return new GradientMoments(objective.Gradient, [byDeviation, byMean + (2.0 * byDeviation)]);
    }
}
