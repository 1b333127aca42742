using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>A dense layer with noise of its pre-activations: two products for every weight.</summary>
public class GaussianDropoutBenchmarks : LayerBenchmark
{
    private double[] _alpha = [];

    public override string Id => "gaussian-dropout.local-forward";

    public override Cost Cost => new(Bytes: 4 * (Features + Units), Operations: 5 * Features * Units, Normals: Units);

    [Benchmark(Baseline = true)]
    public double[] Reference() => GaussianDropout.LocalForward(Input, Weights, _alpha, Key, 0, Step++);

    [Benchmark]
    public void Kernel() => Call(() => GaussianDropoutKernels.LocalForward(
        Device, Arrays[0], Arrays[1], Arrays[3], OnDevice, 0, Step++, Arrays[4], Arrays[2]));

    protected override IEnumerable<DeviceArray<float>> Workspaces()
    {
        _alpha = [.. Enumerable.Repeat(1.0, Features)];
        return [Device.Upload<float>(Floats(_alpha)), Device.Allocate<float>(Features * Units)];
    }
}
