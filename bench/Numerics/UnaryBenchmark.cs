using BayesBench.Kernels;
using BayesBench.Support;
using ILGPU;

namespace BayesBench.Numerics;

/// <summary>A function of one number over a batch: one stream in, one out.</summary>
public abstract class UnaryBenchmark : FormulaBenchmark
{
    private float[] _numbers = [];

    public override int ReferenceItems => Math.Min(Items, 1 << 16);

    /// <summary>A polynomial of eight terms, and what leads to it and from it.</summary>
    public override string Limit => Limits.Elementary;

    public override Cost Cost => new(Bytes: 8, Operations: 20);

    protected override void Prepare()
    {
        _numbers = Column(Inputs(4096), 0, Items);
        Arrays = [Device.Upload<float>(_numbers), Device.Allocate<float>(Items)];
    }

    protected double Sum(Func<double, double> reference)
    {
        double sum = 0;
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += reference(_numbers[i]);
        }

        return sum;
    }

    protected void Apply(Action<Device, ArrayView<float>, ArrayView<float>> kernel) =>
        Call(() => kernel(Device, Arrays[0], Arrays[1]));
}
