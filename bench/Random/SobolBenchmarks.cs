using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Random;

/// <summary>Scrambled points in bulk, a scrambling after the other: 32 direction numbers and five generator blocks a coordinate.</summary>
public class SobolBenchmarks : FormulaBenchmark
{
    private const int Count = 1024;
    private const int Dimensions = 2;
    private static readonly PhiloxKey Key = PhiloxKey.From(1);
    private DeviceArray<uint> _directions = null!;
    private DeviceArray<float> _points = null!;

    public override string Id => "sobol.points";

    public override string Limit =>
        "Integers throughout, which the cost counts only as the twenty words of five blocks: 32 direction numbers are read, "
        + "masked and added beside them, 35 bits picked.";

    public override Cost Cost => new(Bytes: 4, Operations: 0, Words: 20);

    public override int Items => base.Items / (Count * Dimensions) * (Count * Dimensions);

    public override int ReferenceItems => Count * Dimensions;

    protected override int CallsVerified => 64;

    [Benchmark(Baseline = true)]
    public double[][] Reference() => Sobol.Points(Key, 0, 0, Count, Dimensions);

    [Benchmark]
    public void Kernel() => Call(() => SobolKernels.Points(
        Device, _directions, new DeviceKey(Key.K0, Key.K1), 0, 0, Count, Dimensions, _points));

    protected override void Prepare()
    {
        _directions = Own(Device.Upload<uint>(SobolDirections.Table()));
        _points = Own(Device.Allocate<float>(Items));
    }
}
