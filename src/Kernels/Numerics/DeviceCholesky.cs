using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <summary>
/// What kernels do with a matrix and its factor L in double: one of size n, row by row, that begins at <c>start</c>. One that
/// is not positive definite becomes NaN.
/// </summary>
internal static class DeviceCholesky
{
    /// <summary>The root of a pivot; NaN, and with it all that follows, where the pivot is not positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Root(double pivot) => XMath.Sqrt(pivot > 0 ? pivot : double.NaN);

    /// <summary>ln det L.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double LogDeterminant(int n, ArrayView<double> factor, int start)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += DeviceDouble.Log(factor[start + (i * n) + i]);
        }

        return sum;
    }

    /// <summary>The first i numbers of a row of L times those of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double RowTimes(int i, ArrayView<double> factor, int row, ArrayView<double> vector, int first)
    {
        double sum = 0;
        for (int k = 0; k < i; k++)
        {
            sum += factor[row + k] * vector[first + k];
        }

        return sum;
    }

    /// <summary>The factor into the lower triangle of a matrix, which may be the matrix itself.</summary>
    public static void Factor(int n, ArrayView<double> matrix, ArrayView<double> factor, int start)
    {
        for (int i = 0; i < n; i++)
        {
            int row = start + (i * n);
            double pivot = matrix[row + i];
            for (int j = 0; j < i; j++)
            {
                int other = start + (j * n);
                double dot = RowTimes(j, factor, other, factor, row);
                double element = (matrix[row + j] - dot) / factor[other + j];
                factor[row + j] = element;
                pivot -= element * element;
            }

            factor[row + i] = Root(pivot);
        }
    }

    /// <summary>Turns b, which begins at <c>first</c>, into the x of L L^T x = b: forwards through L, back through its transpose.</summary>
    public static void Solve(int n, ArrayView<double> factor, int start, ArrayView<double> vector, int first)
    {
        for (int i = 0; i < n; i++)
        {
            int row = start + (i * n);
            double dot = RowTimes(i, factor, row, vector, first);
            vector[first + i] = (vector[first + i] - dot) / factor[row + i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            double sum = vector[first + i];
            for (int k = i + 1; k < n; k++)
            {
                sum -= factor[start + (k * n) + i] * vector[first + k];
            }

            vector[first + i] = sum / factor[start + (i * n) + i];
        }
    }

    /// <summary>Turns the factor L into (L L^T)^-1, both triangles.</summary>
    public static void Invert(int n, ArrayView<double> matrix, int start)
    {
        // L^-1 column by column: a column of it needs the L to its right and itself.
        for (int j = 0; j < n; j++)
        {
            matrix[start + (j * n) + j] = 1.0 / matrix[start + (j * n) + j];
            for (int i = j + 1; i < n; i++)
            {
                double sum = 0;
                for (int k = j; k < i; k++)
                {
                    sum += matrix[start + (i * n) + k] * matrix[start + (k * n) + j];
                }

                matrix[start + (i * n) + j] = -sum / matrix[start + (i * n) + i];
            }
        }

        // L^-T L^-1 row by row: a row of it needs L^-1 from that row down, and its own diagonal last.
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int k = i; k < n; k++)
                {
                    sum += matrix[start + (k * n) + i] * matrix[start + (k * n) + j];
                }

                matrix[start + (i * n) + j] = sum;
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                matrix[start + (j * n) + i] = matrix[start + (i * n) + j];
            }
        }
    }
}
