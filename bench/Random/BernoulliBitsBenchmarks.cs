using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Random;

/// <summary>Bits of probability 0.05 in bulk; an item is a word of thirty-two.</summary>
public class BernoulliBitsBenchmarks : FormulaBenchmark
{
    private const float Probability = 0.05f;
    private DeviceArray<uint> _words = null!;
    private ulong _replicate;

    public override string Id => "bernoulli-bits.fill";

    public override int ReferenceItems => 1 << 12;

    public override string Limit => "How many blocks a word takes is known only when it is drawn: neighbours do not run in step.";

    // Eight words of the generator decide nine times out of ten; more follow for the rest.
    public override Cost Cost => new(Bytes: 4, Operations: 0, Words: 8);

    protected override int CallsVerified => 64;

    protected override void Prepare() => _words = Own(Device.Allocate<uint>(Items));

    [Benchmark(Baseline = true)]
    public uint[] Reference() => BernoulliBits.Fill(Probability, new PhiloxKey(1, 2), 3, _replicate++, ReferenceItems);

    [Benchmark]
    public void Kernel() => Call(() => BernoulliBitsKernels.Fill(Device, Probability, new DeviceKey(1, 2), 3, _replicate++, _words));
}
