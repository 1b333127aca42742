using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Statistics;

/// <summary>Test of a whole distribution by the largest distance between two distribution functions.</summary>
/// <remarks>
/// <para>Bound: <c>P(sup |F_n - F| &gt; d) &lt;= 2 exp(-2 n d^2)</c>, for every n and every continuous F: the false-alarm
/// rate is never above what is declared. An effect is the distance <c>sup |G - F|</c> of the true G.</para>
/// <para>Source: Dvoretzky, Kiefer and Wolfowitz (1956); the constant 2 is Massart's (1990), Annals of Probability 18,
/// corollary 1.</para>
/// </remarks>
public static class KolmogorovSmirnov
{
    /// <summary>The distance between a sample and a law, <c>sup_x |F_n(x) - F(x)|</c>.</summary>
    /// <param name="sample">Shape [n], n at least 1, in any order; not NaN.</param>
    /// <param name="cdf">The continuous distribution function claimed.</param>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A draw is NaN, or the distribution function leaves [0, 1].</exception>
    public static double Statistic(double[] sample, Func<double, double> cdf)
    {
        Guard.AtLeastLong<double>(sample, 1);
        ArgumentNullException.ThrowIfNull(cdf);
        double[] sorted = [.. sample];
        Array.Sort(sorted);
        // Array.Sort puts NaN first.
        Guard.Within(sorted[0], double.NegativeInfinity, double.PositiveInfinity, $"{nameof(sample)}'s smallest");

        double distance = 0.0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double probability = cdf(sorted[i]);
            Guard.Probability(probability, $"{nameof(cdf)}({nameof(sample)})");
            // Just before its i-th draw the empirical function is i/n, just after it (i + 1)/n.
            double before = probability - ((double)i / sorted.Length);
            double after = ((i + 1.0) / sorted.Length) - probability;
            distance = Math.Max(distance, Math.Max(before, after));
        }

        return distance;
    }

    /// <summary>A bound on the p-value, <c>min(1, 2 exp(-2 n d^2))</c>.</summary>
    /// <param name="statistic">d, in [0, 1].</param>
    /// <param name="draws">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double PValueBound(double statistic, long draws)
    {
        Guard.Probability(statistic);
        Guard.AtLeast(draws, 1);
        return Math.Min(1.0, 2.0 * Math.Exp(-2.0 * draws * statistic * statistic));
    }

    /// <summary>Half the width of the band that holds the whole distribution function,
    /// <c>sqrt(log(2 / falseAlarm) / (2 n))</c>.</summary>
    /// <param name="draws">At least 1.</param>
    /// <param name="falseAlarm">Probability to leave the band, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Band(long draws, double falseAlarm)
    {
        Guard.AtLeast(draws, 1);
        Guard.OpenProbability(falseAlarm);
        return Math.Sqrt(Math.Log(2.0 / falseAlarm) / (2.0 * draws));
    }

    /// <summary>The draws that show an effect: both bands fit into it.</summary>
    /// <param name="falseAlarm">Rate of alarms where the claim is true, strictly between 0 and 1.</param>
    /// <param name="effect">Distance of the true law, in (0, 1].</param>
    /// <param name="power">Rate of alarms at that effect, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static long RequiredDraws(double falseAlarm, double effect, double power)
    {
        Guard.Positive(effect);
        Guard.Probability(effect);
        double root = SmallestVisibleEffect(1, falseAlarm, power) / effect;
        return (long)Math.Ceiling(root * root);
    }

    /// <summary>The smallest effect that so many draws are sure to show.</summary>
    /// <remarks>If the law is so far away, the sample, within its own band around that law, is outside the band here.
    /// </remarks>
    /// <param name="draws">At least 1.</param>
    /// <param name="falseAlarm">Rate of alarms where the claim is true, strictly between 0 and 1.</param>
    /// <param name="power">Rate of alarms at that effect, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double SmallestVisibleEffect(long draws, double falseAlarm, double power)
    {
        Guard.OpenProbability(power);
        return Band(draws, falseAlarm) + Band(draws, 1.0 - power);
    }
}
