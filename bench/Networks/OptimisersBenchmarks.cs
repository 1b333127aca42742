using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>One step of Adam over a flat buffer: four streams in, three out.</summary>
public class OptimisersBenchmarks : FormulaBenchmark
{
    private const double Rate = 1e-3, FirstDecay = 0.9, SecondDecay = 0.999, Epsilon = 1e-8;
    private double[][] _small = [];

    public override string Id => "optimisers.adam";

    public override int ReferenceItems => Math.Min(Items, 1 << 16);

    public override string Limit =>
        "Memory: four arrays are read and three written.";

    public override Cost Cost => new(Bytes: 28, Operations: 14);

    protected override void Prepare()
    {
        var calls = Inputs(4096);
        _small = [.. Enumerable.Range(0, 4).Select(argument =>
            Array.ConvertAll(Column(calls, argument, ReferenceItems), x => (double)x))];
        Arrays = [.. Enumerable.Range(0, 4).Select(argument => Device.Upload<float>(Column(calls, argument, Items)))];
    }

    [Benchmark(Baseline = true)]
    public AdamState Reference() => Optimisers.Adam(
        _small[0], _small[1], _small[2], _small[3], 10, Rate, FirstDecay, SecondDecay, Epsilon);

    [Benchmark]
    public void Kernel() => Call(() => OptimisersKernels.Adam(Device, Arrays[0], Arrays[1], Arrays[2], Arrays[3], 10, Rate));
}
