using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Inference;

/// <summary>Divergences of mean-field posteriors of 64 dimensions from the standard normal prior: one row an item.</summary>
[Headline]
public class KullbackLeiblerBenchmarks : FormulaBenchmark
{
    private const int Dimensions = 64;

    private double[][] _mean = [];
    private double[][] _logVariance = [];

    public override string Id => "kullback-leibler.to-standard-normal";

    public override int ReferenceItems => Math.Min(Items, 1 << 10);

    public override string Limit => Limits.Rows;

    public override Cost Cost => new(Bytes: (8 * Dimensions) + 4, Operations: 25 * Dimensions);

    protected override void Prepare()
    {
        var calls = Inputs(4096);
        float[] mean = Column(calls, 0, Items * Dimensions);
        float[] logVariance = Column(calls, 1, Items * Dimensions);
        Arrays = [Device.Upload<float>(mean), Device.Upload<float>(logVariance), Device.Allocate<float>(Items)];
        _mean = Rows(mean, Dimensions, ReferenceItems);
        _logVariance = Rows(logVariance, Dimensions, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += KullbackLeibler.ToStandardNormal(_mean[i], _logVariance[i]);
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => KullbackLeiblerKernels.ToStandardNormal(Device, Arrays[0], Arrays[1], Arrays[2]));
}
