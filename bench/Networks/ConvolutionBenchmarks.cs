using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>A direction through a convolution.</summary>
public enum ConvolutionPass
{
    Forward,
    BackwardInput,
    BackwardFilters,
}

/// <summary>The second layer of LeNet-5 as Caffe has it, which is most of its work: an item is one image.</summary>
public class ConvolutionBenchmarks : FormulaBenchmark
{
    private static readonly ConvolutionSize One = new(1, Channels: 20, Height: 12, Width: 12, Filters: 50, FilterSize: 5);

    private double[] _image = [], _filters = [], _bias = [], _gradient = [];

    [Params(ConvolutionPass.Forward, ConvolutionPass.BackwardInput, ConvolutionPass.BackwardFilters)]
    public ConvolutionPass Pass { get; set; } = ConvolutionPass.Forward;

    public override string Id => $"convolution.{Names.KebabCase(Pass.ToString())}";

    public override int Items => Device.Kind == DeviceKind.Cpu ? 2 : 128;

    public override int ReferenceItems => 1;

    public override string Limit =>
        "On a GPU a work item an output, whose pixels and weights come from the cache each time, with no tile in shared memory. On a "
        + "processor tiles go over the places between the rows, a third of all here, and over borders of zeros on the way back.";

    public override Cost Cost => new(
        Bytes: 4 * (One.Images + One.Outputs), Operations: 2.0 * One.Outputs * One.Weights / One.Filters);

    protected override int CallsVerified => 128;

    protected override bool IsOfOneSize => true;

    private ConvolutionSize Size => One with { Batch = Items };

    protected override void Prepare()
    {
        var source = new InputSource(5);
        _image = source.Vector(One.Images, s => s.Normal());
        _filters = source.Vector(One.Weights, s => s.Normal());
        _bias = source.Vector(One.Filters, s => s.Normal());
        _gradient = source.Vector(One.Outputs, s => s.Normal());
        Arrays = [Upload(_image, Items), Upload(_filters, 1), Upload(_bias, 1), Upload(_gradient, Items)];
    }

    [Benchmark(Baseline = true)]
    public double Reference() => Pass switch
    {
        ConvolutionPass.Forward => Convolution.Forward(_image, _filters, _bias, One.Channels, One.Height, One.Width, One.FilterSize)[0],
        ConvolutionPass.BackwardInput =>
            Convolution.BackwardInput(_gradient, _filters, One.Channels, One.Height, One.Width, One.FilterSize)[0],
        _ => Convolution.BackwardFilters(_image, _gradient, One.Channels, One.Height, One.Width, One.FilterSize).Bias[0],
    };

    // What a pass does not read it may write.
    [Benchmark]
    public void Kernel() => Call(() =>
    {
        switch (Pass)
        {
            case ConvolutionPass.Forward:
                ConvolutionKernels.Forward(Device, Size, Arrays[0], Arrays[1], Arrays[2], Arrays[3]);
                break;
            case ConvolutionPass.BackwardInput:
                ConvolutionKernels.BackwardInput(Device, Size, Arrays[3], Arrays[1], Arrays[0]);
                break;
            default:
                ConvolutionKernels.BackwardFilters(Device, Size, Arrays[0], Arrays[3], Arrays[1], Arrays[2]);
                break;
        }
    });

    private static DeviceArray<float> Upload(double[] values, int times) =>
        Device.Upload<float>(Repeat<float>(Array.ConvertAll(values, x => (float)x), values.Length * times));
}
