using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Reference.Models;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Models;

/// <summary>
/// The bound over the depths of an eight-layer network, with all its derivatives; an item is one input.
/// </summary>
public class AdaptiveDepthBenchmarks : FormulaBenchmark
{
    private const int Layers = 8;

    private double[][] _logits = [], _logLikelihood = [];

    public override string Id => "adaptive-depth.amortized-elbo";

    public override int ReferenceItems => Math.Min(Items, 1 << 12);

    public override string Limit => Limits.Rows;

    // Read: logits, log-likelihoods, tau; written as much again and the bound. A layer is four sigmoids, two softplus and an
    // exponential, some twenty operations each.
    public override Cost Cost => new(Bytes: 4 * ((4 * Layers) + 5), Operations: 140 * Layers);

    protected override void Prepare()
    {
        IReadOnlyList<object[]> calls = Inputs(4096);
        float[] numbers = Column(calls, 1, Items * (Layers + 1));
        float[] logits = Array.ConvertAll(numbers[..(Items * Layers)], number => number + 5);
        Arrays =
        [
            Device.Upload<float>(logits), Device.Upload<float>(numbers), Device.Upload<float>(Column(calls, 2, Items)),
            Device.Allocate<float>(Items), Device.Allocate<float>(Items * Layers), Device.Allocate<float>(Items * (Layers + 1)),
            Device.Allocate<float>(Items),
        ];
        _logits = Rows(logits, Layers, ReferenceItems);
        _logLikelihood = Rows(numbers, Layers + 1, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += AdaptiveDepth.AmortizedElbo(_logits[i], _logLikelihood[i], 0.5).Elbo;
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => AdaptiveDepthKernels.AmortizedElbo(
        Device, Arrays[0], Arrays[1], Arrays[2], Arrays[3], Arrays[4], Arrays[5], Arrays[6]));
}
