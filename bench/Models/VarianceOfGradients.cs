using BayesBench.Kernels.Models;
using BayesBench.Reference.Statistics;

namespace BayesBench.Models;

/// <summary>The total variance of a gradient, <c>E |g - E g|^2</c>, with its interval.</summary>
/// <param name="Variance">The unbiased estimate.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record TotalVariance(double Variance, double Low, double High)
{
    /// <summary>Estimates the total variance from R gradients.</summary>
    /// <remarks>
    /// With a fixed centre c, <c>V = (sum_r |g[r] - c|^2 - R |mean - c|^2) / (R - 1)</c> is the U-statistic of half the
    /// squared distance of two gradients: unbiased whatever c is. With c near the mean its error is that of the average
    /// of the independent numbers <c>|g[r] - c|^2</c>, so their spread gives the interval, on the logarithm. A centre
    /// from a pilot of R' gradients widens it by about 1/R', never narrows it.
    /// </remarks>
    /// <param name="spread">Of at least three gradients.</param>
    /// <param name="confidence">Strictly between 0 and 1.</param>
    public static TotalVariance Of(GradientSpread spread, double confidence)
    {
        ArgumentNullException.ThrowIfNull(spread);
        double[] distances = spread.SquaredDistances;
        Moments moments = Moments.Of(distances);
        int count = distances.Length;
        double variance = (distances.Sum() - (count * spread.SquaredDistanceOfMean)) / (count - 1);
        Interval mean = Intervals.Mean(moments, confidence);
        double factor = Math.Exp((mean.High - mean.Low) / (2 * variance));
        return new TotalVariance(variance, variance / factor, variance * factor);
    }
}
