using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>Dropout of a long row, forward and backward: one number an item.</summary>
public class DropoutBenchmarks : FormulaBenchmark
{
    private const double Rate = 0.5;
    private double[] _numbers = [];
    private ulong _step;

    public enum Ways
    {
        Forward,
        Backward,
    }

    [ParamsAllValues]
    public Ways Way { get; set; }

    public override string Id => Way == Ways.Forward ? "dropout.forward" : "dropout.backward";

    public override int ReferenceItems => Math.Min(Items, 1 << 16);

    public override string Limit => "A block of four words for four numbers; on a GPU for every number, of which one is used.";

    public override Cost Cost => new(Bytes: 8, Operations: 2, Uniforms: 1);

    protected override int CallsVerified => 64;

    protected override void Prepare()
    {
        _numbers = [.. Enumerable.Range(0, ReferenceItems).Select(i => Math.Sin(i))];
        Arrays =
        [
            Device.Upload<float>(Repeat<float>(Array.ConvertAll(_numbers, x => (float)x), Items)), Device.Allocate<float>(Items),
        ];
    }

    [Benchmark(Baseline = true)]
    public double[] Reference() => Way == Ways.Forward
        ? Dropout.Forward(_numbers, Rate, new PhiloxKey(1, 2), 0, _step++)
        : Dropout.Backward(_numbers, Rate, new PhiloxKey(1, 2), 0, _step++);

    [Benchmark]
    public void Kernel() => Call(() =>
    {
        if (Way == Ways.Forward)
        {
            DropoutKernels.Forward(Device, Arrays[0], (float)Rate, new DeviceKey(1, 2), 0, _step++, Arrays[1]);
        }
        else
        {
            DropoutKernels.Backward(Device, Arrays[0], (float)Rate, new DeviceKey(1, 2), 0, _step++, Arrays[1]);
        }
    });
}
