using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Numerics;

/// <summary>
/// The three forms of a product: of square matrices, and of the layers of LeNet-300-100 over a batch, forward, by weights and by inputs;
/// an item is one row of the product.
/// </summary>
public class MatrixProductBenchmarks : FormulaBenchmark
{
    private const int ReferenceRows = 2;

    private double[][] _left = [], _right = [];

    public enum Forms
    {
        Value,
        TransposedLeft,
        TransposedRight,
    }

    public enum Sizes
    {
        Square,
        FirstLayer,
        SecondLayer,
    }

    [ParamsAllValues]
    public Forms Form { get; set; }

    [ParamsAllValues]
    public Sizes Size { get; set; }

    public override string Id => $"matrix-product.{Names.KebabCase(Form.ToString())}";

    public override string? Variant => Size == Sizes.Square ? null : Names.KebabCase(Size.ToString()).Replace('-', ' ');

    public override int Items => Shape.Rows;

    public override int ReferenceItems => ReferenceRows;

    public override string Limit =>
        "An operand that lies badly is copied first; after that a tile's sums stay in registers. On a GPU nothing is kept in "
        + "shared memory.";

    // Each element of the three matrices crosses once; an item has a row's share of the one that all rows read.
    public override Cost Cost => new(
        Bytes: 4 * (Shape.Inner + Shape.Columns + ((double)Shape.Inner * Shape.Columns / Shape.Rows)),
        Operations: 2.0 * Shape.Inner * Shape.Columns);

    protected override int CallsVerified => 16;

    protected override bool IsOfOneSize => true;

    private (int Rows, int Inner, int Columns) Shape
    {
        get
        {
            bool isSlow = Device.Kind == DeviceKind.Cpu;
            int side = isSlow ? 64 : Side(WorkingSetSize.CacheOf(Device) / 2);
            int batch = isSlow ? 16 : 128;
            (int inputs, int outputs) = Size == Sizes.FirstLayer ? (784, 300) : (300, 100);
            return (Size, Form) switch
            {
                (Sizes.Square, _) => (side, side, side),
                (_, Forms.Value) => (batch, inputs, outputs),
                (_, Forms.TransposedLeft) => (inputs, batch, outputs),
                _ => (batch, outputs, inputs),
            };
        }
    }

    protected override void Prepare()
    {
        (int rows, int inner, int columns) = Shape;
        float[] left = Elements(rows * inner, 1), right = Elements(inner * columns, 2);
        Arrays = [Device.Upload<float>(left), Device.Upload<float>(right), Device.Allocate<float>(rows * columns)];
        _left = Form == Forms.TransposedLeft
            ? [.. Rows(left, rows, inner).Select(row => row[..ReferenceRows])]
            : Rows(left, inner, ReferenceRows);
        _right = Form == Forms.TransposedRight ? Rows(right, inner, columns) : Rows(right, columns, inner);
    }

    [Benchmark(Baseline = true)]
    public double[][] Reference() => Form switch
    {
        Forms.Value => MatrixProduct.Value(_left, _right),
        Forms.TransposedLeft => MatrixProduct.TransposedLeft(_left, _right),
        _ => MatrixProduct.TransposedRight(_left, _right),
    };

    [Benchmark]
    public void Kernel() => Call(() =>
    {
        (int rows, int inner, int columns) = Shape;
        switch (Form)
        {
            case Forms.Value:
                MatrixProductKernels.Value(Device, rows, inner, columns, Arrays[0], Arrays[1], Arrays[2]);
                break;
            case Forms.TransposedLeft:
                MatrixProductKernels.TransposedLeft(Device, rows, inner, columns, Arrays[0], Arrays[1], Arrays[2]);
                break;
            default:
                MatrixProductKernels.TransposedRight(Device, rows, inner, columns, Arrays[0], Arrays[1], Arrays[2]);
                break;
        }
    });

    // 1024, or as much of it as lets three matrices lie in the cache.
    private static int Side(long bytes)
    {
        int side = 1024;
        while (3L * 4 * side * side > bytes)
        {
            side /= 2;
        }

        return side;
    }

    private static float[] Elements(int count, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }
}
