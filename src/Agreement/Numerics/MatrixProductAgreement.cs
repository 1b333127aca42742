using BayesBench.Kernels;
using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;
using ILGPU;

namespace BayesBench.Agreements.Numerics;

/// <summary>Products of matrices and their kernels.</summary>
public sealed class MatrixProductAgreement : ITopic
{
    // M, K, N: a tile is six by thirty-two, and sixty-four terms are copied at a time, strides of 256 among them.
    private static readonly (int Rows, int Inner, int Columns)[] Sizes =
    [
        (1, 1, 1), (1, 3, 1), (3, 785, 1), (1, 785, 3), (6, 16, 32), (7, 3, 38), (3, 256, 33), (17, 5, 31), (13, 65, 65), (256, 1, 10),
    ];

    /// <summary>A kernel's host.</summary>
    private delegate void Host(
        Device device,
        int rows,
        int inner,
        int columns,
        ArrayView<float> left,
        ArrayView<float> right,
        ArrayView<float> product,
        ArrayView<float> addend);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        Form(
            MatrixProduct.Value,
            MatrixProductKernels.Value,
            (m, k, n) => ((m, k), (k, n)),
            (left, right) => (left.Length, right.Length, right[0].Length),
            (left, right, i, j) => Terms(right.Length, k => left[i][k] * right[k][j])),
        Form(
            MatrixProduct.TransposedLeft,
            MatrixProductKernels.TransposedLeft,
            (m, k, n) => ((k, m), (k, n)),
            (left, right) => (left[0].Length, right.Length, right[0].Length),
            (left, right, i, j) => Terms(right.Length, k => left[k][i] * right[k][j])),
        Form(
            MatrixProduct.TransposedRight,
            MatrixProductKernels.TransposedRight,
            (m, k, n) => ((m, k), (n, k)),
            (left, right) => (left.Length, right[0].Length, right.Length),
            (left, right, i, j) => Terms(left[0].Length, k => left[i][k] * right[j][k])),
        new Agreement(
            MatrixProduct.Accumulated,
            (device, batch) =>
            {
                (int m, int k, int n) = (Matrix(batch, 0).Length, Matrix(batch, 2).Length, Matrix(batch, 0)[0].Length);
                var (addend, left, right, sum) = (batch.In(0), batch.In(1), batch.In(2), batch.OutMatrix<float>(m, n));
                for (int c = 0; c < batch.Count; c++)
                {
                    MatrixProductKernels.Value(
                        device, m, k, n, Part(left, c, m * k), Part(right, c, k * n), Part(sum, c, m * n), Part(addend, c, m * n));
                }
            },
            source =>
            {
                (int m, int k, int n) = source.Pick(Sizes);
                return [Draw(source, (m, n)), Draw(source, (m, k)), Draw(source, (k, n))];
            },
            new ErrorBound("gamma of K of the absolute products, and one addition", (call, expected, position) =>
            {
                var (left, right) = ((double[][])call[1], (double[][])call[2]);
                (int i, int j) = Math.DivRem(position, right[0].Length);
                return (Gamma(right.Length) * Terms(right.Length, k => left[i][k] * right[k][j]))
                    + (1.001 * ErrorBound.U * Math.Abs(expected[position]));
            }))
        {
            Calls = 64,
        },
    ];

    /// <summary>What a sum of so many products errs by at most, as a share of the absolute ones.</summary>
    internal static double Gamma(int terms) => terms * ErrorBound.U / (1 - (terms * ErrorBound.U));

    private static Agreement Form(
        Func<double[][], double[][], double[][]> reference,
        Host kernel,
        Func<int, int, int, ((int Rows, int Columns) Left, (int Rows, int Columns) Right)> shapes,
        Func<double[][], double[][], (int Rows, int Inner, int Columns)> sizes,
        Func<double[][], double[][], int, int, double> terms) => new(
        reference,
        (device, batch) =>
        {
            (int m, int k, int n) = sizes(Matrix(batch, 0), Matrix(batch, 1));
            var (left, right, product) = (batch.In(0), batch.In(1), batch.OutMatrix<float>(m, n));
            for (int c = 0; c < batch.Count; c++)
            {
                kernel(device, m, k, n, Part(left, c, m * k), Part(right, c, k * n), Part(product, c, m * n), default);
            }
        },
        source =>
        {
            (int m, int k, int n) = source.Pick(Sizes);
            var (left, right) = shapes(m, k, n);
            return [Draw(source, left), Draw(source, right)];
        },
        new ErrorBound("a sum of K products in order: gamma of K of the absolute ones", (call, _, position) =>
        {
            var (left, right) = ((double[][])call[0], (double[][])call[1]);
            var size = sizes(left, right);
            (int i, int j) = Math.DivRem(position, size.Columns);
            return Gamma(size.Inner) * terms(left, right, i, j);
        })
        {
            Terms = (call, _, position) =>
            {
                var (left, right) = ((double[][])call[0], (double[][])call[1]);
                (int i, int j) = Math.DivRem(position, sizes(left, right).Columns);
                return terms(left, right, i, j);
            },
        })
        {
            Calls = 64,
        };

    private static double[][] Draw(InputSource source, (int Rows, int Columns) shape) =>
        source.Matrix(shape.Rows, shape.Columns, s => s.Normal());

    private static double[][] Matrix(Batch batch, int argument) => batch.Shared<double[][]>(argument);

    private static ArrayView<float> Part(ArrayView<float> all, int call, int length) => all.SubView(call * length, length);

    private static double Terms(int count, Func<int, double> product)
    {
        double sum = 0;
        for (int k = 0; k < count; k++)
        {
            sum += Math.Abs(product(k));
        }

        return sum;
    }
}
