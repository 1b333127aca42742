using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Probability;

/// <summary>
/// Normal laws of n coordinates on a device, in double; a covariance is n rows behind one another. Where it is not positive
/// definite, the answer is NaN.
/// </summary>
public static partial class MultivariateNormalKernels
{
    /// <summary>ln p(x[i]) under one law for every i.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="x">Shape [N, n].</param>
    /// <param name="mean">Shape [n].</param>
    /// <param name="covariance">Shape [n, n].</param>
    /// <param name="factor">Shape [n, n], written: the covariance's factor L.</param>
    /// <param name="peak">Shape [1], written: the log-density at the mean.</param>
    /// <param name="whitened">Shape [N, n], written: the z of <c>L z = x[i] - mean</c>.</param>
    /// <param name="logDensity">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogDensity(
        Device device,
        ArrayView<double> x,
        ArrayView<double> mean,
        ArrayView<double> covariance,
        ArrayView<double> factor,
        ArrayView<double> peak,
        ArrayView<double> whitened,
        ArrayView<double> logDensity)
    {
        ArgumentNullException.ThrowIfNull(device);
        int size = (int)mean.Length;
        DeviceGuard.Length(mean.Length * mean.Length, covariance, nameof(covariance));
        DeviceGuard.Length(logDensity.Length * mean.Length, x, nameof(x));
        DeviceGuard.Length(1, peak, nameof(peak));
        DeviceGuard.Length(x.Length, whitened, nameof(whitened));
        CholeskyKernels.Factor(device, size, covariance, factor);
        device.Launch(PeakOfOne, 1, size, factor, peak);
        device.Launch(LogDensityOfOne, (int)logDensity.Length, size, x, mean, factor, peak, whitened, logDensity);
    }

    /// <summary>The entropy of every law.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The coordinates n of a law.</param>
    /// <param name="covariance">Shape [N, n, n].</param>
    /// <param name="factor">Shape [N, n, n], written: the covariances' factors.</param>
    /// <param name="entropy">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static void Entropy(
        Device device, int size, ArrayView<double> covariance, ArrayView<double> factor, ArrayView<double> entropy)
    {
        ArgumentNullException.ThrowIfNull(device);
        int count = DeviceGuard.Matrices(size, covariance, nameof(covariance));
        DeviceGuard.Length(count, entropy, nameof(entropy));
        CholeskyKernels.Factor(device, size, covariance, factor);
        device.Launch(EntropyOfOne, count, size, factor, entropy);
    }

    /// <summary>
    /// Independent draws of one law: coordinate d of the normal numbers behind draw i is number <c>i n + d</c> of
    /// <see cref="BoxMullerKernels.Fill"/>.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="mean">Shape [n].</param>
    /// <param name="covariance">Shape [n, n].</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block that the first four numbers come from.</param>
    /// <param name="factor">Shape [n, n], written: the covariance's factor.</param>
    /// <param name="normals">Shape [N, n], written: the standard normal numbers.</param>
    /// <param name="draws">Shape [N, n], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A block would pass 2^64 - 1.</exception>
    public static void Draw(
        Device device,
        ArrayView<double> mean,
        ArrayView<double> covariance,
        DeviceKey key,
        uint stream,
        ulong firstBlock,
        ArrayView<double> factor,
        ArrayView<float> normals,
        ArrayView<float> draws)
    {
        ArgumentNullException.ThrowIfNull(device);
        int size = (int)mean.Length;
        DeviceGuard.AtLeastOne(size, "the length of mean");
        DeviceGuard.Length(mean.Length * mean.Length, covariance, nameof(covariance));
        DeviceGuard.RowsOf(size, draws, nameof(draws));
        DeviceGuard.Length(draws.Length, normals, nameof(normals));
        CholeskyKernels.Factor(device, size, covariance, factor);
        BoxMullerKernels.Fill(device, key, stream, firstBlock, normals);
        device.Launch(DrawOfOne, (int)draws.Length, size, mean, factor, normals, draws);
    }

    // One work item: the one log-density at the mean.
    private static void PeakOfOne(Index1D i, int n, ArrayView<double> factor, ArrayView<double> peak) =>
        peak[i] = -DeviceCholesky.LogDeterminant(n, factor, 0) - (n * DeviceDouble.HalfLogTwoPi);

    // One work item: one log-density; what it has whitened is read again by its later coordinates.
    private static void LogDensityOfOne(
        Index1D i,
        int n,
        ArrayView<double> x,
        ArrayView<double> mean,
        ArrayView<double> factor,
        ArrayView<double> peak,
        ArrayView<double> whitened,
        ArrayView<double> logDensity)
    {
        int first = i.X * n;
        double square = 0;
        for (int d = 0; d < n; d++)
        {
            int row = d * n;
            double dot = DeviceCholesky.RowTimes(d, factor, row, whitened, first);
            double z = (x[first + d] - mean[d] - dot) / factor[row + d];
            whitened[first + d] = z;
            square += z * z;
        }

        logDensity[i] = peak[0] - (0.5 * square);
    }

    // One work item: one entropy.
    private static void EntropyOfOne(Index1D m, int n, ArrayView<double> factor, ArrayView<double> entropy) =>
        entropy[m] = DeviceCholesky.LogDeterminant(n, factor, m.X * n * n) + (n * (DeviceDouble.HalfLogTwoPi + 0.5));

    // One work item: one coordinate of one draw, summed in double.
    private static void DrawOfOne(
        Index1D at, int n, ArrayView<double> mean, ArrayView<double> factor, ArrayView<float> normals, ArrayView<float> draws)
    {
        int d = at.X % n;
        int first = at.X - d;
        double sum = mean[d];
        for (int k = 0; k <= d; k++)
        {
            sum += factor[(d * n) + k] * normals[first + k];
        }

        draws[at] = (float)sum;
    }
}
