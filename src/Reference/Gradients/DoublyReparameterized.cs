using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The doubly reparametrised estimator of the importance-weighted bound's gradient (DReG): the score that sticking the landing
/// drops is reparametrised a second time, which squares the weights. Unbiased, as sticking the landing with several samples is not.
/// </summary>
/// <remarks>
/// Source: Tucker, Lawson, Gu and Maddison (2018), "Doubly reparameterized gradient estimators for Monte Carlo objectives",
/// section 3. The bound is that of <see cref="Inference.ImportanceWeighted"/>, for a normal q and a normal posterior.
/// </remarks>
public static class DoublyReparameterized
{
    /// <summary>One call of the estimator on given noise, for <c>x_i = m + s e_i</c>.</summary>
    /// <remarks>
    /// Formula: <c>sum_i v_i^2 l_i</c>, <c>sum_i v_i^2 l_i e_i</c> with v_i the weights over their sum and <c>l_i = d/dx ln w_i</c>.
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
        double[] terms = [.. objective.Weights(noise).Zip(noise, (v, e) => v * v * objective.One.PathSlope(e))];
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

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
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
        double[] centre = BoundMoments(posteriorMean, posteriorStandardDeviation, mean, standardDeviation, samples).Gradient;
        return ReplicateNoise.PowerSumsOfNormals(
            key, samples, block, centre, noise => Bound(posteriorMean, posteriorStandardDeviation, mean, standardDeviation, noise));
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// By quadrature in two dimensions whatever K is: <c>1 / S^n = integral of t^(n-1) e^(-t S) dt / (n-1)!</c>, S the sum of the
    /// weights, makes the samples independent. Its cost grows with the square of s / tau.
    /// </remarks>
    /// <param name="posteriorMean">The posterior's mean mu, finite.</param>
    /// <param name="posteriorStandardDeviation">The posterior's standard deviation tau, positive and finite.</param>
    /// <param name="mean">The mean m of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation s of q, positive and finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <returns>Gradient and variance by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments BoundMoments(
        double posteriorMean, double posteriorStandardDeviation, double mean, double standardDeviation, int samples)
    {
        var objective = ImportanceWeightedObjective.At(
            posteriorMean, posteriorStandardDeviation, mean, standardDeviation, samples);
        (double first, double firstSquare) = objective.Expectations(2, objective.One.PathSlope);
        (double second, double secondSquare) = objective.Expectations(2, e => objective.One.PathSlope(e) * e);
        return new GradientMoments([first, second], [firstSquare - (first * first), secondSquare - (second * second)]);
    }
}
