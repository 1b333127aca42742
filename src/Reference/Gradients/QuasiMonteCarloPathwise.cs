using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The pathwise estimator averaged over K scrambled points of Sobol's sequence, K a power of two, made normal by the inverse of the
/// distribution function: unbiased, as each point is uniform; in one dimension one point falls in each of K equal strata.
/// </summary>
/// <remarks>
/// <para>Source: Buchholz, Wenzel and Mandt (2018), "Quasi-Monte Carlo variational inference"; Owen (1997), "Scrambled net variance
/// for integrals of smooth functions".</para>
/// <para>
/// Where the integral <c>C = 1/12 integral of h'(e)^2 / phi(e) de</c> of a component h of the pathwise call is finite, the variance
/// is <c>C / K^3</c> to leading order: with the exponential for <c>k standardDeviation^2 &gt; 1/4</c>. Quadratic and cosine do not
/// come to rest in the tails, whose two strata then carry most: their variance falls by little more than <c>K^-2</c>.
/// </para>
/// </remarks>
public static class QuasiMonteCarloPathwise
{
    /// <summary>One call of the estimator on given noise, for <c>x_j = mean + standardDeviation e_j</c>.</summary>
    /// <remarks>Formula: <c>1/K sum_j f'(x_j)</c>, <c>1/K sum_j f'(x_j) e_j</c>.</remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="noise">Standard normal numbers, shape [K], K at least 1.</param>
    /// <returns>The gradient by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such objective.</exception>
    public static double[] Normal(Objective objective, double k, double mean, double standardDeviation, double[] noise)
    {
        Guard.AtLeastLong<double>(noise, 1);
        double[][] calls = [.. noise.Select(e => Pathwise.Normal(objective, k, mean, standardDeviation, e))];
        return [calls.Average(call => call[0]), calls.Average(call => call[1])];
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="samples">K, a power of two.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise.ScrambledNormals"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalReplicate(
        Objective objective, double k, double mean, double standardDeviation, int samples, PhiloxKey key, uint replicate)
    {
        Guard.PowerOfTwo(samples);
        return Gradients(objective, k, mean, standardDeviation, new ReplicateNoise(key, samples), replicate);
    }

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="samples">K, a power of two.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (mean, standardDeviation), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalBlock(
        Objective objective, double k, double mean, double standardDeviation, int samples, PhiloxKey key, uint block)
    {
        double[] centre = NormalMoments(objective, k, mean, standardDeviation, samples).Gradient;
        var noises = new ReplicateNoise(key, samples);
        return noises.PowerSums(
            block, centre, replicate => Gradients(objective, k, mean, standardDeviation, noises, replicate));
    }

    /// <summary>Exact mean and variance of one call of K samples.</summary>
    /// <remarks>
    /// Formula: <c>Var = 1/K^2 sum_j Var[h(e) | (j - 1)/K &lt; Phi(e) &lt; j/K]</c>, h the call of <see cref="Pathwise"/>, Phi the normal
    /// distribution function; by quadrature in each stratum, which for these objectives errs by rounding alone.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="samples">K, a power of two.</param>
    /// <returns>Gradient and variance by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static GradientMoments NormalMoments(
        Objective objective, double k, double mean, double standardDeviation, int samples)
    {
        Guard.PowerOfTwo(samples);
        double[] gradient = Objectives.Moments(objective, k, mean, standardDeviation).Gradient.ToArray();
        double steepness = Objectives.Of(objective).Steepness(k) * standardDeviation;
        return new GradientMoments(gradient, [.. Enumerable.Range(0, 2).Select(component => StratifiedVariance.Of(
            e => Pathwise.Normal(objective, k, mean, standardDeviation, e)[component], samples, steepness))]);
    }

    private static double[] Gradients(
        Objective objective, double k, double mean, double standardDeviation, ReplicateNoise noises, ulong replicate) =>
        [.. noises.ScrambledNormals(replicate).SelectMany(noise => Normal(objective, k, mean, standardDeviation, noise))];
}
