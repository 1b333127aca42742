using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Numerics;

/// <summary>Many small least-squares systems: eight rows, four columns, one system an item.</summary>
public class HouseholderQrBenchmarks : FormulaBenchmark
{
    private const int Height = 8;
    private const int Width = 4;

    private double[][][] _matrices = [];
    private double[][] _rights = [];
    private DeviceArray<double> _workspace = null!;
    private DeviceArray<double> _solution = null!;

    public override string Id => "householder-qr.solve";

    public override int ReferenceItems => Math.Min(Items, 1 << 11);

    public override string Limit =>
        "A work item a system in double: each reflection waits for the one before, and PoCL packs no loop.";

    // The reflections of the matrix, 2 n^2 (m - n / 3), of the right side, 4 m n, and the substitution, n^2.
    public override Cost Cost => new(
        Bytes: (4 * Height * (Width + 1)) + (8 * Width), Operations: (2 * 16 * 20 / 3) + (4 * Height * Width) + 16);

    protected override void Prepare()
    {
        var source = new InputSource(3);
        float[] matrix = Normal(source, Items * Height * Width);
        float[] right = Normal(source, Items * Height);
        Arrays = [Device.Upload<float>(matrix), Device.Upload<float>(right)];
        _workspace = Own(Device.Allocate<double>(Items * Height * (Width + 1)));
        _solution = Own(Device.Allocate<double>(Items * Width));
        _matrices = [.. Rows(matrix, Width, ReferenceItems * Height).Chunk(Height)];
        _rights = Rows(right, Height, ReferenceItems);
    }

    private static float[] Normal(InputSource source, int count) =>
        [.. source.Vector(count, s => s.Normal()).Select(z => (float)z)];

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += HouseholderQr.Solve(_matrices[i], _rights[i])[0];
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => HouseholderQrKernels.Solve(
        Device, Height, Width, Arrays[0], Arrays[1], _workspace, _solution));
}
