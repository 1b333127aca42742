using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Inference;

/// <summary>Posteriors of 16 hypotheses: two streams in and one out; a product, a sum and a quotient an element.</summary>
public class BayesRuleBenchmarks : FormulaBenchmark
{
    private const int Width = 16;

    private double[] _prior = [];
    private double[][] _likelihood = [];

    public override string Id => "bayes-rule.posterior";

    public override int ReferenceItems => Math.Min(Items, 1 << 12);

    public override string Limit => Limits.Rows;

    public override Cost Cost => new(Bytes: (12 * Width) + 4, Operations: 3 * Width);

    protected override void Prepare()
    {
        float[] prior = new float[Items * Width];
        Array.Fill(prior, 1f / Width);
        float[] likelihood = Column(Inputs(4096), 1, Items * Width);
        Arrays =
        [
            Device.Upload<float>(prior), Device.Upload<float>(likelihood), Device.Allocate<float>(Items * Width),
            Device.Allocate<float>(Items),
        ];
        _prior = [.. Enumerable.Repeat(1.0 / Width, Width)];
        _likelihood = Rows(likelihood, Width, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += BayesRule.Posterior(_prior, _likelihood[i]).Evidence;
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => BayesRuleKernels.Posterior(Device, Arrays[0], Arrays[1], Arrays[2], Arrays[3]));
}
