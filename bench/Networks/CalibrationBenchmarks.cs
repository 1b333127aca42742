using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>Fifteen bins of a test set's predictions for ten classes: an item is one prediction.</summary>
public class CalibrationBenchmarks : FormulaBenchmark
{
    private const int Classes = 10;
    private const int Bins = 15;

    private double[][] _rows = [];
    private int[] _labels = [];
    private DeviceArray<int> _deviceLabels = null!;

    public override string Id => "calibration.expected-calibration-error";

    // MNIST's test set.
    public override int Items => Device.Kind == DeviceKind.Cpu ? 100 : 10_000;

    public override int ReferenceItems => Math.Min(Items, 1 << 10);

    public override string Limit =>
        "Three launches for ten thousand rows, the last of one work item; every bin's sum goes through all rows of its part.";

    public override Cost Cost => new(Bytes: (4 * Classes) + 4, Operations: Classes + Bins);

    protected override int CallsVerified => 128;

    protected override bool IsOfOneSize => true;

    protected override void Prepare()
    {
        // A favourite class has more, in 64ths.
        float[] probabilities =
        [
            .. Enumerable.Range(0, Items).SelectMany(n => Enumerable.Range(0, Classes).Select(k => (k == n % Classes ? 55 : 1) / 64f)),
        ];
        int[] labels = [.. Enumerable.Range(0, Items).Select(n => n * 7 % Classes)];
        Arrays = [Device.Upload<float>(probabilities), Device.Allocate<float>(1)];
        _deviceLabels = Own(Device.Upload<int>(labels));
        _rows = Rows(probabilities, Classes, ReferenceItems);
        _labels = labels[..ReferenceItems];
    }

    [Benchmark(Baseline = true)]
    public double Reference() => Calibration.ExpectedCalibrationError(_rows, _labels, Bins);

    [Benchmark]
    public void Kernel() => Call(() => CalibrationKernels.ExpectedCalibrationError(Device, Bins, Arrays[0], _deviceLabels, Arrays[1]));
}
