using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Statistics;

/// <summary>Two-sided test of a mean whose draws have a known standard deviation.</summary>
/// <remarks>
/// Effects are in standard deviations of one draw. The error rates are exact for normal draws; for others they hold as far
/// as the mean is normal at the quantile used (a draw of skewness g moves the rate by about <c>g z^3 / (6 sqrt(n))</c>).
/// </remarks>
public static class MeanTest
{
    /// <summary><c>z = (mean - expected) / (standardDeviation / sqrt(draws))</c>.</summary>
    /// <param name="mean">Mean of the draws.</param>
    /// <param name="expected">The claim.</param>
    /// <param name="standardDeviation">Of one draw: known, not estimated; positive.</param>
    /// <param name="draws">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Statistic(double mean, double expected, double standardDeviation, long draws)
    {
        Guard.Finite(mean);
        Guard.Finite(expected);
        Guard.Positive(standardDeviation);
        Guard.AtLeast(draws, 1);
        return (mean - expected) / standardDeviation * Math.Sqrt(draws);
    }

    /// <summary><c>P(|Z| &gt;= |z|)</c> for a standard normal Z, accurate in the far tail.</summary>
    /// <param name="statistic">z; not NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">The statistic is NaN.</exception>
    public static double PValue(double statistic)
    {
        Guard.Within(statistic, double.NegativeInfinity, double.PositiveInfinity);
        return 2.0 * NormalTail.Probability(Math.Abs(statistic));
    }

    /// <summary>The draws that show an effect, <c>((z_(falseAlarm/2) + z_(1-power)) / effect)^2</c>, upwards.</summary>
    /// <param name="falseAlarm">Rate of alarms where the claim is true, strictly between 0 and 1.</param>
    /// <param name="effect">Distance of the true mean, in standard deviations; positive.</param>
    /// <param name="power">Rate of alarms at that effect, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static long RequiredDraws(double falseAlarm, double effect, double power)
    {
        Guard.Positive(effect);
        double root = Separation(falseAlarm, power) / effect;
        return (long)Math.Ceiling(root * root);
    }

    /// <summary>The smallest effect that so many draws show, in standard deviations of one draw.</summary>
    /// <param name="draws">At least 1.</param>
    /// <param name="falseAlarm">Rate of alarms where the claim is true, strictly between 0 and 1.</param>
    /// <param name="power">Rate of alarms at that effect, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double SmallestVisibleEffect(long draws, double falseAlarm, double power)
    {
        Guard.AtLeast(draws, 1);
        return Separation(falseAlarm, power) / Math.Sqrt(draws);
    }

    /// <summary>How many standard errors apart two means are, told apart with these rates.</summary>
    internal static double Separation(double falseAlarm, double power)
    {
        Guard.OpenProbability(falseAlarm);
        Guard.OpenProbability(power);
        return NormalTail.Quantile(0.5 * falseAlarm) + NormalTail.Quantile(1.0 - power);
    }
}
