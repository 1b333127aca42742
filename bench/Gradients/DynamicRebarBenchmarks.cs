using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>The gradients of squared calls of REBAR, by which it is tuned; its own draws are REBAR's.</summary>
public class DynamicRebarBenchmarks : FormulaBenchmark
{
    private float[][] _columns = [];

    public override string Id => "dynamic-rebar.bernoulli-tuning";

    public override int ReferenceItems => Math.Min(Items, 1 << 12);

    public override string Limit => Limits.Elementary;

    // Six numbers in and two out. Three logarithms of 26, ten logistic functions of 22, what is made of them 90.
    public override Cost Cost => new(Bytes: 32, Operations: 388);

    protected override void Prepare()
    {
        var calls = Inputs(4096);
        _columns = [.. Enumerable.Range(0, 5).Select(argument => Column(calls, argument, argument == 4 ? 2 * Items : Items))];
        Arrays = [.. _columns.Select(column => Device.Upload<float>(column)), Device.Allocate<float>(2 * Items)];
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            double[] uniforms = [_columns[4][2 * i], _columns[4][(2 * i) + 1]];
            sum += DynamicRebar.BernoulliTuning(_columns[0][i], _columns[1][i], _columns[2][i], _columns[3][i], uniforms)[0];
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => DynamicRebarKernels.BernoulliTuning(
        Device, Arrays[0], Arrays[1], Arrays[2], Arrays[3], Arrays[4], Arrays[5]));
}
