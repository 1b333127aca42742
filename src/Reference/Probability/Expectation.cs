namespace BayesBench.Reference.Probability;

/// <summary>The mean of a law on finitely many numbers.</summary>
/// <remarks>Source: the deck, F06 and F08.</remarks>
public static class Expectation
{
    /// <summary>E X.</summary>
    /// <remarks>
    /// <para>Formula: <c>sum_k probabilities[k] values[k]</c>. With f(values[k]) in place of the values it is E f(X): the
    /// law of the unconscious statistician. A value may stand there more than once.</para>
    /// </remarks>
    /// <param name="values">What X can be, shape [K], finite; at least one.</param>
    /// <param name="probabilities">How likely each is, shape [K], each in [0, 1], of sum 1.</param>
    /// <returns>The mean, in the unit of the values.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value, a probability or their sum breaks its rule.</exception>
    public static double Discrete(double[] values, double[] probabilities)
    {
        DiscreteLaw.Check(values, probabilities);
        return DiscreteLaw.Mean(values, probabilities);
    }
}
