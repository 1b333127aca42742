using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Inference;

/// <summary>Bounds estimated from 64 draws: one row an item, two streams through memory.</summary>
public class ElboBenchmarks : FormulaBenchmark
{
    private const int Draws = 64;

    private double[][] _logJoint = [];
    private double[][] _logDensity = [];

    public override string Id => "elbo.estimate";

    public override int ReferenceItems => Math.Min(Items, 1 << 10);

    public override string Limit => Limits.Rows;

    public override Cost Cost => new(Bytes: (8 * Draws) + 4, Operations: 2 * Draws);

    protected override void Prepare()
    {
        var calls = Inputs(4096);
        float[] logJoint = Column(calls, 0, Items * Draws);
        float[] logDensity = Column(calls, 1, Items * Draws);
        Arrays = [Device.Upload<float>(logJoint), Device.Upload<float>(logDensity), Device.Allocate<float>(Items)];
        _logJoint = Rows(logJoint, Draws, ReferenceItems);
        _logDensity = Rows(logDensity, Draws, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += Elbo.Estimate(_logJoint[i], _logDensity[i]);
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => ElboKernels.Estimate(Device, Arrays[0], Arrays[1], Arrays[2]));
}
