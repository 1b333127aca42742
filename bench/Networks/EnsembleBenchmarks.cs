using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>Predictions of 16 members for 10 classes: two logarithms' work for every probability.</summary>
public class EnsembleBenchmarks : FormulaBenchmark
{
    private const int Members = 16;
    private const int Classes = 10;

    private double[][] _members = [];

    public override string Id => "ensemble.predictive";

    public override int ReferenceItems => Math.Min(Items, 1 << 8);

    public override string Limit =>
        "A work item an input: a logarithm for each member and class and sums in double, one after the other.";

    // A deviance is a logarithm, or a series as long.
    public override Cost Cost => new(
        Bytes: (4 * Members * Classes) + (4 * Classes) + 8, Operations: (22 * Members * Classes) + (20 * Classes));

    protected override void Prepare()
    {
        float[] probabilities = [.. Enumerable.Range(0, Members).SelectMany(Member).Select(p => (float)p)];
        Arrays =
        [
            Device.Upload<float>(Repeat<float>(probabilities, Items * probabilities.Length)),
            Device.Allocate<float>(Items * Classes),
            Device.Allocate<float>(Items),
            Device.Allocate<float>(Items),
        ];
        _members = Rows(probabilities, Classes, Members);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += Ensemble.Predictive(_members).MutualInformation;
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => EnsembleKernels.Predictive(
        Device, Classes, Arrays[0], Arrays[1], Arrays[2], Arrays[3]));

    // A member's favourite class has more, in sixteenths.
    private static double[] Member(int m) => [.. Enumerable.Range(0, Classes).Select(k => (k == m % Classes ? 7 : 1) / 16.0)];
}
