using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Sticking the landing with several samples: the path derivatives of the log weights, averaged by the weights. The score that
/// it drops has mean zero only where a single sample has all the weight: it is biased for the importance-weighted bound.
/// </summary>
/// <remarks>
/// Source: Tucker, Lawson, Gu and Maddison (2018), section 3, for the bias; with one sample it is
/// <see cref="StickingTheLanding"/>. The bound is that of <see cref="Inference.ImportanceWeighted"/>, for a normal q and a normal
/// posterior.
/// </remarks>
public static class ImportanceWeightedStickingTheLanding
{
    /// <summary>One call of the estimator on given noise, for <c>x_i = m + s e_i</c>.</summary>
    /// <remarks>
    /// Formula: <c>sum_i v_i l_i</c>, <c>sum_i v_i l_i e_i</c> with v_i the weights over their sum and <c>l_i = d/dx ln w_i</c>.
    /// </remarks>
    /// <param name="posteriorMean">The posterior's mean mu, finite.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation tau, positive and finite.</param>
    /// <param name="mean">The mean m of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation s of q, positive and finite.</param>
    /// <param name="noise">Standard normal numbers, shape [K], K at least 2.</param>
    /// <returns>The gradient by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">There are fewer than two samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Bound(
        double posteriorMean, double posteriorStandardDeviation, double mean, double standardDeviation, double[] noise)
    {
        Guard.AtLeastLong<double>(noise, 2);
        var objective = ImportanceWeightedObjective.At(
            posteriorMean, posteriorStandardDeviation, mean, standardDeviation, noise.Length);
        double[] terms = [.. objective.Weights(noise).Zip(noise, (v, e) => v * objective.One.PathSlope(e))];
        return [terms.Sum(), terms.Zip(noise, (term, e) => term * e).Sum()];
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="posteriorMean">The posterior's mean mu, finite.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation tau, positive and finite.</param>
    /// <param name="mean">The mean m of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation s of q, positive and finite.</param>
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
        int samples,
        PhiloxKey key,
        uint replicate)
    {
        Guard.AtLeast(samples, 2);
        return ReplicateNoise.OfNormals(
            key, samples, replicate, noise => Bound(posteriorMean, posteriorStandardDeviation, mean, standardDeviation, noise));
    }

    /// <summary>Sums of the first four powers of <c>g - (exact mean)</c> over the gradients g of one block of a study.</summary>
    /// <param name="posteriorMean">The posterior's mean mu, finite.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation tau, positive and finite.</param>
    /// <param name="mean">The mean m of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation s of q, positive and finite.</param>
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
        int samples,
        PhiloxKey key,
        uint block)
    {
        double[] centre = BoundMoments(posteriorMean, posteriorStandardDeviation, mean, standardDeviation, samples).Mean;
        return ReplicateNoise.PowerSumsOfNormals(
            key, samples, block, centre, noise => Bound(posteriorMean, posteriorStandardDeviation, mean, standardDeviation, noise));
    }

    /// <summary>Exact gradient, and mean and variance of one call.</summary>
    /// <remarks>By quadrature in two dimensions whatever K is, as those of <see cref="DoublyReparameterized"/>.</remarks>
    /// <param name="posteriorMean">The posterior's mean mu, finite.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation tau, positive and finite.</param>
    /// <param name="mean">The mean m of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation s of q, positive and finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <returns>Gradient, variance and mean by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static BiasedGradientMoments BoundMoments(
        double posteriorMean, double posteriorStandardDeviation, double mean, double standardDeviation, int samples)
    {
        var objective = ImportanceWeightedObjective.At(
            posteriorMean, posteriorStandardDeviation, mean, standardDeviation, samples);
        (double first, double firstSquare) = objective.Expectations(1, objective.One.PathSlope);
        (double second, double secondSquare) = objective.Expectations(1, e => objective.One.PathSlope(e) * e);
        return new BiasedGradientMoments(
            DoublyReparameterized.BoundMoments(posteriorMean, posteriorStandardDeviation, mean, standardDeviation, samples).Gradient,
            [firstSquare - (first * first), secondSquare - (second * second)],
            [first, second]);
    }
}
