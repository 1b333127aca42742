using BayesBench.Kernels;
using BayesBench.Kernels.Numerics;
using BayesBench.Properties.Support;
using BayesBench.Reference.Numerics;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Xunit;

namespace BayesBench.Properties.Numerics;

[Properties(Arbitrary = [typeof(RegressionGenerators)])]
public class HouseholderQrProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly double[][] Tall = [[1.0, 2.0], [0.0, 1.0], [3.0, 0.0]];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Factor: matrix is empty; it must have at least one element."] = () => HouseholderQr.Factor([]),
        ["Factor: matrix[1] has length 1; it must have length 2."] = () => HouseholderQr.Factor([[1, 2], [3]]),
        ["Factor: matrix has 1 rows; it must have at least as many as columns, 2."] = () => HouseholderQr.Factor([[1, 2]]),
        ["Factor: matrix[1][0] is NaN; it must be finite."] = () => HouseholderQr.Factor([[1], [double.NaN]]),
        ["Factor: matrix[0][0] is Infinity; it must be finite."] = () => HouseholderQr.Factor([[double.PositiveInfinity], [1]]),
        ["Solve: matrix has 1 rows; it must have at least as many as columns, 2."] = () => HouseholderQr.Solve([[1, 2]], [1]),
        ["Solve: right has length 2; it must have length 3."] = () => HouseholderQr.Solve(Tall, [1, 2]),
        ["Solve: right[2] is -Infinity; it must be finite."] = () => HouseholderQr.Solve(Tall, [1, 2, double.NegativeInfinity]),
        ["Solve: matrix is not of full rank: its column 1 depends on those before it, up to rounding."] =
            () => HouseholderQr.Solve([[1, 3], [0.1, 0.3], [0.7, 2.1]], [1, 2, 3]),
        ["Solve: matrix is not of full rank: its column 0 depends on those before it, up to rounding."] =
            () => HouseholderQr.Solve([[0], [0]], [1, 2]),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Columns_of_Q_are_orthonormal(LeastSquaresProblem problem)
    {
        double[][] q = HouseholderQr.Factor(problem.Matrix).Q;
        for (int i = 0; i < problem.Columns; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Assert.Equal(i == j ? 1.0 : 0.0, q.Sum(row => row[i] * row[j]), Backward(problem));
            }
        }
    }

    [Property]
    public void Factors_multiply_to_the_matrix(LeastSquaresProblem problem)
    {
        (double[][] q, double[][] r) = HouseholderQr.Factor(problem.Matrix);
        for (int j = 0; j < problem.Columns; j++)
        {
            double norm = Norm(problem.Matrix.Select(row => row[j]));
            for (int i = 0; i < q.Length; i++)
            {
                double product = Enumerable.Range(0, j + 1).Sum(k => q[i][k] * r[k][j]);
                Assert.Equal(problem.Matrix[i][j], product, Backward(problem) * norm);
            }
        }
    }

    [Property]
    public void R_is_upper_triangular_with_a_positive_diagonal(LeastSquaresProblem problem)
    {
        double[][] r = HouseholderQr.Factor(problem.Matrix).R;
        for (int i = 0; i < problem.Columns; i++)
        {
            Assert.All(r[i].Take(i), below => Assert.Equal(0.0, below));
            Assert.True(r[i][i] > 0.0);
        }
    }

    [Property]
    public void Residual_is_orthogonal_to_the_columns(LeastSquaresProblem problem)
    {
        double[] x = HouseholderQr.Solve(problem.Matrix, problem.Right);
        double[] norms = [.. Enumerable.Range(0, problem.Columns).Select(j => Norm(problem.Matrix.Select(row => row[j])))];
        double[] residual = [.. problem.Matrix.Zip(problem.Right, (row, right) => right - row.Zip(x, (a, b) => a * b).Sum())];
        double size = Norm(problem.Right) + norms.Zip(x, (norm, b) => norm * Math.Abs(b)).Sum();
        for (int j = 0; j < problem.Columns; j++)
        {
            double along = problem.Matrix.Zip(residual, (row, r) => row[j] * r).Sum();
            Assert.Equal(0.0, along, Backward(problem) * norms[j] * size);
        }
    }

    [Property]
    public void Scaling_a_column_by_a_power_of_two_scales_its_solution_and_changes_no_bit(LeastSquaresProblem problem, byte power)
    {
        double scale = Math.ScaleB(1.0, 4 * (power - 128));
        double[][] scaled = [.. problem.Matrix.Select(row => (double[])[scale * row[0], .. row[1..]])];
        double[] x = HouseholderQr.Solve(problem.Matrix, problem.Right);
        Assert.Equal([x[0] / scale, .. x[1..]], HouseholderQr.Solve(scaled, problem.Right));
    }

    [Property]
    public void Scaling_everything_to_the_ends_of_the_range_changes_no_bit(LeastSquaresProblem problem)
    {
        double huge = Math.ScaleB(1.0, 990);
        double[][] matrix = [.. problem.Matrix.Select(row => row.Select(a => a * huge).ToArray())];
        Assert.Equal(
            HouseholderQr.Solve(problem.Matrix, problem.Right),
            HouseholderQr.Solve(matrix, [.. problem.Right.Select(right => right * huge)]));
        Assert.Equal(HouseholderQr.Factor(problem.Matrix).Q, HouseholderQr.Factor(matrix).Q);
    }

    [Property]
    public void MathNet_factors_and_solves_alike(LeastSquaresProblem problem)
    {
        Matrix<double> matrix = Matrix<double>.Build.DenseOfRowArrays(problem.Matrix);
        QR<double> theirs = matrix.QR(QRMethod.Thin);
        double[][] r = HouseholderQr.Factor(problem.Matrix).R;
        double[] norms = [.. Enumerable.Range(0, problem.Columns).Select(j => Norm(problem.Matrix.Select(row => row[j])))];
        // The condition of the columns at norm 1 takes the backward errors of both to the factors, by Sun's bound.
        double condition = matrix.MapIndexed((_, j, a) => a / norms[j]).Svd(computeVectors: false).ConditionNumber;
        for (int i = 0; i < problem.Columns; i++)
        {
            for (int j = i; j < problem.Columns; j++)
            {
                double sign = Math.Sign(theirs.R[i, i]);
                Assert.Equal(sign * theirs.R[i, j], r[i][j], 4 * condition * Backward(problem) * norms[j]);
            }
        }

        double[] expected = [.. theirs.Solve(Vector<double>.Build.DenseOfArray(problem.Right))];
        double[] x = HouseholderQr.Solve(problem.Matrix, problem.Right);
        double size = Norm(problem.Right) + norms.Zip(x, (norm, b) => norm * Math.Abs(b)).Sum();
        for (int j = 0; j < x.Length; j++)
        {
            // The square of the condition meets the residual, which is at most the right side.
            double share = (condition * size) + (condition * condition * Norm(problem.Right));
            Assert.Equal(expected[j], x[j], 2 * Backward(problem) * share / norms[j]);
        }
    }

    [Fact]
    public void A_dependent_column_leaves_a_zero_and_Q_stays_orthonormal()
    {
        (double[][] q, double[][] r) = HouseholderQr.Factor([[3, 0, 6], [4, 0, 8], [0, 0, 0]]);
        Assert.Equal(5.0, r[0][0], 8 * U);
        Assert.Equal(0.0, r[1][1]);
        Assert.Equal(0.0, r[2][2], 64 * U);
        Assert.Equal(1.0, Norm(q.Select(row => row[1])), 8 * U);
        Assert.Equal(0.0, q.Sum(row => row[0] * row[1]), 8 * U);
    }

    [Fact]
    public void A_square_system_is_solved_exactly_where_nothing_is_rounded() =>
        Assert.Equal([2.0, -1.0], HouseholderQr.Solve([[4, 0], [0, 2]], [8, -2]));

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> six = device.Allocate<float>(6);
        using DeviceArray<float> two = device.Allocate<float>(2);
        using DeviceArray<float> four = device.Allocate<float>(4);
        using DeviceArray<double> q = device.Allocate<double>(6);
        using DeviceArray<double> r = device.Allocate<double>(4);
        using DeviceArray<double> other = device.Allocate<double>(9);
        var table = new Dictionary<string, Action>
        {
            ["Factor: columns is 0; it must be at least 1."] = () => HouseholderQrKernels.Factor(device, 3, 0, six, q, r),
            ["Factor: rows is 1; it must be at least 2."] = () => HouseholderQrKernels.Factor(device, 1, 2, six, q, r),
            ["Factor: matrix has 2 elements; it must have 6."] = () => HouseholderQrKernels.Factor(device, 3, 2, two, q, r),
            ["Factor: q has 4 elements; it must have 6."] = () => HouseholderQrKernels.Factor(device, 3, 2, six, r, r),
            ["Factor: r has 6 elements; it must have 4."] = () => HouseholderQrKernels.Factor(device, 3, 2, six, q, q),
            ["Solve: columns is -1; it must be at least 1."] = () => HouseholderQrKernels.Solve(device, 2, -1, six, two, other, r),
            ["Solve: rows is 0; it must be at least 1."] = () => HouseholderQrKernels.Solve(device, 0, 1, six, two, other, r),
            ["Solve: matrix has 6 elements; it must have 4."] = () => HouseholderQrKernels.Solve(device, 2, 2, six, two, q, r),
            ["Solve: workspace has 9 elements; it must have 6."] = () => HouseholderQrKernels.Solve(device, 2, 2, four, two, other, r),
            ["Solve: solution has 6 elements; it must have 2."] = () => HouseholderQrKernels.Solve(device, 2, 2, four, two, q, q),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(value => value * value));

    // Columnwise backward error of n reflections of length m: m products, the norm and the quotient, twice.
    private static double Backward(LeastSquaresProblem problem) =>
        problem.Columns * ((7 * problem.Matrix.Length) + 12) * U;
}
