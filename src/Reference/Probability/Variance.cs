using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Probability;

/// <summary>The variance of a law on finitely many numbers, and of a linear combination.</summary>
/// <remarks>Source: the deck, F09 to F13.</remarks>
public static class Variance
{
    /// <summary>V X.</summary>
    /// <remarks>
    /// <para>Formula: <c>E (X - E X)^2</c>. The other form, <c>E X^2 - (E X)^2</c>, is equal on paper; computed, it has lost
    /// every digit where the mean is 1e8 times the standard deviation.</para>
    /// </remarks>
    /// <param name="values">What X can be, shape [K], finite; at least one.</param>
    /// <param name="probabilities">How likely each is, shape [K], each in [0, 1], of sum 1.</param>
    /// <returns>The variance, in the squared unit of the values, not negative.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value, a probability or their sum breaks its rule.</exception>
    public static double Discrete(double[] values, double[] probabilities)
    {
        DiscreteLaw.Check(values, probabilities);
        double mean = DiscreteLaw.Mean(values, probabilities);
        double[] deviations = Array.ConvertAll(values, value => value - mean);
        // What rounding took from the mean, so that far from zero the deviations are still those from the mean itself.
        double correction = DiscreteLaw.Mean(deviations, probabilities) + (DiscreteLaw.Excess(probabilities) * mean);
        return DiscreteLaw.Mean(
            Array.ConvertAll(deviations, deviation => (deviation - correction) * (deviation - correction)), probabilities);
    }

    /// <summary>V[alpha X + beta Y].</summary>
    /// <remarks>
    /// <para>Formula: <c>alpha^2 V X + beta^2 V Y + 2 alpha beta Cov(X, Y)</c>; the last term is nothing where X and Y are
    /// independent. What rounding leaves below 0 is 0.</para>
    /// </remarks>
    /// <param name="alpha">The factor of X, finite.</param>
    /// <param name="beta">The factor of Y, finite.</param>
    /// <param name="varianceX">V X, non-negative and finite.</param>
    /// <param name="varianceY">V Y, non-negative and finite.</param>
    /// <param name="covariance">Cov(X, Y), at most sqrt(V X V Y) in magnitude, up to rounding.</param>
    /// <returns>The variance, not negative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double LinearCombination(
        double alpha, double beta, double varianceX, double varianceY, double covariance)
    {
        Guard.Finite(alpha);
        Guard.Finite(beta);
        Guard.NonNegative(varianceX);
        Guard.NonNegative(varianceY);
        // The limit is rounded three times, and the covariance was once: four units, upwards.
        double limit = Math.Sqrt(varianceX) * Math.Sqrt(varianceY) * (1.0 + (4.0 * Math.Pow(2.0, -52)));
        Guard.Within(covariance, -limit, limit);
        return Math.Max(
            0.0,
            (alpha * (alpha * varianceX)) + (beta * (beta * varianceY)) + (2.0 * (alpha * (beta * covariance))));
    }
}
