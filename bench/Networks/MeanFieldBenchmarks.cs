using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>One draw of the weights for a batch.</summary>
public class MeanFieldBenchmarks : NoisyLayerBenchmark
{
    private static readonly PhiloxKey Key = new(1, 2);

    protected override string Topic => "mean-field";

    protected override int ProductsForward => 1;

    // Backward they are drawn for the weights and for their deviations' derivatives.
    protected override int NormalsOfBatch => Way == Ways.Forward ? Weights : 2 * Weights;

    [Benchmark(Baseline = true)]
    public double Reference() => Way == Ways.Forward
        ? MeanField.Forward(Input, Mean, Deviation, Key, 3, 4)[0][0]
        : MeanField.Backward(Input, Mean, Deviation, Slope, Key, 3, 4).Input[0][0];

    [Benchmark]
    public void Kernel() => Call(() =>
    {
        if (Way == Ways.Forward)
        {
            MeanFieldKernels.Forward(
                Device, Outputs, Arrays[0], Arrays[1], Arrays[2], NextNoise(), Arrays[8], Arrays[7]);
        }
        else
        {
            MeanFieldKernels.Backward(
                Device, Outputs, Arrays[0], Arrays[1], Arrays[2], NextNoise(), Arrays[3], Arrays[8], Arrays[4], Arrays[5], Arrays[6]);
        }
    });
}
