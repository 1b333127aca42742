using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Inference;

/// <summary>Predictive probabilities by 64 draws each: every row is read twice, one exponential a draw.</summary>
public class PosteriorPredictiveBenchmarks : FormulaBenchmark
{
    private const int Width = 64;

    private double[][] _rows = [];

    public override string Id => "posterior-predictive.monte-carlo";

    public override int ReferenceItems => Math.Min(Items, 1 << 10);

    public override Cost Cost => new(Bytes: (4 * Width) + 4, Operations: 20 * Width);

    protected override void Prepare()
    {
        float[] logLikelihoods = Column(Inputs(4096), 0, Items * Width);
        Arrays = [Device.Upload<float>(logLikelihoods), Device.Allocate<float>(Items)];
        _rows = Rows(logLikelihoods, Width, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += PosteriorPredictive.MonteCarlo(_rows[i]);
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => PosteriorPredictiveKernels.MonteCarlo(Device, Arrays[0], Arrays[1]));
}
