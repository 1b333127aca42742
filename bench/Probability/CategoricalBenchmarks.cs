using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Probability;

/// <summary>Draws of one law of 16 categories: a quarter of a Philox block each, and a comparison for every category.</summary>
public class CategoricalBenchmarks : FormulaBenchmark
{
    private const int Width = 16;

    private static readonly double[] Law = [.. Enumerable.Repeat(1.0 / Width, Width)];

    private DeviceArray<int> _draws = null!;

    public override string Id => "categorical.draw";

    public override int ReferenceItems => Math.Min(Items, 1 << 16);

    public override string Limit =>
        "A sum in double and four comparisons for each category, in a loop that PoCL does not pack; the roof counts the draw alone.";

    // A comparison and a count for each category; the sum is shared by four draws.
    public override Cost Cost => new(Bytes: 4, Operations: (2 * Width) + (Width / 4), Uniforms: 1);

    protected override int CallsVerified => 64;

    protected override void Prepare()
    {
        Arrays = [Device.Upload<float>(Array.ConvertAll(Law, p => (float)p))];
        _draws = Own(Device.Allocate<int>(Items));
    }

    [Benchmark(Baseline = true)]
    public int Reference() => Categorical.Draw(Law, new PhiloxKey(1, 2), 0, 0, ReferenceItems)[^1];

    [Benchmark]
    public void Kernel() => Call(() => CategoricalKernels.Draw(Device, Arrays[0], new DeviceKey(1, 2), 0, 0, _draws));
}
