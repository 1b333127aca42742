using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Statistics;

/// <summary>Two-sided test of a variance whose draws have a known kurtosis.</summary>
/// <remarks>
/// The test is <see cref="Intervals.Variance"/> turned round, with the kurtosis of the claim in place of the sample's. An
/// effect is the logarithm of the true variance over the claimed one: 0.01 is one percent. The rates hold as far as the
/// logarithm of the sample variance is normal at the quantile used: for a normal law its skewness is
/// <c>-sqrt(2/n)</c>.
/// </remarks>
public static class VarianceTest
{
    /// <summary><c>z = log(variance / expected) / sqrt((kurtosis - (n-3)/(n-1)) / n)</c>.</summary>
    /// <param name="variance">Unbiased variance of the draws, not negative; at zero the statistic is -infinity.</param>
    /// <param name="expected">The claim, positive.</param>
    /// <param name="kurtosis">Of one draw: known, not estimated; at least 1.</param>
    /// <param name="draws">At least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Statistic(double variance, double expected, double kurtosis, long draws)
    {
        Guard.NonNegative(variance);
        Guard.Positive(expected);
        return Math.Log(variance / expected) / Intervals.RelativeStandardErrorOfVariance(kurtosis, draws);
    }

    /// <summary><c>P(|Z| &gt;= |z|)</c> for a standard normal Z.</summary>
    /// <param name="statistic">z; not NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">The statistic is NaN.</exception>
    public static double PValue(double statistic) => MeanTest.PValue(statistic);

    /// <summary>The draws that show an effect.</summary>
    /// <param name="falseAlarm">Rate of alarms where the claim is true, strictly between 0 and 1.</param>
    /// <param name="effect">|log(true variance / claimed variance)|, positive.</param>
    /// <param name="power">Rate of alarms at that effect, strictly between 0 and 1.</param>
    /// <param name="kurtosis">Of one draw, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static long RequiredDraws(double falseAlarm, double effect, double power, double kurtosis)
    {
        Guard.Positive(effect);
        Guard.Within(kurtosis, 1.0, double.MaxValue);
        double separation = MeanTest.Separation(falseAlarm, power);
        return SampleSize.Smallest(
            n => separation * Intervals.RelativeStandardErrorOfVariance(kurtosis, n) <= effect, atLeast: 2);
    }

    /// <summary>The smallest effect that so many draws show.</summary>
    /// <param name="draws">At least 2.</param>
    /// <param name="falseAlarm">Rate of alarms where the claim is true, strictly between 0 and 1.</param>
    /// <param name="power">Rate of alarms at that effect, strictly between 0 and 1.</param>
    /// <param name="kurtosis">Of one draw, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double SmallestVisibleEffect(long draws, double falseAlarm, double power, double kurtosis) =>
        MeanTest.Separation(falseAlarm, power) * Intervals.RelativeStandardErrorOfVariance(kurtosis, draws);
}
