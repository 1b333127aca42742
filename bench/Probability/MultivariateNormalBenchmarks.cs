using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Probability;

/// <summary>Log-densities of many points under one law of eight coordinates: one point an item, in double.</summary>
[Headline]
public class MultivariateNormalBenchmarks : FormulaBenchmark
{
    private const int Size = 8;

    private double[] _mean = [];
    private double[][] _covariance = [];
    private double[][] _points = [];
    private DeviceArray<double>[] _arrays = [];

    public override string Id => "multivariate-normal.log-density";

    public override int ReferenceItems => Math.Min(Items, 1 << 10);

    public override string Limit =>
        "A forward substitution in double for each point: each step waits for the one before, and PoCL packs no loop.";

    // A point is read and its log-density written; z takes n (n - 1) / 2 products and differences, and n quotients.
    public override Cost Cost => new(Bytes: (Size + 1) * sizeof(double), Operations: Size * (Size + 3));

    protected override int CallsVerified => 64;

    protected override void Prepare()
    {
        object[] law = Inputs(4096).First(call => ((double[])call[0]).Length == Size);
        _mean = (double[])law[1];
        _covariance = (double[][])law[2];
        _points = MultivariateNormal.Draw(_mean, _covariance, new Reference.Random.PhiloxKey(1, 2), 0, 0, 4096);
        double[] flat = [.. _points.SelectMany(point => point)];
        _arrays =
        [
            Own(Device.Upload<double>(Repeat<double>(flat, Items * Size))),
            Own(Device.Upload<double>(_mean)),
            Own(Device.Upload<double>([.. _covariance.SelectMany(row => row)])),
            Own(Device.Allocate<double>(Size * Size)),
            Own(Device.Allocate<double>(1)),
            Own(Device.Allocate<double>(Items * Size)),
            Own(Device.Allocate<double>(Items)),
        ];
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += MultivariateNormal.LogDensity(_points[i % _points.Length], _mean, _covariance);
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => MultivariateNormalKernels.LogDensity(
        Device, _arrays[0], _arrays[1], _arrays[2], _arrays[3], _arrays[4], _arrays[5], _arrays[6]));
}
