using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Probability;

/// <summary>Quantiles of a law on finitely many numbers.</summary>
/// <remarks>
/// <para>The deck asks for a q with Pr[X &lt; q] = probability. A law with atoms need not have one, and where it has one it
/// may have a whole interval; the least x with Pr[X &lt;= x] &gt;= probability always is, and is one.</para>
/// <para>Source: the deck, F14 and F15; van der Vaart (1998), Asymptotic Statistics, section 21.1.</para>
/// </remarks>
public static class Quantile
{
    /// <summary>The least x with Pr[X &lt;= x] at least a given probability: the general inverse of the distribution function.</summary>
    /// <remarks>
    /// <para>Formula: <c>min { x : sum over values[k] &lt;= x of probabilities[k] >= probability }</c>.</para>
    /// <para>Quantile(0) is the least value that can happen, Quantile(1) the greatest, also where rounding left the
    /// probabilities' sum below 1; a value of probability 0 is never a quantile. The sum is compensated: where it meets
    /// the probability exactly, that counts.</para>
    /// </remarks>
    /// <param name="values">What X can be, shape [K], in any order, finite; at least one.</param>
    /// <param name="probabilities">How likely each is, shape [K], each in [0, 1], of sum 1.</param>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>One of the values.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value, a probability or their sum breaks its rule.</exception>
    public static double Discrete(double[] values, double[] probabilities, double probability)
    {
        DiscreteLaw.Check(values, probabilities);
        Guard.Probability(probability);
        int[] order = [.. Enumerable.Range(0, values.Length).Where(k => probabilities[k] > 0.0).OrderBy(k => values[k])];
        var beyond = new CompensatedSum(-probability);
        foreach (int k in order)
        {
            beyond.Add(probabilities[k]);
            if (beyond.Value >= 0.0)
            {
                return values[k];
            }
        }

        return values[order[^1]];
    }
}
