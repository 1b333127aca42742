using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Statistics;

/// <summary>The total variance of a random vector, <c>E |g - E g|^2</c>, estimated with its interval.</summary>
/// <param name="Variance">The unbiased estimate.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record TotalVariance(double Variance, double Low, double High)
{
    /// <summary>Estimates the total variance from R vectors, of which only distances from a centre are known.</summary>
    /// <remarks>
    /// <para>Formula: <c>(sum_r |g[r] - c|^2 - R |mean - c|^2) / (R - 1)</c>, the U-statistic of half the squared distance
    /// of two vectors: unbiased for every fixed centre c.</para>
    /// <para>With c near the mean its error is that of the average of the independent numbers <c>|g[r] - c|^2</c>, so
    /// their spread gives the interval, on the logarithm. A centre that is itself the mean of R' vectors widens it by
    /// about the share 1/R' and does not narrow it.</para>
    /// </remarks>
    /// <param name="squaredDistances"><c>|g[r] - c|^2</c>, shape [R], at least three, not negative.</param>
    /// <param name="squaredDistanceOfMean"><c>|mean - c|^2</c>, not negative.</param>
    /// <param name="confidence">Probability to hold the total variance, strictly between 0 and 1.</param>
    /// <returns>Estimate and interval.</returns>
    /// <exception cref="ArgumentException">There are fewer than three distances.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static TotalVariance Of(double[] squaredDistances, double squaredDistanceOfMean, double confidence)
    {
        ArgumentNullException.ThrowIfNull(squaredDistances);
        Guard.AtLeastLong<double>(squaredDistances, 3);
        Guard.NonNegative(squaredDistances);
        Guard.NonNegative(squaredDistanceOfMean);
        int count = squaredDistances.Length;
        Moments moments = Moments.Of(squaredDistances);
        double variance = count * (moments.Mean - squaredDistanceOfMean) / (count - 1);
        Interval mean = Intervals.Mean(moments, confidence);
        double factor = Math.Exp((mean.High - mean.Low) / (2 * variance));
        return new TotalVariance(variance, variance / factor, variance * factor);
    }
}
