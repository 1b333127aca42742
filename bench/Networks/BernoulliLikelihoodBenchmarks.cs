using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>Log-likelihoods of images of MNIST's size: one row an item.</summary>
public class BernoulliLikelihoodBenchmarks : FormulaBenchmark
{
    private const int Pixels = 784;

    private double[][] _logits = [], _target = [];

    public override string Id => "bernoulli-likelihood.value";

    public override int ReferenceItems => Math.Min(Items, 1 << 6);

    public override string Limit => Limits.Elementary;

    // An exponential of some fourteen operations a pixel, its sum with 1 and product, the linear part's four.
    public override Cost Cost => new(Bytes: (8 * Pixels) + 4, Operations: 20 * Pixels);

    protected override int CallsVerified => 64;

    protected override void Prepare()
    {
        float[] logits = Repeat<float>([.. Enumerable.Range(0, 1009).Select(i => 3 * MathF.Sin(i))], Items * Pixels);
        float[] target = Repeat<float>([.. Enumerable.Range(0, 1013).Select(i => i % 5 / 4f)], Items * Pixels);
        Arrays = [Device.Upload<float>(logits), Device.Upload<float>(target), Device.Allocate<float>(Items)];
        _logits = Rows(logits, Pixels, ReferenceItems);
        _target = Rows(target, Pixels, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += BernoulliLikelihood.Value(_logits[i], _target[i]);
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => BernoulliLikelihoodKernels.Value(Device, Arrays[0], Arrays[1], Arrays[2]));
}
