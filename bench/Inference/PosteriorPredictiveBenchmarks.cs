using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Inference;

/// <summary>Predictive probabilities by 64 draws each.</summary>
public class PosteriorPredictiveBenchmarks : LogRowBenchmark
{
    public override string Id => "posterior-predictive.monte-carlo";

    [Benchmark(Baseline = true)]
    public double Reference() => Sum(PosteriorPredictive.MonteCarlo);

    [Benchmark]
    public void Kernel() => Apply(PosteriorPredictiveKernels.MonteCarlo);
}
