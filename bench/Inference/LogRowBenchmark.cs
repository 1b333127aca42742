using BayesBench.Kernels;
using BayesBench.Support;
using ILGPU;

namespace BayesBench.Inference;

/// <summary>Rows of 64 logarithms, one number of each: a row is read twice, one exponential an element.</summary>
public abstract class LogRowBenchmark : FormulaBenchmark
{
    private const int Width = 64;

    private double[][] _rows = [];

    public override int ReferenceItems => Math.Min(Items, 1 << 10);

    public override string Limit =>
        "Two passes over a row, exponentials of which the cost leaves out the integer steps, and sums across lanes at the end of "
        + "each row. On a GPU neighbours read addresses that lie a row apart.";

    public override Cost Cost => new(Bytes: (4 * Width) + 4, Operations: 20 * Width);

    protected override void Prepare()
    {
        float[] values = Column(Inputs(4096), 0, Items * Width);
        Arrays = [Device.Upload<float>(values), Device.Allocate<float>(Items)];
        _rows = Rows(values, Width, ReferenceItems);
    }

    protected double Sum(Func<double[], double> reference) => _rows.Sum(reference);

    protected void Apply(Action<Device, ArrayView<float>, ArrayView<float>> kernel) =>
        Call(() => kernel(Device, Arrays[0], Arrays[1]));
}
