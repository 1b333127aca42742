using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Inference;

/// <summary>X^T X and X^T y of one regression with sixteen weights: one datum an item.</summary>
public class SufficientStatisticsBenchmarks : FormulaBenchmark
{
    private const int Weights = 16;

    private double[][] _x = [];
    private double[] _y = [];
    private DeviceArray<double> _scratch = null!;
    private DeviceArray<double> _gram = null!;
    private DeviceArray<double> _moment = null!;

    public override string Id => "bayesian-linear-regression.sufficient-statistics";

    public override int ReferenceItems => Math.Min(Items, 1 << 10);

    public override string Limit =>
        "Floats become doubles before they are multiplied, so half the lanes; the products of a tile of columns stay in "
        + "registers, and each tile reads its columns again.";

    // The lower triangle and the moment, a product and a sum each.
    public override Cost Cost => new(Bytes: 4 * (Weights + 1), Operations: Weights * (Weights + 3));

    protected override void Prepare()
    {
        var source = new InputSource(3);
        // As many numbers as a normal draw gives in a second, repeated: the sums do not care.
        float[] few = [.. source.Vector(1 << 16, s => s.Normal()).Select(z => (float)z)];
        float[] x = Repeat<float>(few, Items * Weights);
        float[] y = [.. Enumerable.Range(0, Items).Select(i => few[(7 * i) % few.Length])];
        Arrays = [Device.Upload<float>(x), Device.Upload<float>(y)];
        _scratch = Own(Device.Allocate<double>(BayesianLinearRegressionKernels.ScratchLength(Items, Weights)));
        _gram = Own(Device.Allocate<double>(Weights * Weights));
        _moment = Own(Device.Allocate<double>(Weights));
        _x = Rows(x, Weights, ReferenceItems);
        _y = [.. y.Take(ReferenceItems)];
    }

    [Benchmark(Baseline = true)]
    public double Reference() => BayesianLinearRegression.SufficientStatistics(_x, _y).Moment[0];

    [Benchmark]
    public void Kernel() => Call(() => BayesianLinearRegressionKernels.SufficientStatistics(
        Device, Arrays[0], Arrays[1], _scratch, _gram, _moment));
}
