using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>Log-likelihoods of a hundred targets each: one row an item.</summary>
public class GaussianLikelihoodBenchmarks : FormulaBenchmark
{
    private const int Targets = 100;

    private double[][] _prediction = [], _target = [];

    public override string Id => "gaussian-likelihood.from-log-precision";

    public override int ReferenceItems => Math.Min(Items, 1 << 8);

    public override string Limit => Limits.Rows;

    public override Cost Cost => new(Bytes: (8 * Targets) + 8, Operations: 3 * Targets);

    protected override void Prepare()
    {
        float[] prediction = Repeat<float>([.. Enumerable.Range(0, 1009).Select(i => MathF.Sin(i))], Items * Targets);
        float[] target = Repeat<float>([.. Enumerable.Range(0, 1013).Select(i => MathF.Sin(i + 0.1f))], Items * Targets);
        Arrays =
        [
            Device.Upload<float>(prediction), Device.Upload<float>(target), Device.Upload<float>(Repeat<float>([3f], Items)),
            Device.Allocate<float>(Items),
        ];
        _prediction = Rows(prediction, Targets, ReferenceItems);
        _target = Rows(target, Targets, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += GaussianLikelihood.FromLogPrecision(_prediction[i], _target[i], 3);
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => GaussianLikelihoodKernels.FromLogPrecision(Device, Arrays[0], Arrays[1], Arrays[2], Arrays[3]));
}
