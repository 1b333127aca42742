using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Inference;

/// <summary>
/// A small symmetric, positive definite matrix within a view, worked on by one work item in double. One that is not positive
/// definite becomes NaN.
/// </summary>
internal static class DeviceSmallMatrix
{
    /// <summary>Puts the factor L of L L^T into the lower triangle.</summary>
    public static void Factor(ArrayView<double> matrix, int first, int size)
    {
        for (int i = 0; i < size; i++)
        {
            int row = first + (i * size);
            for (int j = 0; j <= i; j++)
            {
                int other = first + (j * size);
                double rest = matrix[row + j];
                for (int k = 0; k < j; k++)
                {
                    rest -= matrix[row + k] * matrix[other + k];
                }

                matrix[row + j] = j == i ? XMath.Sqrt(rest) : rest / matrix[other + j];
            }
        }
    }

    /// <summary>Turns b into the x of L L^T x = b.</summary>
    public static void Solve(ArrayView<double> factor, int first, int size, ArrayView<double> vector, int start)
    {
        for (int i = 0; i < size; i++)
        {
            double rest = vector[start + i];
            for (int k = 0; k < i; k++)
            {
                rest -= factor[first + (i * size) + k] * vector[start + k];
            }

            vector[start + i] = rest / factor[first + (i * size) + i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            double rest = vector[start + i];
            for (int k = i + 1; k < size; k++)
            {
                rest -= factor[first + (k * size) + i] * vector[start + k];
            }

            vector[start + i] = rest / factor[first + (i * size) + i];
        }
    }

    /// <summary>Turns the factor L into (L L^T)^-1, both triangles.</summary>
    public static void Invert(ArrayView<double> matrix, int first, int size)
    {
        // L^-1 column by column: a column of it needs the L to its right and itself.
        for (int j = 0; j < size; j++)
        {
            matrix[first + (j * size) + j] = 1.0 / matrix[first + (j * size) + j];
            for (int i = j + 1; i < size; i++)
            {
                double sum = 0;
                for (int k = j; k < i; k++)
                {
                    sum += matrix[first + (i * size) + k] * matrix[first + (k * size) + j];
                }

                matrix[first + (i * size) + j] = -sum / matrix[first + (i * size) + i];
            }
        }

        // L^-T L^-1 row by row: a row of it needs L^-1 from that row down, and its own diagonal last.
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int k = i; k < size; k++)
                {
                    sum += matrix[first + (k * size) + i] * matrix[first + (k * size) + j];
                }

                matrix[first + (i * size) + j] = sum;
            }
        }

        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < i; j++)
            {
                matrix[first + (j * size) + i] = matrix[first + (i * size) + j];
            }
        }
    }
}
