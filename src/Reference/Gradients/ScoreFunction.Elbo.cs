using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>
/// For the evidence lower bound of a normal q and a normal posterior, with f the log weight <c>ln p(x, y) - ln q(x)</c>: that of
/// Ranganath, Gerrish and Blei (2014), black box variational inference, section 2. A factor of p(y) adds to f what a baseline takes
/// away; here p(y) = 1.
/// </content>
public static partial class ScoreFunction
{
    /// <summary>One call of the estimator on given noise e, for <c>x = m + s e</c>.</summary>
    /// <remarks>
    /// Formula: <c>f e / s</c>, <c>f (e^2 - 1) / s</c> with <c>f = ln(s / tau) + e^2 / 2 - (x - mu)^2 / (2 tau^2)</c>.
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
        double f = objective.LogWeight(noise);
        return [f * noise / standardDeviation, f * ((noise * noise) - 1.0) / standardDeviation];
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
    /// Formula: with <c>f = a e^2 + b e + c</c>, <c>s^2 Var = (c + 3 a)^2 + 6 a^2 + 2 b^2</c> and
    /// <c>2 (c + 5 a)^2 + 24 a^2 + 10 b^2</c>. It is 0 where q is the posterior: f is ln p(y) = 0 everywhere.
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
        (double a, double b, double c) = (objective.Square / standardDeviation, objective.ByMean, objective.Level / standardDeviation);
        return new GradientMoments(
            objective.Gradient,
            [
                ((c + (3.0 * a)) * (c + (3.0 * a))) + (6.0 * a * a) + (2.0 * b * b),
                (2.0 * (c + (5.0 * a)) * (c + (5.0 * a))) + (24.0 * a * a) + (10.0 * b * b),
            ]);
    }
}
