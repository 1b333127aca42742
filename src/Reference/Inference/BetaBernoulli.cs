using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Inference;

/// <summary>A coin of unknown bias: flips x ~ Bernoulli(pi), prior pi ~ Beta(alpha, beta).</summary>
/// <remarks>
/// <para>All that the flips say is how many of them are 1, s of n.</para>
/// <para>Source: the deck, F38 to F47; Bishop (2006), Pattern Recognition and Machine Learning, section 2.1.1.</para>
/// </remarks>
public static class BetaBernoulli
{
    /// <summary>The posterior of the bias, a beta law.</summary>
    /// <remarks><para>Formula: <c>Beta(alpha + s, beta + n - s)</c>; without flips the prior.</para></remarks>
    /// <param name="flips">Shape [n], each 0 or 1.</param>
    /// <param name="alpha">The prior's first shape, positive and finite; 1 with beta = 1 is the uniform prior.</param>
    /// <param name="beta">The prior's second shape, positive and finite.</param>
    /// <returns>The posterior's shapes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static BetaParameters Posterior(double[] flips, double alpha, double beta)
    {
        double ones = Ones(flips);
        Guard.Positive(alpha);
        Guard.Positive(beta);
        return new BetaParameters(alpha + ones, beta + (flips.Length - ones));
    }

    /// <summary>The probability that the next flip is 1, the bias integrated out.</summary>
    /// <remarks><para>Formula: <c>(alpha + s) / (alpha + beta + n)</c>, the posterior mean.</para></remarks>
    /// <param name="flips">Shape [n], each 0 or 1.</param>
    /// <param name="alpha">The prior's first shape, positive and finite.</param>
    /// <param name="beta">The prior's second shape, positive and finite.</param>
    /// <returns>A probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double Predictive(double[] flips, double alpha, double beta)
    {
        BetaParameters posterior = Posterior(flips, alpha, beta);
        return posterior.Alpha / (posterior.Alpha + posterior.Beta);
    }

    /// <summary>The logarithm of the probability of these flips in this order, the bias integrated out.</summary>
    /// <remarks>
    /// <para>Formula: <c>ln B(alpha + s, beta + n - s) - ln B(alpha, beta)</c>, as the sum of three
    /// <c>ln Gamma(x + a) - ln Gamma(x)</c>: the logarithms of a large prior are never formed.</para>
    /// </remarks>
    /// <param name="flips">Shape [n], each 0 or 1.</param>
    /// <param name="alpha">The prior's first shape, positive and finite.</param>
    /// <param name="beta">The prior's second shape, positive and finite.</param>
    /// <returns>The log-evidence, in nats; 0 without flips.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double LogEvidence(double[] flips, double alpha, double beta)
    {
        double ones = Ones(flips);
        Guard.Positive(alpha);
        Guard.Positive(beta);
        return SpecialFunctions.LogGammaRatio(alpha, ones) + SpecialFunctions.LogGammaRatio(beta, flips.Length - ones)
            - SpecialFunctions.LogGammaRatio(alpha + beta, flips.Length);
    }

    /// <summary>The bias under which the flips are most probable.</summary>
    /// <remarks><para>Formula: <c>s / n</c>.</para></remarks>
    /// <param name="flips">Shape [n], each 0 or 1; at least one.</param>
    /// <returns>The maximum-likelihood estimate.</returns>
    /// <exception cref="ArgumentException">There are no flips.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A flip breaks its rule.</exception>
    public static double MaximumLikelihood(double[] flips)
    {
        double ones = Ones(flips);
        Guard.NotEmpty<double>(flips);
        return ones / flips.Length;
    }

    /// <summary>The bias of highest posterior density.</summary>
    /// <remarks>
    /// <para>Formula: <c>(alpha + s - 1) / (alpha + beta + n - 2)</c> where neither term is negative; 0 or 1 where the density
    /// has its only pole there; NaN where it has two or is flat.</para>
    /// <para>The density is one of pi: the same posterior has its mode elsewhere as a law of another parameter, at
    /// (alpha + s) / (alpha + beta + n) as one of the log-odds.</para>
    /// </remarks>
    /// <param name="flips">Shape [n], each 0 or 1.</param>
    /// <param name="alpha">The prior's first shape, positive and finite.</param>
    /// <param name="beta">The prior's second shape, positive and finite.</param>
    /// <returns>The mode of the posterior.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double MaximumAPosteriori(double[] flips, double alpha, double beta)
    {
        BetaParameters posterior = Posterior(flips, alpha, beta);
        double powerOfOne = posterior.Alpha - 1.0;
        double powerOfZero = posterior.Beta - 1.0;
        return powerOfOne >= 0.0 && powerOfZero >= 0.0 ? powerOfOne / (powerOfOne + powerOfZero)
            : powerOfZero >= 0.0 ? 0.0
            : powerOfOne >= 0.0 ? 1.0
            : double.NaN;
    }

    /// <summary>The probability of the next flip under the maximum-likelihood estimate, as if that were the truth.</summary>
    /// <remarks><para>Formula: <c>pi^x (1 - pi)^(1 - x)</c>, pi = s / n: 0 for what has not been seen yet.</para></remarks>
    /// <param name="flips">Shape [n], each 0 or 1; at least one.</param>
    /// <param name="x">The next flip, 0 or 1.</param>
    /// <returns>A probability.</returns>
    /// <exception cref="ArgumentException">There are no flips.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A flip breaks its rule.</exception>
    public static double PlugInPredictive(double[] flips, double x)
    {
        double probability = MaximumLikelihood(flips);
        Guard.ZeroOrOne(x);
        return x == 1.0 ? probability : 1.0 - probability;
    }

    /// <summary>Posterior and predictive after every flip of a sequence.</summary>
    /// <remarks><para>Formula: <see cref="Posterior"/> and <see cref="Predictive"/> of every prefix, by running counts.</para>
    /// </remarks>
    /// <param name="flips">Shape [L], each 0 or 1; at least one.</param>
    /// <param name="alpha">The prior's first shape, positive and finite.</param>
    /// <param name="beta">The prior's second shape, positive and finite.</param>
    /// <returns>Three arrays of shape [L].</returns>
    /// <exception cref="ArgumentException">There are no flips.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static CoinPrefixes Prefixes(double[] flips, double alpha, double beta)
    {
        _ = Ones(flips);
        Guard.NotEmpty<double>(flips);
        Guard.Positive(alpha);
        Guard.Positive(beta);
        var prefixes = new CoinPrefixes(new double[flips.Length], new double[flips.Length], new double[flips.Length]);
        double ones = 0.0;
        for (int k = 0; k < flips.Length; k++)
        {
            ones += flips[k];
            prefixes.Alpha[k] = alpha + ones;
            prefixes.Beta[k] = beta + (k + 1 - ones);
            prefixes.Predictive[k] = prefixes.Alpha[k] / (prefixes.Alpha[k] + prefixes.Beta[k]);
        }

        return prefixes;
    }

    private static double Ones(double[] flips)
    {
        ArgumentNullException.ThrowIfNull(flips);
        Guard.ZeroOrOne((ReadOnlySpan<double>)flips, nameof(flips));
        return flips.Sum();
    }
}
