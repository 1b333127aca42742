using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Inference;

/// <summary>The derivative of the divergence from a prior of two scales, one draw a weight: an item is one weight.</summary>
public class ScaleMixturePriorBenchmarks : FormulaBenchmark
{
    private const double Weight = 0.5, First = 1, Second = 0.0025;

    private float[] _noise = [], _mean = [], _logDeviation = [];

    public override string Id => "scale-mixture-prior.divergence-gradient";

    public override int ReferenceItems => Math.Min(Items, 1 << 13);

    public override string Limit => Limits.Elementary;

    // Three exponentials' work and as many quotients.
    public override Cost Cost => new(Bytes: 20, Operations: 60);

    protected override int CallsVerified => 128;

    protected override void Prepare()
    {
        _noise = Repeat<float>([.. Enumerable.Range(0, 1009).Select(i => 2 * MathF.Sin(i))], Items);
        _mean = Repeat<float>([.. Enumerable.Range(0, 1013).Select(i => 0.1f * MathF.Sin(i))], Items);
        _logDeviation = Repeat<float>([.. Enumerable.Range(0, 1019).Select(i => -3 + MathF.Sin(i))], Items);
        Arrays =
        [
            Device.Upload<float>(_noise), Device.Upload<float>(_mean), Device.Upload<float>(_logDeviation),
            Device.Allocate<float>(Items), Device.Allocate<float>(Items),
        ];
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += ScaleMixturePrior.DivergenceGradient([_noise[i]], _mean[i], _logDeviation[i], Weight, First, Second).Mean;
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => ScaleMixturePriorKernels.DivergenceGradient(
        Device, Weight, First, Second, Arrays[0], Arrays[1], Arrays[2], Arrays[3], Arrays[4]));
}
