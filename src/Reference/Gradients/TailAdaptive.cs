using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The tail-adaptive gradient: path derivatives of <c>ln p(x, y) - ln q(x)</c> weighed by the ranks of the samples' density ratios,
/// which have a mean whatever the ratios' tails. Equal weights would make it <see cref="StickingTheLanding"/>, unbiased for the
/// evidence lower bound; these favour samples where q misses the posterior, and are biased for that bound.
/// </summary>
/// <remarks>
/// Source: Wang, Liu and Liu (2018), "Variational inference with tail-adaptive f-divergence", with their beta = -1: a sample weighs the
/// reciprocal of the share of ratios that are at least its own. Without ties the weights add up to the harmonic number
/// <c>H_K = 1 + 1/2 + ... + 1/K</c> times K, whatever the samples are. The mean is <c>sum_r E l_r / (r H_K)</c>, l_r the slope of the sample
/// of rank r: as the weights are the call's own, it is the gradient of no one divergence, and its limit of many samples is not the bound's.
/// </remarks>
public static class TailAdaptive
{
    /// <summary>One call of the estimator on given noise, for <c>x_i = m + s e_i</c>.</summary>
    /// <remarks>
    /// Formula: <c>sum_i l_i / (r_i H_K)</c>, <c>sum_i l_i e_i / (r_i H_K)</c> with
    /// <c>l = d/dx (ln p(x, y) - ln q(x)) = -(m - mu) / tau^2 + (1 / s - s / tau^2) e</c> and r = 1 for the largest ratio. Equal
    /// ratios rank in their samples' order: they have no chance but where q is the posterior, and there the slopes are zero.
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
        var objective = ElboObjective.At(posteriorMean, posteriorStandardDeviation, mean, standardDeviation);
        double[] ranked = [.. noise.OrderByDescending(objective.LogWeight)]; // a stable sort
        double harmonic = Enumerable.Range(1, noise.Length).Sum(rank => 1.0 / rank);
        return
        [
            ranked.Select((e, i) => objective.PathSlope(e) / (i + 1)).Sum() / harmonic,
            ranked.Select((e, i) => objective.PathSlope(e) * e / (i + 1)).Sum() / harmonic,
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

    /// <summary>Exact gradient of the evidence lower bound, and mean and variance of one call.</summary>
    /// <remarks>
    /// Formula of the gradient: <c>-(m - mu) / tau^2</c>, <c>1 / s - s / tau^2</c>. Mean and variance: with x the chance that another
    /// sample's ratio is below, and h the call of one sample,
    /// <c>H_K E g = sum_(i &lt; K) E[h x^i]</c> and
    /// <c>H_K^2 E g^2 = sum_(i &lt; K) (H_K - H_(K-1-i)) E[h^2 x^i] + sum_(i + j &lt;= K - 2) E[h x^i] E[h x^j]</c>; by quadrature over one
    /// sample. In the noise, ln w is a parabola, so x is a difference of two normal distribution functions.
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
        Guard.AtLeast(samples, 2);
        var objective = ElboObjective.At(posteriorMean, posteriorStandardDeviation, mean, standardDeviation);
        var ranks = RatioRanks.Of(objective);
        // The weights add up to 1: a slope's constant goes through, and only what it multiplies of the noise varies.
        (double noise, double noiseVariance) = ranks.Moments(samples, e => e);
        (double second, double secondVariance) = ranks.Moments(samples, e => objective.PathSlope(e) * e);
        double rise = objective.ByStandardDeviation;
        return new BiasedGradientMoments(
            objective.Gradient,
            [rise * rise * noiseVariance, secondVariance],
            [objective.ByMean + (rise * noise), second]);
    }
}
