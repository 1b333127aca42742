using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Probability;

/// <summary>Medians of laws on 16 numbers without order: a step from one value to the next reads the row twice, eight times on average.</summary>
public class QuantileBenchmarks : FormulaBenchmark
{
    private const int Width = 16;

    private double[][] _values = [];
    private double[][] _probabilities = [];

    public override string Id => "quantile.discrete";

    public override int ReferenceItems => Math.Min(Items, 1 << 12);

    public override string Limit =>
        "A work item a law, which reads all values again for each step up to the quantile; the cost counts one path of them.";

    public override Cost Cost => new(Bytes: (8 * Width) + 8, Operations: 8 * 6 * Width);

    protected override void Prepare()
    {
        (float[] values, float[] probabilities) = DiscreteLawColumns.Of(Inputs(4096), Width, Items);
        Arrays = [Device.Upload<float>(values), Device.Upload<float>(probabilities), Device.Upload<float>([.. Enumerable.Repeat(0.5f, Items)]), Device.Allocate<float>(Items)];
        _values = Rows(values, Width, ReferenceItems);
        _probabilities = Rows(probabilities, Width, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += Quantile.Discrete(_values[i], _probabilities[i], 0.5);
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => QuantileKernels.Discrete(Device, Arrays[0], Arrays[1], Arrays[2], Arrays[3]));
}
