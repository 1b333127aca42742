using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>VIMCO with four samples.</summary>
public class VimcoBenchmarks : BernoulliBoundBenchmark
{
    protected override string Estimator => "vimco";

    // Maps to (0, 1) 8, four draws 8, two logarithms of 22 and two exponentials of 16, the rest of the call 28, the sums 7.
    protected override double Operations => 127;

    [Benchmark(Baseline = true)]
    public double[] Reference() => Vimco.BernoulliBoundBlock(Toy.PosteriorLogit, Toy.Logit, Samples, new PhiloxKey(1, 2), 0);

    [Benchmark]
    public void Kernel() => DrawBlocks();
}
