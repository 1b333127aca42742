using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>Flipout: one draw of the weights' noise for a batch, signs for every input and output.</summary>
public class FlipoutLayerBenchmarks : NoisyLayerBenchmark
{
    private static readonly PhiloxKey Key = new(1, 2);

    protected override string Topic => "flipout-layer";

    protected override int ProductsForward => 2;

    protected override int NormalsOfBatch => Way == Ways.Forward ? Weights : 2 * Weights;

    [Benchmark(Baseline = true)]
    public double Reference() => Way == Ways.Forward
        ? FlipoutLayer.Forward(Input, Mean, Deviation, Key, 3, 4)[0][0]
        : FlipoutLayer.Backward(Input, Mean, Deviation, Slope, Key, 3, 4).Input[0][0];

    [Benchmark]
    public void Kernel() => Call(() =>
    {
        if (Way == Ways.Forward)
        {
            FlipoutLayerKernels.Forward(
                Device, Outputs, Arrays[0], Arrays[1], Arrays[2], NextNoise(), Arrays[8], Arrays[9], Arrays[10], Arrays[7]);
        }
        else
        {
            FlipoutLayerKernels.Backward(
                Device, Outputs, Arrays[0], Arrays[1], Arrays[2], NextNoise(), Arrays[3], Arrays[8], Arrays[9], Arrays[10], Arrays[4],
                Arrays[5], Arrays[6]);
        }
    });
}
