using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <summary>What kernels do with a factor L: one matrix of size n, row by row, that begins at <c>start</c>.</summary>
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
}
