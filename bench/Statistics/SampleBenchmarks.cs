using BayesBench.Kernels;
using BayesBench.Kernels.Statistics;
using BayesBench.Reference.Statistics;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Statistics;

/// <summary>Moments of a long array in blocks of 1024: four bytes an element in, four doubles a block out.</summary>
public class SampleBenchmarks : FormulaBenchmark
{
    private const int Block = 1024;

    private double[] _sample = [];
    private DeviceArray<float> _values = null!;
    private DeviceArray<double> _scratch = null!;
    private DeviceArray<long> _count = null!;
    private DeviceArray<double>[] _moments = [];

    public override string Id => "sample.moments";

    public override int Items => base.Items / Block * Block;

    public override int ReferenceItems => Math.Min(Items, 1 << 18);

    public override string Limit =>
        "Sixteen numbers a work item, read twice, with their sums of powers in double, and these sums put together block by block.";

    // A sum for the mean; a deviation, three powers and three sums for the rest.
    public override Cost Cost => new(Bytes: 4, Operations: 8);

    protected override void Prepare()
    {
        float[] values = Column(Inputs(4096), 0, Items);
        int blocks = Items / Block;
        _sample = [.. values.Take(ReferenceItems).Select(value => (double)value)];
        _values = Own(Device.Upload<float>(values));
        _scratch = Own(Device.Allocate<double>(SampleKernels.ScratchLength(blocks, Block)));
        _count = Own(Device.Allocate<long>(blocks));
        _moments = [.. Enumerable.Range(0, 4).Select(_ => Own(Device.Allocate<double>(blocks)))];
    }

    [Benchmark(Baseline = true)]
    public Moments Reference() => Sample.Moments(_sample);

    [Benchmark]
    public void Kernel() => Call(() => SampleKernels.Moments(
        Device, _values, Block, _scratch, _count, _moments[0], _moments[1], _moments[2], _moments[3]));
}
