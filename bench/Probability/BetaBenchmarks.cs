using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Probability;

/// <summary>A batch of log-densities of beta laws: three logarithms and two recurrences each, all in double.</summary>
public class BetaBenchmarks : FormulaBenchmark
{
    private float[][] _columns = [];

    public override string Id => "beta.log-density";

    public override int ReferenceItems => Math.Min(Items, 1 << 14);

    public override string Limit => Limits.Double;

    public override Cost Cost => new(Bytes: 16, Operations: 300);

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
            sum += Beta.LogDensity(_columns[0][i], _columns[1][i], _columns[2][i]);
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => BetaKernels.LogDensity(Device, Arrays[0], Arrays[1], Arrays[2], Arrays[3]));
}
