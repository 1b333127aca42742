using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Probability;

/// <summary>Draws: a quarter of a Philox block each, and nothing but the writing to memory.</summary>
public class BernoulliBenchmarks : FormulaBenchmark
{
    private const float Probability = 0.3f;

    public override string Id => "bernoulli.draw";

    public override int ReferenceItems => Math.Min(Items, 1 << 16);

    public override string Limit => Limits.Words;

    public override Cost Cost => new(Bytes: 4, Operations: 2, Uniforms: 1);

    protected override int CallsVerified => 64;

    protected override void Prepare() => Arrays = [Device.Allocate<float>(Items)];

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        return Bernoulli.Draw(Probability, new PhiloxKey(1, 2), 0, 0, ReferenceItems)[^1];
    }

    [Benchmark]
    public void Kernel() => Call(() => BernoulliKernels.Draw(Device, Probability, new DeviceKey(1, 2), 0, 0, Arrays[0]));
}
