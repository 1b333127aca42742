using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Probability;

/// <summary>A batch of quantiles: four streams through memory, next to no arithmetic.</summary>
public class UniformBenchmarks : FormulaBenchmark
{
    private float[][] _columns = [];

    public override string Id => "uniform.quantile";

    public override int ReferenceItems => Math.Min(Items, 1 << 16);

    public override string Limit =>
        "Memory: five operations for sixteen bytes; a copy to elsewhere fetches what it writes over.";

    public override Cost Cost => new(Bytes: 16, Operations: 5);

    protected override void Prepare()
    {
        var calls = Inputs(4096);
        _columns = [.. Enumerable.Range(0, 3).Select(argument => Column(calls, argument, Items))];
        Arrays = [.. _columns.Select(column => Device.Upload<float>(column)), Device.Allocate<float>(Items)];
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += Uniform.Quantile(_columns[0][i], _columns[1][i], _columns[2][i]);
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => UniformKernels.Quantile(Device, Arrays[0], Arrays[1], Arrays[2], Arrays[3]));
}
