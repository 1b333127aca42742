using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Probability;

/// <summary>Means of laws on 16 numbers: two streams in, one product and one sum an element.</summary>
public class ExpectationBenchmarks : FormulaBenchmark
{
    private const int Width = 16;

    private double[][] _values = [];
    private double[][] _probabilities = [];

    public override string Id => "expectation.discrete";

    public override int ReferenceItems => Math.Min(Items, 1 << 12);

    public override Cost Cost => new(Bytes: (8 * Width) + 4, Operations: 2 * Width);

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
            sum += Expectation.Discrete(_values[i], _probabilities[i]);
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => ExpectationKernels.Discrete(Device, Arrays[0], Arrays[1], Arrays[2]));
}
