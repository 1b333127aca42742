using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Statistics;

/// <summary>Exact two-sided test of a proportion.</summary>
/// <remarks>
/// No approximation: tails are sums of binomial probabilities, formed in logarithms. Twice the smaller tail is the p-value
/// that Clopper and Pearson's interval inverts, so the false-alarm rate is never above what is declared. An effect is the
/// distance of the true proportion from the claimed one.
/// Source: Clopper and Pearson (1934), Biometrika 26, 404-413.
/// </remarks>
public static class BinomialTest
{
    /// <summary>The share of successes, <c>successes / trials</c>.</summary>
    /// <param name="successes">In [0, trials].</param>
    /// <param name="trials">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Statistic(long successes, long trials)
    {
        Guard.AtLeast(trials, 1);
        Guard.Within(successes, 0, trials);
        return (double)successes / trials;
    }

    /// <summary><c>P(X &lt;= successes)</c>.</summary>
    /// <param name="successes">In [0, trials].</param>
    /// <param name="trials">At least 1.</param>
    /// <param name="probability">Of one success, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double LowerTail(long successes, long trials, double probability)
    {
        Guard.AtLeast(trials, 1);
        Guard.Within(successes, 0, trials);
        Guard.Probability(probability);
        return BinomialTail.Lower(successes, trials, probability);
    }

    /// <summary><c>P(X &gt;= successes)</c>.</summary>
    /// <param name="successes">In [0, trials].</param>
    /// <param name="trials">At least 1.</param>
    /// <param name="probability">Of one success, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double UpperTail(long successes, long trials, double probability)
    {
        Guard.AtLeast(trials, 1);
        Guard.Within(successes, 0, trials);
        Guard.Probability(probability);
        return BinomialTail.Upper(successes, trials, probability);
    }

    /// <summary><c>min(1, 2 min(P(X &lt;= successes), P(X &gt;= successes)))</c>.</summary>
    /// <param name="successes">In [0, trials].</param>
    /// <param name="trials">At least 1.</param>
    /// <param name="probability">The claim, in [0, 1]; an impossible success has p-value zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double PValue(long successes, long trials, double probability) => Math.Min(
        1.0,
        2.0 * Math.Min(
            LowerTail(successes, trials, probability), UpperTail(successes, trials, probability)));

    /// <summary>The rate of alarms where the true proportion is another: exact.</summary>
    /// <param name="trials">At least 1.</param>
    /// <param name="falseAlarm">Strictly between 0 and 1.</param>
    /// <param name="probability">The claim, in [0, 1].</param>
    /// <param name="truth">The true proportion, in [0, 1]; at the claim itself, the true false-alarm rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Power(long trials, double falseAlarm, double probability, double truth)
    {
        Guard.OpenProbability(falseAlarm);
        Guard.Probability(truth);
        Guard.Probability(probability);
        Guard.AtLeast(trials, 1);
        double alarm = 0.5 * falseAlarm;
        // Accepted are the counts from low to high: both ends by bisection, as tails are monotone.
        long low = FirstCount(trials, k => BinomialTail.Lower(k, trials, probability) > alarm);
        long high = FirstCount(trials, k => BinomialTail.Upper(k, trials, probability) <= alarm) - 1;
        return (low > 0 ? BinomialTail.Lower(low - 1, trials, truth) : 0.0)
            + (high < trials ? BinomialTail.Upper(high + 1, trials, truth) : 0.0);
    }

    /// <summary>Trials that show an effect on either side of the claim (on the one that exists, near 0 and 1).</summary>
    /// <remarks>Exact power rises in a sawtooth with the trials: that many have it, a few fewer may have it too.</remarks>
    /// <param name="falseAlarm">Rate of alarms where the claim is true, strictly between 0 and 1.</param>
    /// <param name="effect">Distance of the true proportion, in (0, 1]; one side of the claim must have room for it.
    /// </param>
    /// <param name="power">Rate of alarms at that effect, strictly between 0 and 1.</param>
    /// <param name="probability">The claim, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static long RequiredDraws(double falseAlarm, double effect, double power, double probability)
    {
        Guard.OpenProbability(power);
        Guard.Probability(probability);
        Guard.Within(effect, double.Epsilon, Math.Max(probability, 1.0 - probability));
        return SampleSize.Smallest(n => WorstPower(n, falseAlarm, probability, effect) >= power, atLeast: 1);
    }

    /// <summary>The smallest effect that so many trials show on either side of the claim.</summary>
    /// <param name="draws">Trials, at least 1.</param>
    /// <param name="falseAlarm">Rate of alarms where the claim is true, strictly between 0 and 1.</param>
    /// <param name="power">Rate of alarms at that effect, strictly between 0 and 1.</param>
    /// <param name="probability">The claim, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">So few trials show no effect at all.</exception>
    public static double SmallestVisibleEffect(long draws, double falseAlarm, double power, double probability)
    {
        Guard.OpenProbability(power);
        Guard.Probability(probability);
        return SampleSize.SmallestEffect(
            effect => WorstPower(draws, falseAlarm, probability, effect) >= power,
            Math.Max(probability, 1.0 - probability));
    }

    private static double WorstPower(long trials, double falseAlarm, double probability, double effect)
    {
        double above = probability + effect <= 1.0 ? Power(trials, falseAlarm, probability, probability + effect) : 1.0;
        double below = probability - effect >= 0.0 ? Power(trials, falseAlarm, probability, probability - effect) : 1.0;
        return Math.Min(above, below);
    }

    /// <summary>The first count in [0, trials + 1] for which a property holds that then stays.</summary>
    private static long FirstCount(long trials, Func<long, bool> holds)
    {
        long low = 0;
        long high = trials + 1;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = holds(middle) ? (low, middle) : (middle + 1, high);
        }

        return high;
    }
}
