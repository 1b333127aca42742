using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Inference;

/// <summary>
/// The Kullback-Leibler divergence <c>KL(q || p) = E_q ln(q / p)</c>: never negative, zero only where q = p almost
/// everywhere, infinite where q puts mass on what p excludes, and not symmetric.
/// </summary>
/// <remarks>
/// <para>Every formula here is grouped into terms that are never negative, so a small divergence has the relative
/// accuracy of a large one.</para>
/// <para>Source: the deck, F58; Kullback and Leibler (1951), On information and sufficiency.</para>
/// </remarks>
public static partial class KullbackLeibler
{
    /// <summary>KL(N(mean, standardDeviation^2) || N(otherMean, otherStandardDeviation^2)).</summary>
    /// <remarks>
    /// <para>Formula: <c>(((mean - otherMean) / otherStandardDeviation)^2 + (r - 1 - ln r)) / 2</c>,
    /// <c>r = (standardDeviation / otherStandardDeviation)^2</c>.</para>
    /// </remarks>
    /// <param name="mean">The mean of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation of q, positive and finite.</param>
    /// <param name="otherMean">The mean of p, finite.</param>
    /// <param name="otherStandardDeviation">The standard deviation of p, positive and finite.</param>
    /// <returns>The divergence, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double Normal(
        double mean, double standardDeviation, double otherMean, double otherStandardDeviation)
    {
        Guard.Finite(mean);
        Guard.Positive(standardDeviation);
        Guard.Finite(otherMean);
        Guard.Positive(otherStandardDeviation);
        double shift = (mean - otherMean) / otherStandardDeviation;
        return 0.5 * ((shift * shift) + Spread(standardDeviation, otherStandardDeviation));
    }

    /// <summary>KL(q || N(0, I)) of a normal law q with independent components.</summary>
    /// <remarks>
    /// <para>Formula: <c>sum_d (mean[d]^2 + (exp(logVariance[d]) - 1 - logVariance[d])) / 2</c>.</para>
    /// <para>Source: Kingma and Welling (2014), Auto-Encoding Variational Bayes, appendix B.</para>
    /// </remarks>
    /// <param name="mean">The means of q, shape [D], finite; at least one.</param>
    /// <param name="logVariance">The logarithms of q's variances, shape [D], finite.</param>
    /// <returns>The divergence, in nats.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double ToStandardNormal(double[] mean, double[] logVariance)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(logVariance);
        Guard.NotEmpty<double>(mean);
        Guard.SameLength<double, double>(nameof(mean), mean, nameof(logVariance), logVariance);
        Guard.Finite(mean);
        Guard.Finite(logVariance);
        double twice = 0.0;
        for (int d = 0; d < mean.Length; d++)
        {
            twice += (mean[d] * mean[d]) + SpecialFunctions.ExpBeyondLinear(logVariance[d]);
        }

        return 0.5 * twice;
    }

    /// <summary>KL of two Bernoulli laws.</summary>
    /// <remarks>
    /// <para>Formula: <c>D(p, q) + D(1 - p, 1 - q)</c>, <c>D(a, x) = a ln(a / x) + x - a</c>, p the probability and q the
    /// other one; D(0, x) = x. Infinite where the other law excludes what this one allows.</para>
    /// </remarks>
    /// <param name="probability">The probability of 1, in [0, 1].</param>
    /// <param name="otherProbability">The other law's probability of 1, in [0, 1].</param>
    /// <returns>The divergence, in nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A probability breaks its rule.</exception>
    public static double Bernoulli(double probability, double otherProbability)
    {
        Guard.Probability(probability);
        Guard.Probability(otherProbability);
        // The difference of the complements is known better than the complements are.
        return SpecialFunctions.Deviance(probability, otherProbability)
            + SpecialFunctions.Deviance(1.0 - probability, 1.0 - otherProbability, otherProbability - probability);
    }

    /// <summary>KL of two categorical laws.</summary>
    /// <remarks>
    /// <para>Formula: <c>sum_k p_k ln(p_k / q_k) = sum_k D(p_k, q_k) + sum_k (p_k - q_k)</c>,
    /// <c>D(a, x) = a ln(a / x) + x - a</c>, D(0, x) = x. The last sum is what rounding left of 1 - 1: probabilities
    /// are taken as given, never renormalised. Infinite where the other law excludes what this one allows.</para>
    /// </remarks>
    /// <param name="probabilities">Shape [K], each in [0, 1], of sum 1.</param>
    /// <param name="otherProbabilities">The other law's, shape [K], each in [0, 1], of sum 1.</param>
    /// <returns>The divergence, in nats.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability or a sum breaks its rule.</exception>
    public static double Categorical(double[] probabilities, double[] otherProbabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(otherProbabilities);
        Guard.SameLength<double, double>(
            nameof(probabilities), probabilities, nameof(otherProbabilities), otherProbabilities);
        Guard.Distribution(probabilities);
        Guard.Distribution(otherProbabilities);
        double deviance = 0.0;
        double excess = 0.0;
        double lost = 0.0;
        for (int k = 0; k < probabilities.Length; k++)
        {
            double difference = probabilities[k] - otherProbabilities[k];
            deviance += SpecialFunctions.Deviance(probabilities[k], otherProbabilities[k], difference);
            // Kahan: the excess is a few units of rounding, so its own rounding must be kept.
            double next = excess + (difference - lost);
            lost = next - excess - (difference - lost);
            excess = next;
        }

        return deviance + excess;
    }

    /// <summary>An unbiased estimate of <see cref="Normal"/> from draws of q.</summary>
    /// <remarks>
    /// <para>Formula: <c>(1 / S) sum_s ln q(draws[s]) - ln p(draws[s])</c>. Its variance is
    /// <c>((r - 1)^2 / 2 + (standardDeviation (mean - otherMean) / otherStandardDeviation^2)^2) / S</c>, r as there.
    /// </para>
    /// <para>Source: the deck, F59 and F62.</para>
    /// </remarks>
    /// <param name="draws">Draws of q = N(mean, standardDeviation^2), not of p; finite, at least one.</param>
    /// <param name="mean">The mean of q, finite.</param>
    /// <param name="standardDeviation">The standard deviation of q, positive and finite.</param>
    /// <param name="otherMean">The mean of p, finite.</param>
    /// <param name="otherStandardDeviation">The standard deviation of p, positive and finite.</param>
    /// <returns>The estimate, in nats; it may be negative.</returns>
    /// <exception cref="ArgumentException">There are no draws.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double MonteCarlo(
        double[] draws, double mean, double standardDeviation, double otherMean, double otherStandardDeviation)
    {
        ArgumentNullException.ThrowIfNull(draws);
        Guard.NotEmpty<double>(draws);
        Guard.Finite(draws);
        Guard.Finite(mean);
        Guard.Positive(standardDeviation);
        Guard.Finite(otherMean);
        Guard.Positive(otherStandardDeviation);
        double sum = 0.0;
        foreach (double x in draws)
        {
            sum += Probability.Normal.LogDensity(x, mean, standardDeviation)
                - Probability.Normal.LogDensity(x, otherMean, otherStandardDeviation);
        }

        return sum / draws.Length;
    }

    /// <summary><c>r - 1 - ln r</c>, r the ratio of the variances.</summary>
    private static double Spread(double standardDeviation, double otherStandardDeviation)
    {
        // Close to equality the difference is exact, the ratio is not.
        double relative = (standardDeviation - otherStandardDeviation) / otherStandardDeviation;
        if (Math.Abs(relative) < 0.5)
        {
            double ratio = 1.0 + relative;
            return SpecialFunctions.Deviance(1.0, ratio * ratio, -relative * (2.0 + relative));
        }

        double quotient = standardDeviation / otherStandardDeviation;
        return (quotient * quotient) - 1.0
            - (2.0 * SpecialFunctions.LogOfQuotient(standardDeviation, otherStandardDeviation));
    }
}
