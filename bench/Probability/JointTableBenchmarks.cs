using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Probability;

/// <summary>Marginals of tables of 8 by 8: all of a table is read, a sum an element.</summary>
public class JointTableBenchmarks : FormulaBenchmark
{
    private const int Side = 8;

    private double[][] _table = [];

    public override string Id => "joint-table.marginal-x";

    public override int ReferenceItems => Math.Min(Items, 1 << 10);

    public override string Limit => Limits.Rows;

    public override Cost Cost => new(Bytes: (4 * Side * Side) + (4 * Side), Operations: Side * Side);

    protected override void Prepare()
    {
        const float Share = 1f / (Side * Side);
        float[] tables = new float[Items * Side * Side];
        Array.Fill(tables, Share);
        Arrays = [Device.Upload<float>(tables), Device.Allocate<float>(Items * Side)];
        _table = Rows(tables, Side, Side);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += JointTable.MarginalX(_table)[i % Side];
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => JointTableKernels.MarginalX(Device, Side, Arrays[0], Arrays[1]));
}
