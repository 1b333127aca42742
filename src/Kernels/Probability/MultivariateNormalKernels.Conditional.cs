using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <content>Parts of a law: some coordinates, and these given the others.</content>
public static partial class MultivariateNormalKernels
{
    /// <summary>The law of some coordinates of every law.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The coordinates n of a law.</param>
    /// <param name="mean">Shape [N, n].</param>
    /// <param name="covariance">Shape [N, n, n].</param>
    /// <param name="indices">Which coordinates, shape [N, k], each in [0, n - 1].</param>
    /// <param name="marginalMean">Shape [N, k], written.</param>
    /// <param name="marginalCovariance">Shape [N, k, k], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static void Marginal(
        Device device,
        int size,
        ArrayView<double> mean,
        ArrayView<double> covariance,
        ArrayView<int> indices,
        ArrayView<double> marginalMean,
        ArrayView<double> marginalCovariance)
    {
        ArgumentNullException.ThrowIfNull(device);
        int count = DeviceGuard.Matrices(size, covariance, nameof(covariance));
        DeviceGuard.Length((long)count * size, mean, nameof(mean));
        int part = DeviceGuard.RowWidth(count, indices, nameof(indices));
        DeviceGuard.Length(indices.Length, marginalMean, nameof(marginalMean));
        DeviceGuard.Length(indices.Length * part, marginalCovariance, nameof(marginalCovariance));
        device.Launch(MeanOfOne, count * part, size, part, mean, indices, marginalMean);
        device.Launch(CovarianceOfOne, count * part * part, size, part, covariance, indices, marginalCovariance);
    }

    /// <summary>The law of the other coordinates of every law, given the values of some.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The coordinates n of a law.</param>
    /// <param name="mean">Shape [N, n].</param>
    /// <param name="covariance">Shape [N, n, n].</param>
    /// <param name="order">Shape [N, n]: the k coordinates that are known, then the others; each of 0 to n - 1 once.</param>
    /// <param name="values">The known coordinates, shape [N, k], 0 &lt; k &lt; n.</param>
    /// <param name="factor">Shape [N, n, n], written: the factors of the covariances in that order.</param>
    /// <param name="whitened">Shape [N, k], written: the z of <c>L z = values - mean</c>.</param>
    /// <param name="conditionalMean">Shape [N, n - k], written.</param>
    /// <param name="conditionalCovariance">Shape [N, n - k, n - k], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1, or as many coordinates are known as there are.</exception>
    public static void Conditional(
        Device device,
        int size,
        ArrayView<double> mean,
        ArrayView<double> covariance,
        ArrayView<int> order,
        ArrayView<double> values,
        ArrayView<double> factor,
        ArrayView<double> whitened,
        ArrayView<double> conditionalMean,
        ArrayView<double> conditionalCovariance)
    {
        ArgumentNullException.ThrowIfNull(device);
        int count = DeviceGuard.Matrices(size, covariance, nameof(covariance));
        DeviceGuard.Length((long)count * size, mean, nameof(mean));
        DeviceGuard.Length(mean.Length, order, nameof(order));
        int known = DeviceGuard.RowWidth(count, values, nameof(values));
        int rest = size - known;
        DeviceGuard.AtLeastOne(rest, "the number of coordinates that are not known");
        DeviceGuard.Length(covariance.Length, factor, nameof(factor));
        DeviceGuard.Length(values.Length, whitened, nameof(whitened));
        DeviceGuard.Length((long)count * rest, conditionalMean, nameof(conditionalMean));
        DeviceGuard.Length((long)count * rest * rest, conditionalCovariance, nameof(conditionalCovariance));
        device.Launch(CovarianceOfOne, count * size * size, size, size, covariance, order, factor);
        CholeskyKernels.Factor(device, size, factor, factor);
        device.Launch(WhitenOne, count, size, known, mean, order, values, factor, whitened);
        device.Launch(ConditionalMeanOfOne, count * rest, size, known, mean, order, factor, whitened, conditionalMean);
        device.Launch(ConditionalCovarianceOfOne, count * rest * rest, size, known, factor, conditionalCovariance);
    }

    // One work item: one mean of a part.
    private static void MeanOfOne(
        Index1D at, int n, int part, ArrayView<double> mean, ArrayView<int> indices, ArrayView<double> marginalMean) =>
        marginalMean[at] = mean[(at.X / part * n) + indices[at]];

    // One work item: one covariance of a part.
    private static void CovarianceOfOne(
        Index1D at, int n, int part, ArrayView<double> covariance, ArrayView<int> indices, ArrayView<double> marginalCovariance)
    {
        int m = at.X / (part * part);
        int i = indices[at.X / part];
        int j = indices[(m * part) + (at.X % part)];
        marginalCovariance[at] = covariance[(((m * n) + i) * n) + j];
    }

    // One work item: one law's known values, whitened.
    private static void WhitenOne(
        Index1D m,
        int n,
        int known,
        ArrayView<double> mean,
        ArrayView<int> order,
        ArrayView<double> values,
        ArrayView<double> factor,
        ArrayView<double> whitened)
    {
        int first = m.X * known;
        for (int i = 0; i < known; i++)
        {
            int row = ((m.X * n) + i) * n;
            double dot = DeviceCholesky.RowTimes(i, factor, row, whitened, first);
            double distance = values[first + i] - mean[(m.X * n) + order[(m.X * n) + i]];
            whitened[first + i] = (distance - dot) / factor[row + i];
        }
    }

    // One work item: one conditional mean.
    private static void ConditionalMeanOfOne(
        Index1D at,
        int n,
        int known,
        ArrayView<double> mean,
        ArrayView<int> order,
        ArrayView<double> factor,
        ArrayView<double> whitened,
        ArrayView<double> conditionalMean)
    {
        int m = at.X / (n - known);
        int i = (m * n) + known + (at.X % (n - known));
        double shift = DeviceCholesky.RowTimes(known, factor, i * n, whitened, m * known);
        conditionalMean[at] = mean[(m * n) + order[i]] + shift;
    }

    // One work item: one conditional covariance, of two rows of the factor beyond what is known.
    private static void ConditionalCovarianceOfOne(
        Index1D at, int n, int known, ArrayView<double> factor, ArrayView<double> conditionalCovariance)
    {
        int rest = n - known;
        int m = at.X / (rest * rest);
        int i = at.X / rest % rest;
        int j = at.X % rest;
        int row = (((m * n) + known + i) * n) + known;
        int other = (((m * n) + known + j) * n) + known;
        // Beyond the diagonal both rows' products are zero.
        conditionalCovariance[at] = DeviceCholesky.RowTimes(rest, factor, row, factor, other);
    }
}
