using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Statistics;

/// <summary>Confidence intervals for a mean and for a variance, and the draws they need.</summary>
public static class Intervals
{
    /// <summary>Interval for a mean, <c>mean ± z s / sqrt(n)</c>.</summary>
    /// <remarks>
    /// Valid where the mean is close to normal at the quantile used: its skewness, <c>skewness / sqrt(n)</c>, should be
    /// well below <c>6 / z^2</c>; at n of 1000 and more the normal quantile stands for Student's.
    /// </remarks>
    /// <param name="moments">Of at least two draws.</param>
    /// <param name="confidence">Probability to hold the mean, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two draws, or a confidence outside (0, 1).</exception>
    public static Interval Mean(Moments moments, double confidence)
    {
        Guard.AtLeast(moments.Count, 2);
        double halfWidth = TwoSided(confidence) * moments.StandardError;
        return new Interval(moments.Mean - halfWidth, moments.Mean + halfWidth);
    }

    /// <summary>Interval for a variance that knows the kurtosis,
    /// <c>variance * exp(± z sqrt((kurtosis - (n-3)/(n-1)) / n))</c>.</summary>
    /// <remarks>
    /// <para>On the logarithm the interval stays positive and its skewness is smaller; for a normal law it is the
    /// textbook's, for heavy tails that one is far too short.</para>
    /// <para>Valid where n is large against the kurtosis (100 times and more): the sample's kurtosis, which is
    /// what it uses, is too small before that.</para>
    /// <para>Source: variance of the sample variance: Mood, Graybill and Boes (1974), chapter VI, theorem 2; on the
    /// logarithm: Bonett (2006), Computational Statistics and Data Analysis 50, 775-782.</para>
    /// </remarks>
    /// <param name="moments">Of at least four draws, not all equal.</param>
    /// <param name="confidence">Probability to hold the variance, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than four draws, no spread, or a confidence outside (0, 1).
    /// </exception>
    public static Interval Variance(Moments moments, double confidence)
    {
        Guard.AtLeast(moments.Count, 4);
        Guard.Positive(moments.Sum2);
        double factor = Math.Exp(
            TwoSided(confidence) * RelativeStandardErrorOfVariance(moments.Kurtosis, moments.Count));
        return new Interval(moments.Variance / factor, moments.Variance * factor);
    }

    /// <summary>Standard deviation of the sample variance as a share of the variance,
    /// <c>sqrt((kurtosis - (n-3)/(n-1)) / n)</c>: exact for any law with that kurtosis.</summary>
    /// <param name="kurtosis">At least 1, which no law is below; 3 for a normal law.</param>
    /// <param name="draws">At least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kurtosis is below 1 or not finite, or there are fewer than two
    /// draws.</exception>
    public static double RelativeStandardErrorOfVariance(double kurtosis, long draws)
    {
        Guard.Within(kurtosis, 1.0, double.MaxValue);
        Guard.AtLeast(draws, 2);
        // kurtosis - (n-3)/(n-1), written so that it never falls below zero by rounding.
        return Math.Sqrt((kurtosis - 1.0 + (2.0 / (draws - 1))) / draws);
    }

    /// <summary>The fewest draws for which <see cref="Variance"/> reaches no further than
    /// <c>exp(± relativeHalfWidth)</c>.</summary>
    /// <remarks>Close to <c>(kurtosis - 1) (z / relativeHalfWidth)^2</c>: the estimators of a gradient, with kurtoses
    /// between 3 and 180, differ by a factor of ninety here.</remarks>
    /// <param name="kurtosis">At least 1.</param>
    /// <param name="relativeHalfWidth">Positive; 0.01 is about one percent.</param>
    /// <param name="confidence">Strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static long DrawsForVariance(double kurtosis, double relativeHalfWidth, double confidence)
    {
        Guard.Within(kurtosis, 1.0, double.MaxValue);
        Guard.Positive(relativeHalfWidth);
        double z = TwoSided(confidence);
        return SampleSize.Smallest(
            n => z * RelativeStandardErrorOfVariance(kurtosis, n) <= relativeHalfWidth, atLeast: 4);
    }

    /// <summary>Confidence of each of a family of intervals that hold together with the given confidence, whatever their
    /// dependence: <c>1 - (1 - confidence) / family</c>.</summary>
    /// <remarks>Source: Bonferroni's inequality.</remarks>
    /// <param name="confidence">Of the family, strictly between 0 and 1.</param>
    /// <param name="family">Number of intervals, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Bonferroni(double confidence, int family)
    {
        Guard.OpenProbability(confidence);
        Guard.AtLeast(family, 1);
        return 1.0 - ((1.0 - confidence) / family);
    }

    /// <summary>The same for independent intervals, exactly: <c>confidence^(1/family)</c>.</summary>
    /// <remarks>Source: Šidák (1967), Journal of the American Statistical Association 62, 626-633.</remarks>
    /// <param name="confidence">Of the family, strictly between 0 and 1.</param>
    /// <param name="family">Number of intervals, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Sidak(double confidence, int family)
    {
        Guard.OpenProbability(confidence);
        Guard.AtLeast(family, 1);
        return Math.Pow(confidence, 1.0 / family);
    }

    private static double TwoSided(double confidence)
    {
        Guard.OpenProbability(confidence);
        return NormalTail.Quantile(0.5 * (1.0 - confidence));
    }
}

/// <summary>A closed interval.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether the value lies in it, ends included; NaN does not.</summary>
    /// <param name="value">Any number.</param>
    public bool Contains(double value) => value >= Low && value <= High;
}
