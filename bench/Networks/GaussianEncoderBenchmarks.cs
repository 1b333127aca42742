using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>Draws of twenty latent numbers each: an item is one example's.</summary>
public class GaussianEncoderBenchmarks : FormulaBenchmark
{
    private const int Latents = 20;

    private double[][] _code = [];
    private int _step;

    public override string Id => "gaussian-encoder.draw";

    public override int ReferenceItems => Math.Min(Items, 1 << 8);

    public override string Limit => "A work item a number: of the four numbers of a block of noise each keeps one.";

    public override Cost Cost => new(Bytes: 3 * 4 * Latents, Operations: 16 * Latents, Normals: Latents);

    protected override int CallsVerified => 16;

    protected override void Prepare()
    {
        float[] code = Repeat<float>([.. Enumerable.Range(0, 1009).Select(i => MathF.Sin(i))], Items * 2 * Latents);
        Arrays = [Device.Upload<float>(code), Device.Allocate<float>(Items * Latents)];
        _code = Rows(code, 2 * Latents, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double[][] Reference() => GaussianEncoder.Draw(_code, Latents, 1, new PhiloxKey(1, 2), _step++);

    [Benchmark]
    public void Kernel() => Call(() => GaussianEncoderKernels.Draw(
        Device, Items, 1, Latents, Arrays[0], new DeviceKey(1, 2), _step++, Arrays[1]));
}
