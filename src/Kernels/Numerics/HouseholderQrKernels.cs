using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <summary>
/// QR factorisations and least squares on a device: many small matrices, one work item each, in double. Squares of floats
/// cannot overflow there, so nothing is scaled.
/// </summary>
public static class HouseholderQrKernels
{
    /// <summary>The thin factors of each matrix, the diagonal of R not negative.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="rows">Rows of a matrix, m.</param>
    /// <param name="columns">Columns of a matrix, n, at most m.</param>
    /// <param name="matrix">Shape [M, m, n].</param>
    /// <param name="q">Shape [M, m, n], written.</param>
    /// <param name="r">Shape [M, n, n], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no columns, or fewer rows than columns.</exception>
    public static void Factor(
        Device device, int rows, int columns, ArrayView<float> matrix, ArrayView<double> q, ArrayView<double> r)
    {
        ArgumentNullException.ThrowIfNull(device);
        CheckSize(rows, columns);
        int count = (int)(r.Length / (columns * (long)columns));
        DeviceGuard.Length((long)count * rows * columns, matrix, nameof(matrix));
        DeviceGuard.Length(matrix.Length, q, nameof(q));
        DeviceGuard.Length((long)count * columns * columns, r, nameof(r));
        device.Launch(FactorOfMatrix, count, rows, columns, matrix, q, r);
    }

    /// <summary>The least-squares solution of each system.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="rows">Rows of a matrix, m.</param>
    /// <param name="columns">Columns of a matrix, n, at most m.</param>
    /// <param name="matrix">Shape [M, m, n].</param>
    /// <param name="right">Shape [M, m].</param>
    /// <param name="workspace">Shape [M, m, n + 1], overwritten.</param>
    /// <param name="solution">Shape [M, n], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no columns, or fewer rows than columns.</exception>
    public static void Solve(
        Device device,
        int rows,
        int columns,
        ArrayView<float> matrix,
        ArrayView<float> right,
        ArrayView<double> workspace,
        ArrayView<double> solution)
    {
        ArgumentNullException.ThrowIfNull(device);
        CheckSize(rows, columns);
        int count = (int)(right.Length / rows);
        DeviceGuard.Length((long)count * rows * columns, matrix, nameof(matrix));
        DeviceGuard.Length((long)count * rows, right, nameof(right));
        DeviceGuard.Length(matrix.Length + right.Length, workspace, nameof(workspace));
        DeviceGuard.Length((long)count * columns, solution, nameof(solution));
        device.Launch(SolutionOfSystem, count, rows, columns, matrix, right, workspace, solution);
    }

    private static void CheckSize(int rows, int columns)
    {
        DeviceGuard.AtLeastOne(columns, nameof(columns));
        DeviceGuard.AtLeast(columns, rows, nameof(rows));
    }

    // One work item: one matrix, reduced where Q will stand.
    private static void FactorOfMatrix(
        Index1D index, int rows, int columns, ArrayView<float> matrix, ArrayView<double> q, ArrayView<double> r)
    {
        int first = index.X * rows * columns;
        int triangle = index.X * columns * columns;
        for (int i = first; i < first + (rows * columns); i++)
        {
            q[i] = matrix[i];
        }

        Reduce(q, first, rows, columns, columns, r, triangle, columns + 1);
        for (int i = 0; i < columns; i++)
        {
            int row = triangle + (i * columns);
            double sign = r[row + i] < 0 ? -1.0 : 1.0;
            r[row + i] = sign * r[row + i];
            for (int j = 0; j < i; j++)
            {
                r[row + j] = 0.0;
            }

            for (int j = i + 1; j < columns; j++)
            {
                r[row + j] = sign * q[first + (i * columns) + j];
                q[first + (i * columns) + j] = 0.0;
            }
        }

        Accumulate(q, first, rows, columns, r, triangle);
    }

    // One work item: one system. The solution's place holds the diagonal of R until it is divided by.
    private static void SolutionOfSystem(
        Index1D index,
        int rows,
        int columns,
        ArrayView<float> matrix,
        ArrayView<float> right,
        ArrayView<double> workspace,
        ArrayView<double> solution)
    {
        int width = columns + 1;
        int first = index.X * rows * width;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                workspace[first + (i * width) + j] = matrix[(((index.X * rows) + i) * columns) + j];
            }

            workspace[first + (i * width) + columns] = right[(index.X * rows) + i];
        }

        int answer = index.X * columns;
        Reduce(workspace, first, rows, columns, width, solution, answer, 1);
        for (int i = columns - 1; i >= 0; i--)
        {
            int row = first + (i * width);
            double sum = workspace[row + columns];
            for (int j = i + 1; j < columns; j++)
            {
                sum -= workspace[row + j] * solution[answer + j];
            }

            solution[answer + i] = sum / solution[answer + i];
        }
    }

    // Reduces the first columns of a matrix of some width and reflects the others. Column k then holds R above row k and
    // the vector v of its reflection from there down; R's diagonal goes elsewhere.
    private static void Reduce(
        ArrayView<double> matrix,
        int first,
        int rows,
        int columns,
        int width,
        ArrayView<double> diagonal,
        int firstOfDiagonal,
        int stride)
    {
        for (int k = 0; k < columns; k++)
        {
            int pivot = first + (k * width) + k;
            double norm = XMath.Sqrt(Dot(matrix, pivot, pivot, rows - k, width));
            double value = matrix[pivot] > 0 ? -norm : norm;
            diagonal[firstOfDiagonal + (k * stride)] = value;
            matrix[pivot] = matrix[pivot] - value;
            double half = norm * XMath.Abs(matrix[pivot]);
            for (int j = 1; j < width - k; j++)
            {
                Reflect(matrix, pivot, pivot + j, rows - k, width, half);
            }
        }
    }

    // Q in the place of the vectors of its reflections, the last one first; the triangle above them is zero. The sign of a
    // column is that of R's diagonal before it was turned: not the sign of its v.
    private static void Accumulate(
        ArrayView<double> q, int first, int rows, int columns, ArrayView<double> r, int triangle)
    {
        for (int k = columns - 1; k >= 0; k--)
        {
            int pivot = first + (k * columns) + k;
            double half = r[triangle + (k * columns) + k] * XMath.Abs(q[pivot]);
            for (int j = 1; j < columns - k; j++)
            {
                Reflect(q, pivot, pivot + j, rows - k, columns, half);
            }

            double sign = q[pivot] > 0 ? -1.0 : 1.0;
            double along = half > 0 ? sign * q[pivot] / half : 0.0;
            for (int i = 0; i < rows - k; i++)
            {
                q[pivot + (i * columns)] = -along * q[pivot + (i * columns)];
            }

            q[pivot] = q[pivot] + sign;
        }
    }

    // x - v (v^T x) / half, both going down a column; half is v^T v / 2 = norm |v_k|. A v of nothing reflects nothing.
    private static void Reflect(ArrayView<double> matrix, int v, int x, int length, int width, double half)
    {
        double along = half > 0 ? Dot(matrix, v, x, length, width) / half : 0.0;
        for (int i = 0; i < length; i++)
        {
            matrix[x + (i * width)] = matrix[x + (i * width)] - (along * matrix[v + (i * width)]);
        }
    }

    private static double Dot(ArrayView<double> matrix, int a, int b, int length, int width)
    {
        double sum = 0;
        for (int i = 0; i < length; i++)
        {
            sum += matrix[a + (i * width)] * matrix[b + (i * width)];
        }

        return sum;
    }
}
