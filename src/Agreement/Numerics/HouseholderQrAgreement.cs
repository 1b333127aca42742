using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Numerics;

/// <summary>The QR factorisation and its kernels.</summary>
public sealed class HouseholderQrAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            HouseholderQr.Factor,
            (device, batch) =>
            {
                double[][] matrix = batch.At<double[][]>(0, 0);
                (int rows, int columns) = (matrix.Length, matrix[0].Length);
                HouseholderQrKernels.Factor(
                    device,
                    rows,
                    columns,
                    batch.In(0),
                    batch.OutMatrix<double>(rows, columns),
                    batch.OutMatrix<double>(columns, columns));
            },
            source => [Matrix(source)],
            new ErrorBound(
                "columnwise backward error times the condition of the columns at norm 1, which bounds the change of both factors",
                (call, _, position) => FactorError((double[][])call[0], position))
            {
                Terms = (call, _, position) => FactorTerms((double[][])call[0], position),
            })
        {
            Edges =
            [
                [new[] { new[] { 1.0 } }], [new[] { new[] { -3.0 }, [4.0] }], [new[] { new[] { 1.0, 2.0 }, [0.0, -3.0] }],
                [new[] { new[] { 0.0, 1.0 }, [1.0, 0.0], [0.0, 0.0] }], [new[] { new double[] { 1e30f, 1e-30f }, [0.0, 1e-30f] }],
                [new[] { new[] { 1.0, 1.0 }, [1e-3f, 0.0], [0.0, 1e-3f] }],
            ],
            Calls = 1024,
        },
        new Agreement(
            HouseholderQr.Solve,
            (device, batch) =>
            {
                double[][] matrix = batch.At<double[][]>(0, 0);
                (int rows, int columns) = (matrix.Length, matrix[0].Length);
                HouseholderQrKernels.Solve(
                    device,
                    rows,
                    columns,
                    batch.In(0),
                    batch.In(1),
                    batch.Upload(new double[batch.Count * rows * (columns + 1)]),
                    batch.Out<double>(columns));
            },
            source =>
            {
                double[][] matrix = Matrix(source);
                return [matrix, source.Vector(matrix.Length, s => s.SignedLogUniform(1e-2, 10))];
            },
            new ErrorBound(
                "columnwise backward error of matrix and right side, and n roundings of the substitution, through the pseudoinverse, to first order",
                (call, expected, i) => SolutionError((double[][])call[0], (double[])call[1], expected, i))
            {
                Terms = (call, expected, i) => SolutionTerms((double[][])call[0], (double[])call[1], expected, i),
            })
        {
            Edges =
            [
                [new[] { new[] { 2.0 } }, new[] { 3.0 }], [new[] { new[] { -3.0 }, [4.0] }, new[] { 1.0, 1.0 }],
                [new[] { new[] { 1.0, 1.0 }, [1.0, 2.0], [1.0, 4.0] }, new[] { 0.0, 0.0, 0.0 }],
                [new[] { new[] { 1.0, 1.0 }, [1e-3f, 0.0], [0.0, 1e-3f] }, new[] { 2.0, 1e-3f, 1e-3f }],
            ],
            Calls = 1024,
        },
    ];

    // Few rows and many, columns of any size, now and then nearly dependent.
    private static double[][] Matrix(InputSource source)
    {
        int columns = source.Pick(1, 2, 3, 5);
        int rows = columns + source.Pick(0, 1, 5);
        double[] sizes = source.Vector(columns, s => s.LogUniform(1e-3, 1e3));
        double closeness = source.Pick(1.0, 1.0, 1e-3);
        return
        [
            .. Enumerable.Range(0, rows).Select(_ =>
            {
                double common = (1 - closeness) * source.Normal();
                return sizes.Select(size => (double)(float)(size * (common + (closeness * source.Normal())))).ToArray();
            }),
        ];
    }

    // Sun (1991): both factors move by at most sqrt(2) |A^+| |dA|, R in units of its columns.
    private static double FactorError(double[][] matrix, int position)
    {
        int n = matrix[0].Length;
        return Math.Sqrt(2 * n) * LeastSquaresErrors.Backward(matrix.Length, n) * FactorTerms(matrix, position);
    }

    // Q = A R^-1 and R = Q^T A: columns of norm 1 times an inverse.
    private static double FactorTerms(double[][] matrix, int position)
    {
        double[] norms = LeastSquaresErrors.ColumnNorms(matrix);
        double[][] inverse = LeastSquaresErrors.InverseGram(matrix, norms);
        return LeastSquaresErrors.PseudoinverseNorm(inverse) * FactorSize(matrix, position);
    }

    // An element of Q is at most 1, one of R at most the norm of its column.
    private static double FactorSize(double[][] matrix, int position)
    {
        int n = matrix[0].Length;
        int beyond = position - (matrix.Length * n);
        return beyond < 0 ? 1 : LeastSquaresErrors.ColumnNorms(matrix)[beyond % n];
    }

    private static double SolutionError(double[][] matrix, double[] right, double[] solution, int i) =>
        (LeastSquaresErrors.Backward(matrix.Length, solution.Length) + (2 * solution.Length * ErrorBound.DoubleU))
            * SolutionTerms(matrix, right, solution, i);

    // What a columnwise relative change of 1 comes to in x[i]: dx = A^+ (db - dA x) + (A^T A)^-1 dA^T r.
    private static double SolutionTerms(double[][] matrix, double[] right, double[] solution, int i)
    {
        double[] norms = LeastSquaresErrors.ColumnNorms(matrix);
        double[][] inverse = LeastSquaresErrors.InverseGram(matrix, norms);
        double size = LeastSquaresErrors.Norm(right) + norms.Zip(solution, (norm, x) => norm * Math.Abs(x)).Sum();
        double residual = LeastSquaresErrors.Norm(matrix.Select((row, n) => right[n] - row.Zip(solution, (a, x) => a * x).Sum()));
        return ((Math.Sqrt(inverse[i][i]) * size) + (inverse[i].Sum(Math.Abs) * residual)) / norms[i];
    }
}
