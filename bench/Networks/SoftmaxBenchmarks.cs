using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>Class probabilities of ten logits: one row an item.</summary>
public class SoftmaxBenchmarks : FormulaBenchmark
{
    private const int Classes = 10;

    private double[][] _rows = [];

    public override string Id => "softmax.probabilities";

    public override int ReferenceItems => Math.Min(Items, 1 << 13);

    public override string Limit =>
        "Sixteen rows of ten at a time: each load gathers from sixteen rows, and exponentials have integer steps that the "
        + "cost leaves out. On a GPU neighbours read addresses that lie a row apart.";

    public override Cost Cost => new(Bytes: 8 * Classes, Operations: 22 * Classes);

    protected override void Prepare()
    {
        float[] logits = Column(Inputs(4096), 0, Items * Classes);
        Arrays = [Device.Upload<float>(logits), Device.Allocate<float>(logits.Length)];
        _rows = Rows(logits, Classes, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += Softmax.Probabilities(_rows[i])[0];
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => SoftmaxKernels.Probabilities(Device, Items, Arrays[0], Arrays[1]));
}
