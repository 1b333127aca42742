using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>Moments of pre-activations, seventeen weights each, row by row.</summary>
public class LocalReparameterizationBenchmarks : FormulaBenchmark
{
    private const int Width = 17;
    private float[][] _columns = [];

    public override string Id => "local-reparameterization.gaussian-moments";

    public override int ReferenceItems => Math.Min(Items, 1 << 12);

    public override string Limit => Limits.Rows;

    public override Cost Cost => new(Bytes: (3 * 4 * Width) + 8, Operations: 5 * Width);

    protected override void Prepare()
    {
        var calls = Inputs(4096);
        _columns = [.. Enumerable.Range(0, 3).Select(argument => Column(calls, argument, Items * Width))];
        Arrays = [.. _columns.Select(column => Device.Upload<float>(column)), Device.Allocate<float>(Items), Device.Allocate<float>(Items)];
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += LocalReparameterization.GaussianMoments(Row(0, i), Row(1, i), Row(2, i)).Variance;
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => LocalReparameterizationKernels.GaussianMoments(
        Device, Arrays[0], Arrays[1], Arrays[2], Arrays[3], Arrays[4]));

    private double[] Row(int argument, int i) =>
        Array.ConvertAll(_columns[argument][(i * Width)..((i + 1) * Width)], x => (double)x);
}
