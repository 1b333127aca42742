using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Statistics;

/// <content>What depends on order: quantiles on that of size, autocorrelation on that of time; and samples of vectors.</content>
public static partial class Sample
{
    /// <summary>The unbiased covariances of every two columns.</summary>
    /// <remarks>
    /// <para>Formula: <c>1/(n-1) sum_r (data[r][i] - mean_i)(data[r][j] - mean_j)</c>, as <see cref="Covariance"/>; the
    /// diagonal has the variances.</para>
    /// </remarks>
    /// <param name="data">One vector a row, shape [n][d], n at least 2, finite.</param>
    /// <returns>Shape [d][d], symmetric.</returns>
    /// <exception cref="ArgumentException">The rows differ in length, or there are fewer than two.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static double[][] CovarianceMatrix(double[][] data)
    {
        Guard.Matrix(data);
        Guard.AtLeastLong<double[]>(data, 2);
        double[][] columns = [.. data[0].Select((_, i) => Array.ConvertAll(data, row => row[i]))];
        return Array.ConvertAll(columns, x => Array.ConvertAll(columns, y => CorrectedCovariance(x, y)));
    }

    /// <summary>The least value of the sample that at least a given share of it does not exceed.</summary>
    /// <remarks>
    /// <para>Formula: <c>x_(k)</c>, the k-th smallest, for the least k from 1 to n with <c>k / n >= probability</c>, the share
    /// k / n rounded as any share is. This is the general inverse of the sample's distribution function (type 1 of Hyndman
    /// and Fan): always a value of the sample, never one between two.</para>
    /// <para>Quantile(0) is the least value, Quantile(1) the greatest.</para>
    /// <para>Source: Hyndman and Fan (1996), The American Statistician 50, 361-365, definition 1.</para>
    /// </remarks>
    /// <param name="sample">Shape [n], n at least 1, finite, in any order.</param>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>One of the values.</returns>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or the probability breaks its rule.</exception>
    public static double Quantile(double[] sample, double probability)
    {
        Guard.AtLeastLong<double>(sample, 1);
        Guard.Finite(sample);
        Guard.Probability(probability);
        double[] sorted = [.. sample.Order()];
        int k = 1;
        while ((double)k / sorted.Length < probability)
        {
            k++;
        }

        return sorted[k - 1];
    }

    /// <summary>The correlation of every value with the one before it.</summary>
    /// <remarks>
    /// <para>Formula: <c>sum_{i >= 1} (x_i - mean)(x_{i-1} - mean) / sum_i (x_i - mean)^2</c>; NaN where all values are equal.
    /// </para>
    /// <para>Source: NIST Statistical Reference Datasets, univariate summary statistics; Box and Jenkins (1976), Time Series
    /// Analysis, equation 2.1.11.</para>
    /// </remarks>
    /// <param name="sample">In the order of time, shape [n], n at least 2, finite.</param>
    /// <returns>The autocorrelation at lag 1, in [-1, 1].</returns>
    /// <exception cref="ArgumentException">The sample has fewer than two values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public static double Autocorrelation(double[] sample)
    {
        Guard.AtLeastLong<double>(sample, 2);
        Guard.Finite(sample);
        double mean = CompensatedMean(sample);
        double[] deviations = Array.ConvertAll(sample, x => x - mean);
        // What rounding took from the mean.
        double correction = CompensatedMean(deviations);
        double products = 0.0;
        double squares = 0.0;
        double before = 0.0;
        foreach (double deviation in deviations)
        {
            double x = deviation - correction;
            products += x * before;
            squares += x * x;
            before = x;
        }

        return products / squares;
    }
}
