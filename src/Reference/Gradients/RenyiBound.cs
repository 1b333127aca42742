using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The pathwise estimator of Renyi's variational bound, of K samples and an order from 0 to 1: the total derivatives of the log
/// weights, averaged by powers of the weights. Unbiased for that bound's gradient, whose limit with ever more samples is that of
/// Renyi's divergence of q from the posterior.
/// </summary>
/// <remarks>
/// <para>
/// Source: Li and Turner (2016), "Renyi divergence variational inference", sections 3 and 4. The bound is
/// <c>1 / (1 - order) E ln((1/K) sum_i w_i^(1 - order))</c>, for a normal q and a normal posterior as in
/// <see cref="ImportanceWeightedPathwise"/>.
/// </para>
/// <para>
/// Order 0 is the importance-weighted bound, order 1, the limit, the evidence lower bound averaged over the samples.
/// </para>
/// </remarks>
public static class RenyiBound
{
    /// <summary>One call of the estimator on given noise, for <c>x_i = m + s e_i</c>.</summary>
    /// <remarks>
    /// Formula: <c>sum_i v_i l_i</c>, <c>sum_i v_i l_i e_i + 1 / s</c> with v_i the powers <c>w_i^(1 - order)</c> over their sum and
    /// <c>l_i = d/dx ln p(x_i, y)</c>.
    /// </remarks>
    /// <param name="posteriorMean">The posterior's mean mu, finite.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation tau, positive and finite.</param>
    /// <param name="mean">The mean m of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation s of q, positive and finite.</param>
    /// <param name="order">The order, in [0, 1].</param>
    /// <param name="noise">Standard normal numbers, shape [K], K at least 2.</param>
    /// <returns>The gradient by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">There are fewer than two samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Bound(
        double posteriorMean, double posteriorStandardDeviation, double mean, double standardDeviation, double order, double[] noise)
    {
        Guard.AtLeastLong<double>(noise, 2);
        ImportanceWeightedObjective objective = At(
            posteriorMean, posteriorStandardDeviation, mean, standardDeviation, order, noise.Length);
        double[] terms = [.. objective.Weights(noise).Zip(noise, (v, e) => v * objective.One.JointSlope(e))];
        return [terms.Sum(), terms.Zip(noise, (term, e) => term * e).Sum() + (1.0 / standardDeviation)];
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="posteriorMean">The posterior's mean mu, finite.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation tau, positive and finite.</param>
    /// <param name="mean">The mean m of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation s of q, positive and finite.</param>
    /// <param name="order">The order, in [0, 1].</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BoundReplicate(
        double posteriorMean,
        double posteriorStandardDeviation,
        double mean,
        double standardDeviation,
        double order,
        int samples,
        PhiloxKey key,
        uint replicate)
    {
        Guard.AtLeast(samples, 2);
        return ReplicateNoise.OfNormals(
            key,
            samples,
            replicate,
            noise => Bound(posteriorMean, posteriorStandardDeviation, mean, standardDeviation, order, noise));
    }

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="posteriorMean">The posterior's mean mu, finite.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation tau, positive and finite.</param>
    /// <param name="mean">The mean m of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation s of q, positive and finite.</param>
    /// <param name="order">The order, in [0, 1].</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (mean, standardDeviation), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BoundBlock(
        double posteriorMean,
        double posteriorStandardDeviation,
        double mean,
        double standardDeviation,
        double order,
        int samples,
        PhiloxKey key,
        uint block)
    {
        double[] centre = BoundMoments(posteriorMean, posteriorStandardDeviation, mean, standardDeviation, order, samples).Gradient;
        return ReplicateNoise.PowerSumsOfNormals(
            key,
            samples,
            block,
            centre,
            noise => Bound(posteriorMean, posteriorStandardDeviation, mean, standardDeviation, order, noise));
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>By quadrature in two dimensions whatever K is, as those of <see cref="DoublyReparameterized"/>.</remarks>
    /// <param name="posteriorMean">The posterior's mean mu, finite.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation tau, positive and finite.</param>
    /// <param name="mean">The mean m of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation s of q, positive and finite.</param>
    /// <param name="order">The order, in [0, 1].</param>
    /// <param name="samples">K, at least 2.</param>
    /// <returns>Gradient and variance by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments BoundMoments(
        double posteriorMean, double posteriorStandardDeviation, double mean, double standardDeviation, double order, int samples)
    {
        ImportanceWeightedObjective objective = At(
            posteriorMean, posteriorStandardDeviation, mean, standardDeviation, order, samples);
        (double first, double firstSquare) = objective.Expectations(1, objective.One.JointSlope);
        (double second, double secondSquare) = objective.Expectations(1, e => objective.One.JointSlope(e) * e);
        return new GradientMoments(
            [first, second + (1.0 / standardDeviation)], [firstSquare - (first * first), secondSquare - (second * second)]);
    }

    private static ImportanceWeightedObjective At(
        double posteriorMean, double posteriorStandardDeviation, double mean, double standardDeviation, double order, int samples)
    {
        Guard.Probability(order);
        return ImportanceWeightedObjective.At(posteriorMean, posteriorStandardDeviation, mean, standardDeviation, samples) with
        {
            Exponent = 1.0 - order,
        };
    }
}
