using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Inference;

/// <summary>Rows of 64 logarithms: each is read twice, one exponential an element.</summary>
public class LogSumExpBenchmarks : FormulaBenchmark
{
    private const int Width = 64;

    private double[][] _rows = [];

    public override string Id => "log-sum-exp.value";

    public override int ReferenceItems => Math.Min(Items, 1 << 10);

    public override Cost Cost => new(Bytes: (4 * Width) + 4, Operations: 20 * Width);

    protected override void Prepare()
    {
        float[] values = Column(Inputs(4096), 0, Items * Width);
        Arrays = [Device.Upload<float>(values), Device.Allocate<float>(Items)];
        _rows = Rows(values, Width, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += LogSumExp.Value(_rows[i]);
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => LogSumExpKernels.Value(Device, Arrays[0], Arrays[1]));
}
