using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Numerics;

/// <summary>The three forms of a product of square matrices; an item is one row of the product.</summary>
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

    [ParamsAllValues]
    public Forms Form { get; set; }

    public override string Id => $"matrix-product.{Names.KebabCase(Form.ToString())}";

    public override int Items => Device.Kind == DeviceKind.Cpu ? 64 : Side(WorkingSetSize.CacheOf(Device) / 2);

    public override int ReferenceItems => ReferenceRows;

    public override string Limit =>
        "An operand that lies badly is copied first; after that a tile's sums stay in registers. On a GPU nothing is kept in "
        + "shared memory.";

    // Each element of the three matrices crosses once: three rows of them an item.
    public override Cost Cost => new(Bytes: 3 * 4 * Items, Operations: 2.0 * Items * Items);

    protected override int CallsVerified => 16;

    protected override bool IsOfOneSize => true;

    protected override void Prepare()
    {
        int n = Items;
        float[] left = Elements(n * n, 1), right = Elements(n * n, 2);
        Arrays = [Device.Upload<float>(left), Device.Upload<float>(right), Device.Allocate<float>(n * n)];
        double[][] rows = Rows(left, n, n);
        _left = Form == Forms.TransposedLeft ? [.. rows.Select(row => row[..ReferenceRows])] : rows[..ReferenceRows];
        _right = Rows(right, n, n);
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
        int n = Items;
        switch (Form)
        {
            case Forms.Value:
                MatrixProductKernels.Value(Device, n, n, n, Arrays[0], Arrays[1], Arrays[2]);
                break;
            case Forms.TransposedLeft:
                MatrixProductKernels.TransposedLeft(Device, n, n, n, Arrays[0], Arrays[1], Arrays[2]);
                break;
            default:
                MatrixProductKernels.TransposedRight(Device, n, n, n, Arrays[0], Arrays[1], Arrays[2]);
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
