using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Inference;

/// <summary>Posterior and predictive after every flip of many coins: an item is one flip, three doubles written and one float read twice.</summary>
public class BetaBernoulliBenchmarks : FormulaBenchmark
{
    private const int Width = 256;

    private double[][] _flips = [];
    private DeviceArray<double> _alpha = null!;
    private DeviceArray<double> _beta = null!;
    private DeviceArray<int> _scratch = null!;
    private DeviceArray<double>[] _results = [];

    public override string Id => "beta-bernoulli.prefixes";

    public override int Items => Math.Max(1, base.Items / Width) * Width;

    public override int ReferenceItems => Math.Min(Items, 1 << 16);

    public override string Limit =>
        "A scan: the flips are read twice, once to count the ones of each chunk and once to walk through it.";

    public override Cost Cost => new(Bytes: 32, Operations: 8);

    protected override int CallsVerified => 64;

    protected override void Prepare()
    {
        int coins = Items / Width;
        float[] flips = Column(Inputs(256), 0, Items);
        _flips = Rows(flips, Width, ReferenceItems / Width);
        Arrays = [Device.Upload<float>(flips)];
        double[] ones = [.. Enumerable.Repeat(1.0, coins)];
        _alpha = Own(Device.Upload<double>(ones));
        _beta = Own(Device.Upload<double>(ones));
        _scratch = Own(Device.Allocate<int>(coins * BetaBernoulliKernels.Chunks(Width)));
        _results = [.. Enumerable.Range(0, 3).Select(_ => Own(Device.Allocate<double>(Items)))];
    }

    [Benchmark(Baseline = true)]
    public double Reference() => _flips.Sum(row => BetaBernoulli.Prefixes(row, 1, 1).Predictive[^1]);

    [Benchmark]
    public void Kernel() => Call(() => BetaBernoulliKernels.Prefixes(
        Device, Arrays[0], _alpha, _beta, _scratch, _results[0], _results[1], _results[2]));
}
