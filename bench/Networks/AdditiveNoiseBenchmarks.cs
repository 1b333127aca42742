using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>A dense layer with additive noise on its weights, in the local form: two products for every weight.</summary>
public class AdditiveNoiseBenchmarks : LayerBenchmark
{
    private double[] _logVariance = [];

    public override string Id => "additive-noise.forward";

    public override Cost Cost => new(Bytes: 4 * (Features + Units), Operations: 5 * Features * Units, Normals: Units);

    [Benchmark(Baseline = true)]
    public double[] Reference() => AdditiveNoise.Forward(Input, Weights, _logVariance, ReferenceBatch, Key, 0, Step++);

    [Benchmark]
    public void Kernel() => Call(() => AdditiveNoiseKernels.Forward(
        Device, Items, Arrays[0], Arrays[1], Arrays[3], OnDevice, 0, Step++, Arrays[4], Arrays[2]));

    protected override IEnumerable<DeviceArray<float>> Workspaces()
    {
        _logVariance = [.. Enumerable.Repeat(-4.0, Features * Units)];
        return [Device.Upload<float>(Floats(_logVariance)), Device.Allocate<float>(Features * Units)];
    }
}
