using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Statistics;

/// <summary>Pearson's test of category counts against given probabilities.</summary>
/// <remarks>
/// <para>The chi-square law of the statistic is asymptotic. A cell that expects m counts has skewness <c>1/sqrt(m)</c>:
/// for the tail at z deviations to be right to a factor of two, m should exceed about <c>z^6 / 16</c>; a false-alarm
/// rate of 1e-9 (z = 6) wants 3000 counts a cell.</para>
/// <para>An effect is <c>w^2 = sum_i (q_i - p_i)^2 / p_i</c> of the true probabilities q. Power is that of the noncentral
/// law with <c>lambda = n w^2</c>, summed exactly.</para>
/// <para>Source: Pearson (1900); noncentral law: Johnson, Kotz and Balakrishnan (1995), volume 2, equation 29.2.</para>
/// </remarks>
public static class ChiSquare
{
    /// <summary><c>sum_i (count_i - n p_i)^2 / (n p_i)</c>; infinite if an impossible category was drawn.</summary>
    /// <param name="counts">Shape [k], k at least 2, not negative, not all zero.</param>
    /// <param name="probabilities">Shape [k], in [0, 1]; their sum is one to rounding.</param>
    /// <exception cref="ArgumentException">The shapes differ or are below two, or nothing was counted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the probabilities are not a law.</exception>
    public static double Statistic(long[] counts, double[] probabilities)
    {
        Guard.AtLeastLong<long>(counts, 2);
        Guard.SameLength<long, double>(nameof(counts), counts, nameof(probabilities), probabilities);
        Guard.Probability(probabilities);
        double rounding = 4.0 * probabilities.Length * Math.Pow(2.0, -53);
        Guard.Within(probabilities.Sum(), 1.0 - rounding, 1.0 + rounding, "the sum of probabilities");
        for (int i = 0; i < counts.Length; i++)
        {
            Guard.AtLeast(counts[i], 0, $"{nameof(counts)}[{i}]");
        }

        double draws = counts.Sum();
        if (draws == 0.0)
        {
            throw new ArgumentException("counts sum to 0; there must be at least one draw.", nameof(counts));
        }

        double statistic = 0.0;
        for (int i = 0; i < counts.Length; i++)
        {
            double expected = draws * probabilities[i];
            double difference = counts[i] - expected;
            // A category of probability zero adds nothing if it stayed empty: 0/0 is left out, x/0 is infinite.
            statistic += difference == 0.0 ? 0.0 : difference * difference / expected;
        }

        return statistic;
    }

    /// <summary>Upper tail of the chi-square law, <c>Q(degrees/2, statistic/2)</c>.</summary>
    /// <param name="statistic">Not negative.</param>
    /// <param name="degrees">Degrees of freedom, at least 1: the categories of positive probability less one.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double PValue(double statistic, int degrees)
    {
        Guard.AtLeast(degrees, 1);
        return SpecialFunctions.RegularizedGammaQ(0.5 * degrees, 0.5 * statistic);
    }

    /// <summary>The statistic whose upper tail is the false-alarm rate.</summary>
    /// <param name="degrees">At least 1.</param>
    /// <param name="falseAlarm">Strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double CriticalValue(int degrees, double falseAlarm)
    {
        Guard.AtLeast(degrees, 1);
        Guard.OpenProbability(falseAlarm);
        double high = degrees;
        while (PValue(high, degrees) > falseAlarm)
        {
            high *= 2.0;
        }

        double low = 0.0;
        while (high - low > 1e-13 * high)
        {
            double middle = 0.5 * (low + high);
            (low, high) = PValue(middle, degrees) > falseAlarm ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>The rate of alarms at an effect: upper tail of the noncentral law,
    /// <c>sum_j Poisson(j; lambda/2) Q(degrees/2 + j, critical/2)</c>.</summary>
    /// <param name="draws">At least 1.</param>
    /// <param name="degrees">At least 1.</param>
    /// <param name="falseAlarm">Strictly between 0 and 1.</param>
    /// <param name="effect">w^2, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Power(long draws, int degrees, double falseAlarm, double effect)
    {
        Guard.AtLeast(draws, 1);
        Guard.Positive(effect);
        return Detection(degrees, CriticalValue(degrees, falseAlarm), draws * effect);
    }

    /// <summary>The draws that show an effect.</summary>
    /// <param name="falseAlarm">Rate of alarms where the claim is true, strictly between 0 and 1.</param>
    /// <param name="effect">w^2, positive.</param>
    /// <param name="power">Rate of alarms at that effect, strictly between 0 and 1.</param>
    /// <param name="degrees">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static long RequiredDraws(double falseAlarm, double effect, double power, int degrees)
    {
        Guard.Positive(effect);
        return (long)Math.Ceiling(Noncentrality(degrees, falseAlarm, power) / effect);
    }

    /// <summary>The smallest effect w^2 that so many draws show.</summary>
    /// <param name="draws">At least 1.</param>
    /// <param name="falseAlarm">Rate of alarms where the claim is true, strictly between 0 and 1.</param>
    /// <param name="power">Rate of alarms at that effect, strictly between 0 and 1.</param>
    /// <param name="degrees">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double SmallestVisibleEffect(long draws, double falseAlarm, double power, int degrees)
    {
        Guard.AtLeast(draws, 1);
        return Noncentrality(degrees, falseAlarm, power) / draws;
    }

    /// <summary>The lambda at which the alarm has the given power.</summary>
    private static double Noncentrality(int degrees, double falseAlarm, double power)
    {
        Guard.OpenProbability(power);
        double critical = CriticalValue(degrees, falseAlarm);
        return SampleSize.SmallestEffect(lambda => Detection(degrees, critical, lambda) >= power, largest: 1e7);
    }

    private static double Detection(int degrees, double critical, double noncentrality)
    {
        // The weights peak at lambda/2; beyond forty of their deviations none is left.
        double half = 0.5 * noncentrality;
        double reach = 40.0 * (1.0 + Math.Sqrt(half));
        double sum = 0.0;
        for (double j = Math.Max(0.0, Math.Floor(half - reach)); j <= half + reach; j++)
        {
            double weight = j == 0.0 ? Math.Exp(-half) : SpecialFunctions.PoissonMass(j, half);
            if (weight > 0.0)
            {
                sum += weight * SpecialFunctions.RegularizedGammaQ((0.5 * degrees) + j, 0.5 * critical);
            }
        }

        return sum;
    }
}
