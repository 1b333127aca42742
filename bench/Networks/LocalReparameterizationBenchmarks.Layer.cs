using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>The layer with noise in its pre-activations, which is one number for an example and output.</summary>
public class LocalReparameterizationLayerBenchmarks : NoisyLayerBenchmark
{
    private static readonly PhiloxKey Key = new(1, 2);

    protected override string Topic => "local-reparameterization";

    protected override int ProductsForward => 2;

    protected override int NormalsOfBatch => Items * Outputs;

    [Benchmark(Baseline = true)]
    public double Reference() => Way == Ways.Forward
        ? LocalReparameterization.Forward(Input, Mean, Deviation, Key, 3, 4)[0][0]
        : LocalReparameterization.Backward(Input, Mean, Deviation, Slope, Key, 3, 4).Input[0][0];

    [Benchmark]
    public void Kernel() => Call(() =>
    {
        if (Way == Ways.Forward)
        {
            LocalReparameterizationKernels.Forward(
                Device, Outputs, Arrays[0], Arrays[1], Arrays[2], NextNoise(), Arrays[10], Arrays[7]);
        }
        else
        {
            LocalReparameterizationKernels.Backward(
                Device, Outputs, Arrays[0], Arrays[1], Arrays[2], Arrays[7], NextNoise(), Arrays[3], Arrays[10], Arrays[9], Arrays[4],
                Arrays[5], Arrays[6]);
        }
    });

    /// <summary>Backward reads the variances that forward left.</summary>
    protected override void Prepare()
    {
        base.Prepare();
        LocalReparameterizationKernels.Forward(
            Device, Outputs, Arrays[0], Arrays[1], Arrays[2], NextNoise(), Arrays[7], Arrays[10]);
    }
}
