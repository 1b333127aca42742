using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Inference;

/// <summary>Bounds of 64 weights each: every row is read twice, one exponential an element.</summary>
public class ImportanceWeightedBenchmarks : FormulaBenchmark
{
    private const int Width = 64;

    private double[][] _rows = [];

    public override string Id => "importance-weighted.bound";

    public override int ReferenceItems => Math.Min(Items, 1 << 10);

    public override Cost Cost => new(Bytes: (4 * Width) + 4, Operations: 20 * Width);

    protected override void Prepare()
    {
        float[] weights = Column(Inputs(4096), 0, Items * Width);
        Arrays = [Device.Upload<float>(weights), Device.Allocate<float>(Items)];
        _rows = Rows(weights, Width, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += ImportanceWeighted.Bound(_rows[i]);
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => ImportanceWeightedKernels.Bound(Device, Arrays[0], Arrays[1]));
}
