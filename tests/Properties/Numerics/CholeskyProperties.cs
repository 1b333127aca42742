using BayesBench.Kernels;
using BayesBench.Kernels.Numerics;
using BayesBench.Properties.Support;
using BayesBench.Reference.Numerics;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra.Double;
using Xunit;

namespace BayesBench.Properties.Numerics;

[Properties(Arbitrary = [typeof(GaussianGenerators)])]
public class CholeskyProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly double[][] Good = [[4, 2], [2, 5]];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Factor: matrix is empty; it must have at least one element."] = () => Cholesky.Factor([]),
        ["Factor: matrix[0] has length 2; it must have length 1."] = () => Cholesky.Factor([[1, 2]]),
        ["Factor: matrix[1] has length 1; it must have length 2."] = () => Cholesky.Factor([[1, 2], [3]]),
        ["Factor: matrix[0][1] is NaN; it must be finite."] = () => Cholesky.Factor([[1, double.NaN], [0, 1]]),
        ["Factor: matrix[1][1] is Infinity; it must be finite."] =
            () => Cholesky.Factor([[1, 0], [0, double.PositiveInfinity]]),
        ["Factor: matrix[1][0] is 0.5; it must be matrix[0][1], 0.25."] = () => Cholesky.Factor([[1, 0.25], [0.5, 1]]),
        ["Factor: matrix is not positive definite: its pivot 0 is 0; it must be positive."] = () => Cholesky.Factor([[0]]),
        ["Factor: matrix is not positive definite: its pivot 1 is -3; it must be positive."] =
            () => Cholesky.Factor([[1, 2], [2, 1]]),
        ["LogDeterminant: matrix[0][0] is -Infinity; it must be finite."] =
            () => Cholesky.LogDeterminant([[double.NegativeInfinity]]),
        ["LogDeterminant: matrix is not positive definite: its pivot 1 is 0; it must be positive."] =
            () => Cholesky.LogDeterminant([[1, 1], [1, 1]]),
        ["Solve: right has length 1; it must have length 2."] = () => Cholesky.Solve(Good, [1]),
        ["Solve: right[1] is NaN; it must be finite."] = () => Cholesky.Solve(Good, [1, double.NaN]),
        ["Solve: matrix is not positive definite: its pivot 0 is -1; it must be positive."] = () => Cholesky.Solve([[-1]], [1]),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void The_factor_times_its_transpose_is_the_matrix(PositiveMatrix matrix)
    {
        double[][] l = Cholesky.Factor(matrix.Rows);
        for (int i = 0; i < matrix.Size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                // Higham (2002), theorem 10.3, and as many roundings of the sum taken here.
                double size = Sum(j + 1, k => Math.Abs(l[i][k] * l[j][k]));
                Assert.Equal(matrix.Rows[i][j], Sum(j + 1, k => l[i][k] * l[j][k]), 2 * (j + 2) * U * size);
                Assert.True(j < i ? l[j][i] == 0 : l[i][i] > 0);
            }
        }
    }

    [Property]
    public void Scaling_by_powers_of_two_scales_the_rows_of_the_factor_exactly(PositiveMatrix matrix, byte[] powers)
    {
        double Scale(int i) => Math.ScaleB(1, powers.Length == 0 ? 3 : (powers[i % powers.Length] % 64) - 32);
        double[][] scaled = [.. matrix.Rows.Select((row, i) => row.Select((a, j) => a * Scale(i) * Scale(j)).ToArray())];
        Assert.Equal(Cholesky.Factor(matrix.Rows).Select((row, i) => row.Select(a => a * Scale(i)).ToArray()), Cholesky.Factor(scaled));
    }

    [Property]
    public void A_leading_block_has_the_leading_block_of_the_factor(PositiveMatrix matrix)
    {
        int size = (matrix.Size + 1) / 2;
        double[][] Leading(double[][] rows) => [.. rows.Take(size).Select(row => row[..size])];
        Assert.Equal(Leading(Cholesky.Factor(matrix.Rows)), Cholesky.Factor(Leading(matrix.Rows)));
    }

    [Property]
    public void A_solution_solves(PositiveMatrix matrix)
    {
        double[][] l = Cholesky.Factor(matrix.Rows);
        double[] x = Cholesky.Solve(matrix.Rows, matrix.Vector);
        for (int i = 0; i < matrix.Size; i++)
        {
            // Higham (2002), theorem 10.4: a residual of at most (3 n + 1) u |L| |L^T| |x|, and the roundings of this sum.
            double size = Sum(matrix.Size, j => Math.Abs(x[j]) * Sum(matrix.Size, k => Math.Abs(l[i][k] * l[j][k])));
            double residual = Sum(matrix.Size, j => matrix.Rows[i][j] * x[j]) - matrix.Vector[i];
            Assert.Equal(0, residual, ((4 * matrix.Size) + 3) * U * size);
        }
    }

    [Property]
    public void The_log_determinant_of_a_block_diagonal_is_a_sum(PairOfMatrices pair)
    {
        int n = pair.First.Size;
        double[][] both =
        [
            .. pair.First.Rows.Select(row => (double[])[.. row, .. new double[n]]),
            .. pair.Second.Rows.Select(row => (double[])[.. new double[n], .. row]),
        ];
        double first = Cholesky.LogDeterminant(pair.First.Rows);
        double second = Cholesky.LogDeterminant(pair.Second.Rows);
        // The factors are the same bits; only the order of the 2 n logarithms' sum differs. Each is at most 30.
        Assert.Equal(first + second, Cholesky.LogDeterminant(both), 4 * n * U * 60 * n);
    }

    [Property]
    public void A_library_of_another_origin_agrees(PositiveMatrix matrix)
    {
        // Both factors are those of A + E, |E| <= (n + 1) u |L| |L^T|: the condition of the scaled matrix says how far apart.
        DenseMatrix scaled = DenseMatrix.OfRowArrays(matrix.Rows.Select((row, i) =>
            row.Select((a, j) => a / Math.Sqrt(matrix.Rows[i][i] * matrix.Rows[j][j])).ToArray()));
        double error = 4 * (matrix.Size + 1) * matrix.Size * U * scaled.ConditionNumber();
        DenseMatrix a = DenseMatrix.OfRowArrays(matrix.Rows);
        var theirs = a.Cholesky();
        double[][] ours = Cholesky.Factor(matrix.Rows);
        for (int i = 0; i < matrix.Size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Assert.Equal(theirs.Factor[i, j], ours[i][j], error * Math.Sqrt(matrix.Rows[i][i]));
            }
        }

        Assert.Equal(theirs.DeterminantLn, Cholesky.LogDeterminant(matrix.Rows), error + (8 * matrix.Size * U * 60));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(11)]
    [InlineData(16)]
    public void Pascals_matrix_has_his_triangle_for_its_factor_and_determinant_one(int size)
    {
        double[][] triangle = [.. Enumerable.Range(0, size).Select(i =>
            Enumerable.Range(0, size).Select(j => Binomial(i, j)).ToArray())];
        double[][] matrix = [.. Enumerable.Range(0, size).Select(i =>
            Enumerable.Range(0, size).Select(j => Binomial(i + j, j)).ToArray())];
        Assert.Equal(triangle, Cholesky.Factor(matrix));
        Assert.Equal(0.0, Cholesky.LogDeterminant(matrix));
    }

    [Property]
    public void A_matrix_that_is_not_positive_definite_is_named_with_its_pivot(IndefiniteMatrix matrix)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Cholesky.Factor(matrix.Rows));
        Assert.StartsWith(
            $"matrix is not positive definite: its pivot {matrix.Pivot} is {matrix.Value}; it must be positive.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void On_a_device_the_first_NaN_of_the_diagonal_is_the_pivot_and_no_other_matrix_notices(string choice)
    {
        Device device = TestDevices.Get(choice);
        foreach (int size in new[] { 1, 2, 3, 4, 8, 12 })
        {
            foreach (int pivot in Enumerable.Range(0, size))
            {
                // The identity three times; the second has a zero or a negative number at the pivot.
                double[] one = [.. Enumerable.Range(0, size * size).Select(i => i % (size + 1) == 0 ? 1.0 : 0.0)];
                double[] bad = [.. one];
                bad[pivot * (size + 1)] = pivot % 2 == 0 ? 0 : -1;
                using DeviceArray<double> matrix = device.Upload<double>([.. one, .. bad, .. one]);
                using DeviceArray<double> factor = device.Allocate<double>(matrix.Length);
                using DeviceArray<double> logDeterminant = device.Allocate<double>(3);
                CholeskyKernels.LogDeterminant(device, size, matrix, factor, logDeterminant);
                double[][] factors = [.. factor.ToArray().Chunk(size * size)];
                Assert.Equal(pivot, Enumerable.Range(0, size).First(i => double.IsNaN(factors[1][i * (size + 1)])));
                Assert.Equal(one, factors[0]);
                Assert.Equal(one, factors[2]);
                Assert.Equal([0, double.NaN, 0], logDeterminant.ToArray());
            }
        }
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_matrix_of_one_number_has_its_logarithm_for_log_determinant(string choice)
    {
        Device device = TestDevices.Get(choice);
        double[] numbers =
        [
            .. Enumerable.Range(-500, 1001).Select(k => Math.Pow(10, k * 0.6)), 1, Math.BitIncrement(1), Math.BitDecrement(1),
            0.5, 2, Math.BitDecrement(2), double.Epsilon, double.MaxValue,
        ];
        using DeviceArray<double> matrix = device.Upload<double>(numbers);
        using DeviceArray<double> factor = device.Allocate<double>(numbers.Length);
        using DeviceArray<double> logDeterminant = device.Allocate<double>(numbers.Length);
        CholeskyKernels.LogDeterminant(device, 1, matrix, factor, logDeterminant);
        Assert.All(
            numbers.Zip(logDeterminant.ToArray()),
            // The root's rounding, which the logarithm makes absolute and the 2 doubles, and one unit in the last place.
            pair => Assert.Equal(Math.Log(pair.First), pair.Second, U * (2 + (3 * Math.Abs(Math.Log(pair.First))))));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<double> eight = device.Allocate<double>(8);
        using DeviceArray<double> two = device.Allocate<double>(2);
        using DeviceArray<double> four = device.Allocate<double>(4);
        var table = new Dictionary<string, Action>
        {
            ["Factor: size is 0; it must be at least 1."] = () => CholeskyKernels.Factor(device, 0, eight, eight),
            ["Factor: matrix has 8 elements; it must have a multiple of 9, 3 rows of 3 for each matrix."] =
                () => CholeskyKernels.Factor(device, 3, eight, eight),
            ["Factor: factor has 4 elements; it must have 8."] = () => CholeskyKernels.Factor(device, 2, eight, four),
            ["LogDeterminant: logDeterminant has 4 elements; it must have 2."] =
                () => CholeskyKernels.LogDeterminant(device, 2, eight, eight, four),
            ["LogDeterminant: factor has 4 elements; it must have 8."] =
                () => CholeskyKernels.LogDeterminant(device, 2, eight, four, two),
            ["Solve: right has 2 elements; it must have 4."] = () => CholeskyKernels.Solve(device, 2, eight, two, eight, four),
            ["Solve: solution has 2 elements; it must have 4."] = () => CholeskyKernels.Solve(device, 2, eight, four, eight, two),
            ["Solve: factor has 4 elements; it must have 8."] = () => CholeskyKernels.Solve(device, 2, eight, four, four, four),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);

    private static double Binomial(int n, int k) => Math.Round(MathNet.Numerics.SpecialFunctions.Binomial(n, k));
}
