using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>The largest of every window of planes of 24 by 24: an item is one window.</summary>
public class MaxPoolingBenchmarks : FormulaBenchmark
{
    private const int Side = 24;
    private const int WindowsOfPlane = Side * Side / 4;

    private double[] _images = [];

    public override string Id => "max-pooling.forward";

    // Whole planes.
    public override int Items => base.Items / WindowsOfPlane * WindowsOfPlane;

    public override int ReferenceItems => WindowsOfPlane;

    public override string Limit => "A work item a window: neighbours read every other pixel of two rows, which a processor gathers.";

    public override Cost Cost => new(Bytes: 20, Operations: 3);

    protected override void Prepare()
    {
        float[] images = [.. Enumerable.Range(0, 4 * Items).Select(i => (i * 0x9E3779B1L) % 1021)];
        _images = Array.ConvertAll(images[..(4 * WindowsOfPlane)], pixel => (double)pixel);
        Arrays = [Device.Upload<float>(images), Device.Allocate<float>(Items)];
    }

    [Benchmark(Baseline = true)]
    public double[] Reference() => MaxPooling.Forward(_images, Side, Side);

    [Benchmark]
    public void Kernel() => Call(() => MaxPoolingKernels.Forward(Device, Side, Side, Arrays[0], Arrays[1]));
}
