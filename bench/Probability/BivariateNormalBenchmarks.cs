using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Probability;

/// <summary>A batch of conditional laws: eight streams through memory, a quotient and a few products in double.</summary>
public class BivariateNormalBenchmarks : FormulaBenchmark
{
    private float[][] _columns = [];

    public override string Id => "bivariate-normal.conditional";

    public override int ReferenceItems => Math.Min(Items, 1 << 16);

    public override string Limit =>
        "A division and products in double, between eight streams of floats.";

    public override Cost Cost => new(Bytes: 32, Operations: 6);

    protected override void Prepare()
    {
        var calls = Inputs(4096);
        _columns = [.. Enumerable.Range(0, 6).Select(argument => Column(calls, argument, Items))];
        Arrays =
        [
            .. _columns.Select(column => Device.Upload<float>(column)), Device.Allocate<float>(Items), Device.Allocate<float>(Items),
        ];
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += BivariateNormal.Conditional(
                _columns[0][i], _columns[1][i], _columns[2][i], _columns[3][i], _columns[4][i], _columns[5][i]).Mean;
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => BivariateNormalKernels.Conditional(
        Device, Arrays[0], Arrays[1], Arrays[2], Arrays[3], Arrays[4], Arrays[5], Arrays[6], Arrays[7]));
}
