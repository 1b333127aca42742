using BayesBench.Kernels;
using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Numerics;

/// <summary>A batch of complementary error functions: two exponentials and a polynomial of degree ten each.</summary>
public class SpecialFunctionsBenchmarks : FormulaBenchmark
{
    private float[][] _columns = [];

    public override string Id => "special-functions.erfc";

    public override int ReferenceItems => Math.Min(Items, 1 << 16);

    public override string Limit => Limits.Elementary;

    public override Cost Cost => new(Bytes: 8, Operations: 60);

    protected override void Prepare()
    {
        var calls = Inputs(4096);
        _columns = [.. Enumerable.Range(0, 1).Select(argument => Column(calls, argument, Items))];
        Arrays = [.. _columns.Select(column => Device.Upload<float>(column)), Device.Allocate<float>(Items)];
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += SpecialFunctions.Erfc(_columns[0][i]);
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => SpecialFunctionsKernels.Erfc(Device, Arrays[0], Arrays[1]));

    [Benchmark]
    public double Library()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += MathNet.Numerics.SpecialFunctions.Erfc(_columns[0][i]);
        }

        return sum;
    }
}
