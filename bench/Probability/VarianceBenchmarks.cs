using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Probability;

/// <summary>Variances of laws on 16 numbers: each is read twice, three operations an element more than its mean.</summary>
public class VarianceBenchmarks : FormulaBenchmark
{
    private const int Width = 16;

    private double[][] _values = [];
    private double[][] _probabilities = [];

    public override string Id => "variance.discrete";

    public override int ReferenceItems => Math.Min(Items, 1 << 12);

    public override Cost Cost => new(Bytes: (8 * Width) + 4, Operations: 6 * Width);

    protected override void Prepare()
    {
        (float[] values, float[] probabilities) = DiscreteLawColumns.Of(Inputs(4096), Width, Items);
        Arrays = [Device.Upload<float>(values), Device.Upload<float>(probabilities), Device.Allocate<float>(Items)];
        _values = Rows(values, Width, ReferenceItems);
        _probabilities = Rows(probabilities, Width, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += Variance.Discrete(_values[i], _probabilities[i]);
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => VarianceKernels.Discrete(Device, Arrays[0], Arrays[1], Arrays[2]));
}
