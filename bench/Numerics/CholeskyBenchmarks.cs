using BayesBench.Kernels;
using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra.Double;

namespace BayesBench.Numerics;

/// <summary>Factors of covariances of eight coordinates: one matrix an item, in double.</summary>
[Headline]
public class CholeskyBenchmarks : FormulaBenchmark
{
    private const int Size = 8;
    private const int Elements = Size * Size;

    // n roots, n (n - 1) / 2 quotients, and a product and a difference for each of the n (n^2 - 1) / 6 terms.
    private const int Operations = Size + (Size * (Size - 1) / 2) + (Size * ((Size * Size) - 1) / 3);

    private double[][][] _matrices = [];
    private DeviceArray<double>? _matrix;
    private DeviceArray<double>? _factor;

    public override string Id => "cholesky.factor";

    public override int ReferenceItems => Math.Min(Items, 1 << 10);

    public override string Limit =>
        "As slow in the cache as from memory: PoCL makes most of a tile's products one at a time, and eight roots and twenty-eight "
        + "divisions wait for one another.";

    public override Cost Cost => new(Bytes: 2 * Elements * sizeof(double), Operations: Operations);

    protected override void Prepare()
    {
        _matrices = [.. Inputs(4096).Select(call => (double[][])call[0]).Where(matrix => matrix.Length == Size)];
        double[] flat = [.. _matrices.SelectMany(matrix => matrix).SelectMany(row => row)];
        _matrix = Own(Device.Upload<double>(Repeat<double>(flat, Items * Elements)));
        _factor = Own(Device.Allocate<double>(Items * Elements));
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += Cholesky.Factor(_matrices[i % _matrices.Length])[^1][^1];
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => CholeskyKernels.Factor(Device, Size, _matrix!, _factor!));

    [Benchmark]
    public double Library()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += DenseMatrix.OfRowArrays(_matrices[i % _matrices.Length]).Cholesky().Factor[Size - 1, Size - 1];
        }

        return sum;
    }
}
