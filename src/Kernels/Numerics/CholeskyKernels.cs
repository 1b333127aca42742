using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>
/// The Cholesky factorisation of many small matrices at once, in double; a matrix is n rows behind one another.
/// </summary>
/// <remarks>
/// Nothing stops at a matrix that is not positive definite. Its first pivot that is not positive becomes NaN, and so does
/// all that depends on it: the first NaN on the factor's diagonal names the pivot, and the determinant and the solution are
/// NaN. The other matrices do not notice.
/// </remarks>
public static class CholeskyKernels
{
    private const int Tile = 4;

    /// <summary>The factor L of every matrix, zero above the diagonal.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The rows n of a matrix.</param>
    /// <param name="matrix">Shape [N, n, n]; the lower triangles are read.</param>
    /// <param name="factor">Shape [N, n, n], written; it may be the array of the matrices itself.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static void Factor(Device device, int size, ArrayView<double> matrix, ArrayView<double> factor)
    {
        ArgumentNullException.ThrowIfNull(device);
        int count = DeviceGuard.Matrices(size, matrix, nameof(matrix));
        DeviceGuard.Length(matrix.Length, factor, nameof(factor));
        if (size % Tile == 0)
        {
            device.Launch(FactorInTiles, count, size, matrix, factor);
        }
        else
        {
            device.Launch(FactorInRows, count, size, matrix, factor);
        }
    }

    /// <summary>ln det A of every matrix.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The rows n of a matrix.</param>
    /// <param name="matrix">Shape [N, n, n]; the lower triangles are read.</param>
    /// <param name="factor">Shape [N, n, n], written: the factors.</param>
    /// <param name="logDeterminant">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static void LogDeterminant(
        Device device, int size, ArrayView<double> matrix, ArrayView<double> factor, ArrayView<double> logDeterminant)
    {
        ArgumentNullException.ThrowIfNull(device);
        int count = DeviceGuard.Matrices(size, matrix, nameof(matrix));
        DeviceGuard.Length(count, logDeterminant, nameof(logDeterminant));
        Factor(device, size, matrix, factor);
        device.Launch(LogDeterminantOfOne, count, size, factor, logDeterminant);
    }

    /// <summary>The x of <c>A x = right</c> of every matrix.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The rows n of a matrix.</param>
    /// <param name="matrix">Shape [N, n, n]; the lower triangles are read.</param>
    /// <param name="right">Shape [N, n].</param>
    /// <param name="factor">Shape [N, n, n], written: the factors.</param>
    /// <param name="solution">Shape [N, n], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public static void Solve(
        Device device,
        int size,
        ArrayView<double> matrix,
        ArrayView<double> right,
        ArrayView<double> factor,
        ArrayView<double> solution)
    {
        ArgumentNullException.ThrowIfNull(device);
        int count = DeviceGuard.Matrices(size, matrix, nameof(matrix));
        DeviceGuard.Length((long)count * size, right, nameof(right));
        DeviceGuard.Length(right.Length, solution, nameof(solution));
        Factor(device, size, matrix, factor);
        device.Launch(SolveOne, count, size, right, factor, solution);
    }

    // One work item: one matrix of any size, row by row.
    private static void FactorInRows(Index1D m, int n, ArrayView<double> matrix, ArrayView<double> factor)
    {
        int start = m.X * n * n;
        DeviceCholesky.Factor(n, matrix, factor, start);
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                factor[start + (i * n) + j] = 0;
            }
        }
    }

    // One work item: one matrix, a row of tiles after the other; the size is a multiple of a tile's.
    private static void FactorInTiles(Index1D m, int n, ArrayView<double> matrix, ArrayView<double> factor)
    {
        int start = m.X * n * n;
        for (int i = 0; i < n; i += Tile)
        {
            int row = start + (i * n);
            for (int j = 0; j < i; j += Tile)
            {
                int other = start + (j * n);
                DeviceTile tile = DeviceTile.Load(matrix, row + j, n);
                for (int k = 0; k < j; k += Tile)
                {
                    tile = tile.LessProduct(DeviceTile.Load(factor, row + k, n), DeviceTile.Load(factor, other + k, n));
                }

                tile.Solved(DeviceTile.Load(factor, other + j, n)).Store(factor, row + j, n);
            }

            DeviceTile pivot = DeviceTile.Load(matrix, row + i, n);
            for (int k = 0; k < i; k += Tile)
            {
                DeviceTile left = DeviceTile.Load(factor, row + k, n);
                pivot = pivot.LessProduct(left, left);
            }

            pivot.Factor().Store(factor, row + i, n);
            for (int j = i + Tile; j < n; j += Tile)
            {
                DeviceTile.Zero.Store(factor, row + j, n);
            }
        }
    }

    // One work item: one determinant.
    private static void LogDeterminantOfOne(
        Index1D m, int n, ArrayView<double> factor, ArrayView<double> logDeterminant) =>
        logDeterminant[m] = 2 * DeviceCholesky.LogDeterminant(n, factor, m.X * n * n);

    // One work item: one right side, in place.
    private static void SolveOne(
        Index1D m, int n, ArrayView<double> right, ArrayView<double> factor, ArrayView<double> solution)
    {
        int first = m.X * n;
        for (int i = first; i < first + n; i++)
        {
            solution[i] = right[i];
        }

        DeviceCholesky.Solve(n, factor, m.X * n * n, solution, first);
    }
}
