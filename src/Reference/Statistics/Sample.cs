using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Statistics;

/// <summary>Mean, variance and covariance of a sample; no large square is ever subtracted from another.</summary>
public static partial class Sample
{
    /// <summary>The arithmetic mean, <c>1/n sum_i x_i</c>.</summary>
    /// <remarks>
    /// <para>The sum is compensated: its error does not grow with n.</para>
    /// <para>Source: Neumaier (1974), Zeitschrift für Angewandte Mathematik und Mechanik 54, 39-51.</para>
    /// </remarks>
    /// <param name="sample">Shape [n], n at least 1, finite.</param>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static double Mean(double[] sample)
    {
        Guard.AtLeastLong<double>(sample, 1);
        Guard.Finite(sample);
        return CompensatedMean(sample);
    }

    /// <summary>The unbiased variance, <c>1/(n-1) sum_i (x_i - mean)^2</c>.</summary>
    /// <remarks>
    /// <para>Formula: <c>(sum d_i^2 - (sum d_i)^2/n) / (n-1)</c> with <c>d_i = x_i - mean</c>; the second term is zero
    /// in exact arithmetic and takes back the rounding of the mean.</para>
    /// <para>Source: Chan, Golub and LeVeque (1983), The American Statistician 37, equation 1.7.</para>
    /// </remarks>
    /// <param name="sample">Shape [n], n at least 2, finite.</param>
    /// <exception cref="ArgumentException">The sample has fewer than two values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static double Variance(double[] sample)
    {
        Guard.AtLeastLong<double>(sample, 2);
        Guard.Finite(sample);
        return CorrectedCovariance(sample, sample);
    }

    /// <summary>The unbiased covariance, <c>1/(n-1) sum_i (x_i - mean_x)(y_i - mean_y)</c>.</summary>
    /// <param name="x">Shape [n], n at least 2, finite.</param>
    /// <param name="y">Shape [n], finite.</param>
    /// <exception cref="ArgumentException">The lengths differ, or are below two.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static double Covariance(double[] x, double[] y)
    {
        Guard.AtLeastLong<double>(x, 2);
        Guard.SameLength<double, double>(nameof(x), x, nameof(y), y);
        Guard.Finite(x);
        Guard.Finite(y);
        return CorrectedCovariance(x, y);
    }

    /// <summary>Count, mean and central sums, ready to merge with those of other samples.</summary>
    /// <param name="sample">Shape [n], n at least 1, finite.</param>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static Moments Moments(double[] sample)
    {
        Guard.AtLeastLong<double>(sample, 1);
        return Statistics.Moments.Of(sample);
    }

    private static double CompensatedMean(ReadOnlySpan<double> sample)
    {
        double sum = SumOf(sample, 1.0);
        // Only a sum beyond the largest double is divided before it is summed.
        return double.IsFinite(sum) ? sum / sample.Length : SumOf(sample, 1.0 / sample.Length);
    }

    private static double SumOf(ReadOnlySpan<double> sample, double factor)
    {
        var sum = new CompensatedSum(0.0);
        foreach (double x in sample)
        {
            sum.Add(factor * x);
        }

        return sum.Value;
    }

    private static double CorrectedCovariance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double meanX = CompensatedMean(x);
        double meanY = CompensatedMean(y);
        double products = 0.0;
        double residualX = 0.0;
        double residualY = 0.0;
        for (int i = 0; i < x.Length; i++)
        {
            products += (x[i] - meanX) * (y[i] - meanY);
            residualX += x[i] - meanX;
            residualY += y[i] - meanY;
        }

        return (products - (residualX * residualY / x.Length)) / (x.Length - 1);
    }
}
