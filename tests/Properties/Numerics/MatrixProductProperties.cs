using BayesBench.Kernels;
using BayesBench.Kernels.Numerics;
using BayesBench.Properties.Support;
using BayesBench.Reference.Numerics;
using BayesBench.Tests.Support;
using ILGPU;
using Xunit;

namespace BayesBench.Properties.Numerics;

public class MatrixProductProperties
{
    private static readonly double[][] Two = [[1, 2], [3, 4]];
    private static readonly double[][] Wide = [[1, 2, 3]];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["no row: left is empty; it must have at least one element."] = () => MatrixProduct.Value([], Two),
        ["no column: right[0] is empty; it must have at least one element."] = () => MatrixProduct.Value(Two, [[]]),
        ["ragged: left[1] has length 1; it must have length 2."] = () => MatrixProduct.TransposedLeft([[1, 2], [1]], Two),
        ["NaN: right[0][1] is NaN; it must be finite."] = () => MatrixProduct.TransposedRight(Two, [[1, double.NaN]]),
        ["A B: right has 2 rows; it must have 3."] = () => MatrixProduct.Value(Wide, Two),
        ["A^T B: right has 2 rows; it must have 1."] = () => MatrixProduct.TransposedLeft(Wide, Two),
        ["A B^T: right[0] has length 2; it must have length 3."] = () => MatrixProduct.TransposedRight(Wide, Two),
        ["C: addend has 1 rows; it must have 2."] = () => MatrixProduct.Accumulated(Wide, Two, Two),
        ["C: addend[0] has length 3; it must have length 2."] = () => MatrixProduct.Accumulated([[1, 2, 3], [1, 2, 3]], Two, Two),
    };

    // Sizes about a tile of six by thirty-two, about a copy's sixty-four terms and about a square of four, and strides that are copied.
    private static readonly (int Rows, int Inner, int Columns)[] Shapes =
    [
        (1, 1, 1), (1, 2, 32), (2, 1, 33), (3, 63, 31), (6, 64, 32), (7, 65, 34), (5, 3, 63), (8, 129, 64), (13, 2, 65), (67, 5, 9),
        (7, 256, 40), (256, 3, 5), (3, 5, 256), (5, 300, 33),
    ];

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Fact]
    public void An_element_is_a_row_times_a_column()
    {
        Assert.Equal([[1 * 5 + 2 * 7, 1 * 6 + 2 * 8], [3 * 5 + 4 * 7, 3 * 6 + 4 * 8]], MatrixProduct.Value(Two, [[5, 6], [7, 8]]));
        Assert.Equal([[14.0]], MatrixProduct.TransposedRight(Wide, Wide));
        Assert.Equal([[1, 2, 3], [2, 4, 6], [3, 6, 9]], MatrixProduct.TransposedLeft(Wide, Wide));
    }

    [Fact]
    public void The_three_forms_are_one_product()
    {
        (double[][] a, double[][] b) = (Irregular(5, 7, 1), Irregular(7, 3, 2));
        double[][] product = MatrixProduct.Value(a, b);
        Assert.Equal(product, MatrixProduct.TransposedLeft(Transposed(a), b));
        Assert.Equal(product, MatrixProduct.TransposedRight(a, Transposed(b)));
        Assert.Equal(Transposed(product), MatrixProduct.Value(Transposed(b), Transposed(a)));
    }

    [Fact]
    public void Products_are_linear_and_associative()
    {
        // Small integers: nothing is rounded.
        (double[][] a, double[][] b, double[][] c) = (Integers(4, 6, 1), Integers(6, 5, 2), Integers(5, 3, 3));
        Assert.Equal(
            MatrixProduct.Value(MatrixProduct.Value(a, b), c), MatrixProduct.Value(a, MatrixProduct.Value(b, c)));
        double[][] once = MatrixProduct.Value(a, b);
        Assert.Equal(
            once.Select(row => row.Select(x => 3 * x).ToArray()), MatrixProduct.Accumulated(once, a, MatrixProduct.Accumulated(b, b, Unit(5))));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_makes_no_error_with_integers_of_any_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        Assert.All(Shapes, shape => MakesNoError(device, shape.Rows, shape.Inner, shape.Columns));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> six = device.Allocate<float>(6);
        using DeviceArray<float> four = device.Allocate<float>(4);
        using DeviceArray<float> three = device.Allocate<float>(3);
        var table = new Dictionary<string, Action>
        {
            ["M: rows is 0; it must be at least 1."] = () => MatrixProductKernels.Value(device, 0, 3, 2, six, six, four),
            ["K: inner is 0; it must be at least 1."] = () => MatrixProductKernels.Value(device, 2, 0, 2, six, six, four),
            ["N: columns is -1; it must be at least 1."] = () => MatrixProductKernels.Value(device, 2, 3, -1, six, six, four),
            ["A: left has 4 elements; it must have 6."] = () => MatrixProductKernels.TransposedLeft(device, 2, 3, 2, four, six, four),
            ["B: right has 4 elements; it must have 6."] = () => MatrixProductKernels.TransposedRight(device, 2, 3, 2, six, four, four),
            ["product: product has 6 elements; it must have 4."] = () => MatrixProductKernels.Value(device, 2, 3, 2, six, six, six),
            ["C: addend has 3 elements; it must have 4."] = () => MatrixProductKernels.Value(device, 2, 3, 2, six, six, four, three),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    private static void MakesNoError(Device device, int rows, int inner, int columns)
    {
        (double[][] a, double[][] b, double[][] c) =
            (Integers(rows, inner, 1), Integers(inner, columns, 2), Integers(rows, columns, 3));
        double[][] product = MatrixProduct.Value(a, b);
        double[][] sum = MatrixProduct.Accumulated(c, a, b);
        double[][] onRow = [.. product.Select(row => row.Zip(c[0], (x, y) => x + y).ToArray())];
        using DeviceArray<float> plainA = Upload(device, a), turnedA = Upload(device, Transposed(a));
        using DeviceArray<float> plainB = Upload(device, b), turnedB = Upload(device, Transposed(b));
        using DeviceArray<float> addend = Upload(device, c), row = Upload(device, [c[0]]);
        foreach ((double[][] expected, ArrayView<float> added) in new (double[][], ArrayView<float>)[]
        {
            (product, default), (rows == 1 ? onRow : sum, addend), (onRow, row),
        })
        {
            Made(expected, made => MatrixProductKernels.Value(device, rows, inner, columns, plainA, plainB, made, added));
            Made(expected, made => MatrixProductKernels.TransposedLeft(device, rows, inner, columns, turnedA, plainB, made, added));
            Made(expected, made => MatrixProductKernels.TransposedRight(device, rows, inner, columns, plainA, turnedB, made, added));
        }

        void Made(double[][] expected, Action<ArrayView<float>> kernel)
        {
            // What lies behind the product stays as it is.
            float[] before = [.. Enumerable.Repeat(-7f, (rows * columns) + 64)];
            using DeviceArray<float> made = device.Upload<float>(before);
            kernel(made.View.SubView(0, rows * columns));
            float[] after = made.ToArray();
            Assert.Equal(expected.SelectMany(x => x).Select(x => (float)x), after[..(rows * columns)]);
            Assert.Equal(before[^64..], after[^64..]);
        }
    }

    private static double[][] Matrix(int rows, int columns, Func<int, double> element) =>
    [
        .. Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, columns).Select(j => element((i * columns) + j)).ToArray()),
    ];

    private static double[][] Irregular(int rows, int columns, int seed) => Matrix(rows, columns, i => Math.Sin((seed * 1000) + i));

    // From -4 to 4, without a period that a tile could hide.
    private static double[][] Integers(int rows, int columns, int seed) =>
        Matrix(rows, columns, i => (((i * 7919L) + (i * (long)i * seed)) % 9) - 4);

    private static double[][] Unit(int size) => Matrix(size, size, i => i % (size + 1) == 0 ? 1 : 0);

    private static double[][] Transposed(double[][] a) =>
        [.. Enumerable.Range(0, a[0].Length).Select(j => a.Select(row => row[j]).ToArray())];

    private static DeviceArray<float> Upload(Device device, double[][] matrix) =>
        device.Upload<float>([.. matrix.SelectMany(row => row).Select(x => (float)x)]);
}
