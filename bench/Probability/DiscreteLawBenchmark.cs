using BayesBench.Kernels;
using BayesBench.Support;
using ILGPU;

namespace BayesBench.Probability;

/// <summary>Laws on 16 numbers, one figure of each: two streams in.</summary>
public abstract class DiscreteLawBenchmark : FormulaBenchmark
{
    private const int Width = 16;

    private double[][] _values = [];
    private double[][] _probabilities = [];

    public override int ReferenceItems => Math.Min(Items, 1 << 12);

    public override string Limit => Limits.Rows;

    public override Cost Cost => new(Bytes: (8 * Width) + 4, Operations: OperationsOfElement * Width);

    /// <summary>What one number and its probability cost at least.</summary>
    protected abstract int OperationsOfElement { get; }

    protected override void Prepare()
    {
        (float[] values, float[] probabilities) = DiscreteLawColumns.Of(Inputs(4096), Width, Items);
        Arrays = [Device.Upload<float>(values), Device.Upload<float>(probabilities), Device.Allocate<float>(Items)];
        _values = Rows(values, Width, ReferenceItems);
        _probabilities = Rows(probabilities, Width, ReferenceItems);
    }

    protected double Sum(Func<double[], double[], double> reference) => _values.Zip(_probabilities, reference).Sum();

    protected void Apply(Action<Device, ArrayView<float>, ArrayView<float>, ArrayView<float>> kernel) =>
        Call(() => kernel(Device, Arrays[0], Arrays[1], Arrays[2]));
}
