using BayesBench.Kernels.Models;
using BayesBench.Reference.Statistics;

namespace BayesBench.Studies;

/// <summary>How many times as large one total variance is as another.</summary>
/// <param name="Ratio">The quotient of both estimates.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end.</param>
public readonly record struct VarianceRatio(double Ratio, double Low, double High)
{
    /// <summary>
    /// From gradients in pairs, each pair of the same minibatch: what a minibatch does to both cancels. The logarithm's error is that
    /// of the average of <c>a[r] / V(a) - b[r] / V(b)</c>, a and b being squared distances from the centres.
    /// </summary>
    /// <param name="numerator">Gradients of the one.</param>
    /// <param name="denominator">As many of the other, in the same order.</param>
    /// <param name="confidence">Probability to hold the ratio.</param>
    /// <exception cref="ArgumentException">There are not as many of one as of the other.</exception>
    public static VarianceRatio Of(GradientSpread numerator, GradientSpread denominator, double confidence)
    {
        ArgumentNullException.ThrowIfNull(numerator);
        ArgumentNullException.ThrowIfNull(denominator);
        (double[] a, double[] b) = (numerator.SquaredDistances, denominator.SquaredDistances);
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"denominator has {b.Length} gradients; it must have {a.Length}.", nameof(denominator));
        }

        double above = Estimate(numerator, confidence), below = Estimate(denominator, confidence);
        Interval shift = Intervals.Mean(Moments.Of([.. a.Zip(b, (x, y) => (x / above) - (y / below))]), confidence);
        double factor = Math.Exp((shift.High - shift.Low) / 2);
        return new VarianceRatio(above / below, above / below / factor, above / below * factor);
    }

    private static double Estimate(GradientSpread spread, double confidence) =>
        TotalVariance.Of(spread.SquaredDistances, spread.SquaredDistanceOfMean, confidence).Variance;
}
