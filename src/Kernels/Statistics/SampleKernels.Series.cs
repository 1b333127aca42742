using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Statistics;

/// <content>Covariance matrices, quantiles and autocorrelations of many samples of one shape.</content>
public static partial class SampleKernels
{
    /// <summary>The unbiased covariances of every two columns of every sample.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="rows">Vectors of a sample, at least 2.</param>
    /// <param name="columns">Length of a vector, at least 1.</param>
    /// <param name="data">Shape [N, rows, columns].</param>
    /// <param name="covariance">Shape [N, columns, columns], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two rows, or no columns.</exception>
    public static void CovarianceMatrix(
        Device device, int rows, int columns, ArrayView<float> data, ArrayView<float> covariance)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeast(2, rows, nameof(rows));
        DeviceGuard.AtLeastOne(columns, nameof(columns));
        long samples = data.Length / ((long)rows * columns);
        DeviceGuard.Length(samples * rows * columns, data, nameof(data));
        DeviceGuard.Length(samples * columns * columns, covariance, nameof(covariance));
        device.Launch(CovarianceOfColumns, (int)covariance.Length, rows, columns, data, covariance);
    }

    /// <summary>The least value that at least a share of its sample does not exceed, for every sample.</summary>
    /// <remarks>
    /// Nothing is sorted: floats are in the order of their bits, so 32 halvings of all numbers, each with one count of the
    /// sample, end at the quantile itself.
    /// </remarks>
    /// <param name="device">Where to run.</param>
    /// <param name="sample">Shape [N, length], finite.</param>
    /// <param name="probability">Shape [N].</param>
    /// <param name="quantile">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Quantile(
        Device device, ArrayView<float> sample, ArrayView<float> probability, ArrayView<float> quantile)
    {
        ArgumentNullException.ThrowIfNull(device);
        int length = DeviceGuard.RowWidth(quantile.Length, sample, nameof(sample));
        DeviceGuard.Length(quantile.Length, probability, nameof(probability));
        device.Launch(QuantileOfSample, (int)quantile.Length, length, sample, probability, quantile);
    }

    /// <summary>The autocorrelation at lag 1 of every sample; NaN where all its values are equal.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="sample">Shape [N, length].</param>
    /// <param name="length">Values of a sample, at least 2.</param>
    /// <param name="autocorrelation">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A sample has fewer than two values.</exception>
    public static void Autocorrelation(
        Device device, ArrayView<float> sample, int length, ArrayView<float> autocorrelation)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeast(2, length, nameof(length));
        DeviceGuard.Length(autocorrelation.Length * length, sample, nameof(sample));
        device.Launch(AutocorrelationOfSample, (int)autocorrelation.Length, length, sample, autocorrelation);
    }

    // One work item: one covariance of two columns, about their means, in double.
    private static void CovarianceOfColumns(
        Index1D n, int rows, int columns, ArrayView<float> data, ArrayView<float> covariance)
    {
        int pair = n.X % (columns * columns);
        int first = n.X / (columns * columns) * rows * columns;
        int x = first + (pair / columns);
        int y = first + (pair % columns);
        double meanX = MeanOfStrided(data, x, rows, columns);
        double meanY = MeanOfStrided(data, y, rows, columns);
        double products = 0;
        for (int row = 0; row < rows; row++)
        {
            products += (data[x + (row * columns)] - meanX) * (data[y + (row * columns)] - meanY);
        }

        covariance[n] = (float)(products / (rows - 1));
    }

    // About the first element: what is added up is no larger than the sample's spread.
    private static double MeanOfStrided(ArrayView<float> data, int start, int count, int stride)
    {
        double origin = data[start];
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += data[start + (i * stride)] - origin;
        }

        return origin + (sum / count);
    }

    // One work item: one sample. The low end and the high end are keys, as 64-bit numbers whose sum cannot wrap.
    private static void QuantileOfSample(
        Index1D n, int length, ArrayView<float> sample, ArrayView<float> probability, ArrayView<float> quantile)
    {
        int start = n.X * length;
        long low = int.MinValue;
        long high = int.MaxValue;
        while (low < high)
        {
            long middle = (low + high) >> 1;
            int count = 0;
            for (int i = start; i < start + length; i++)
            {
                count += KeyOf(DeviceMath.BitsOf(sample[i])) <= middle ? 1 : 0;
            }

            bool isReached = count > 0 && (double)count / length >= probability[n];
            high = isReached ? middle : high;
            low = isReached ? low : middle + 1;
        }

        quantile[n] = DeviceMath.OfBits(KeyOf((int)low));
    }

    // The bits of a float as an integer in the floats' order, and back: those of negative numbers count downwards.
    private static int KeyOf(int bits) => bits < 0 ? bits ^ int.MaxValue : bits;

    // One work item: one sample, read twice, in double.
    private static void AutocorrelationOfSample(
        Index1D n, int length, ArrayView<float> sample, ArrayView<float> autocorrelation)
    {
        int start = n.X * length;
        double mean = MeanOfStrided(sample, start, length, 1);
        double products = 0;
        double squares = 0;
        double before = 0;
        for (int i = start; i < start + length; i++)
        {
            double x = sample[i] - mean;
            products += x * before;
            squares += x * x;
            before = x;
        }

        autocorrelation[n] = (float)(products / squares);
    }
}
