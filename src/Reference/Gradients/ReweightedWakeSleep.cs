using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Reweighted wake-sleep's update of q by samples of q itself, its wake phase: scores averaged by the weights. It is the gradient of
/// the divergence KL(posterior || q), which self-normalised weights miss by a bias of the order of 1 / K.
/// </summary>
/// <remarks>
/// Source: Bornschein and Bengio (2015), "Reweighted wake-sleep", section 2. It descends a divergence, where the other estimators of
/// this problem ascend a bound; the weights are those of <see cref="ImportanceWeightedPathwise"/>, for a normal q and a normal posterior.
/// </remarks>
public static class ReweightedWakeSleep
{
    /// <summary>One call of the estimator on given noise, for <c>x_i = m + s e_i</c>.</summary>
    /// <remarks>
    /// Formula: <c>-sum_i v_i d ln q(x_i)</c>, that is <c>-sum_i v_i e_i / s</c> and <c>(1 - sum_i v_i e_i^2) / s</c>, with v_i the weights over
    /// their sum.
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
        double[] weights = objective.Weights(noise);
        return
        [
            -weights.Zip(noise, (v, e) => v * e).Sum() / standardDeviation,
            weights.Zip(noise, (v, e) => v * (1.0 - (e * e))).Sum() / standardDeviation,
        ];
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

    /// <summary>Exact gradient of the divergence, and mean and variance of one call.</summary>
    /// <remarks>
    /// Formula of the gradient: <c>(m - mu) / s^2</c>, <c>1 / s - (tau^2 + (m - mu)^2) / s^3</c>; mean and variance by quadrature in two
    /// dimensions whatever K is, as those of <see cref="DoublyReparameterized"/>.
    /// </remarks>
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
        double precision = 1.0 / (standardDeviation * standardDeviation);
        (double first, double firstSquare) = objective.Expectations(1, e => -e / standardDeviation);
        // The weights add up to 1: the 1 in 1 - e^2 goes through, and only the rest varies.
        (double second, double secondSquare) = objective.Expectations(1, e => -e * e / standardDeviation);
        double distance = objective.One.Distance;
        // 1 - tau^2 / s^2 as a product, exact near its zero.
        double wide = (standardDeviation - posteriorStandardDeviation) * (standardDeviation + posteriorStandardDeviation) * precision;
        return new BiasedGradientMoments(
            [distance * precision, (wide - (distance * distance * precision)) / standardDeviation],
            [firstSquare - (first * first), secondSquare - (second * second)],
            [first, second + (1.0 / standardDeviation)]);
    }
}
