using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Inference;

/// <summary>Posteriors of many small regressions: sixteen data, four weights, one model an item.</summary>
public class BayesianLinearRegressionBenchmarks : FormulaBenchmark
{
    private const int Data = 16;
    private const int Weights = 4;

    private double[][][] _x = [];
    private double[][] _y = [];
    private DeviceArray<double> _mean = null!;
    private DeviceArray<double> _covariance = null!;

    public override string Id => "bayesian-linear-regression.posterior";

    public override int ReferenceItems => Math.Min(Items, 1 << 10);

    public override string Limit =>
        "A work item a model in double: a factorisation and substitutions, each step of which waits for the one before.";

    // The data and three of the model's numbers in, mean and covariance out. The lower triangle of the precision and the
    // residuals, then factor and inverse, D^3 together, and the solutions.
    public override Cost Cost => new(
        Bytes: (4 * ((Data * (Weights + 1)) + 2 + Weights)) + (8 * Weights * (Weights + 1)),
        Operations: (Data * Weights * (Weights + 5)) + (Weights * Weights * (Weights + 2)));

    protected override void Prepare()
    {
        var source = new InputSource(3);
        float[] x = Normal(source, Items * Data * Weights);
        float[] y = Normal(source, Items * Data);
        Arrays =
        [
            Device.Upload<float>(x),
            Device.Upload<float>(y),
            Device.Upload<float>([.. Enumerable.Repeat(0.5f, Items)]),
            Device.Upload<float>(new float[Items * Weights]),
            Device.Upload<float>([.. Enumerable.Repeat(2f, Items)]),
        ];
        _mean = Own(Device.Allocate<double>(Items * Weights));
        _covariance = Own(Device.Allocate<double>(Items * Weights * Weights));
        _x = [.. Rows(x, Weights, ReferenceItems * Data).Chunk(Data)];
        _y = Rows(y, Data, ReferenceItems);
    }

    [Benchmark(Baseline = true)]
    public double Reference()
    {
        double sum = 0;
        double[] priorMean = new double[Weights];
        for (int i = 0, count = ReferenceItems; i < count; i++)
        {
            sum += BayesianLinearRegression.Posterior(_x[i], _y[i], 0.5, priorMean, 2).Mean[0];
        }

        return sum;
    }

    [Benchmark]
    public void Kernel() => Call(() => BayesianLinearRegressionKernels.Posterior(
        Device, Arrays[0], Arrays[1], Arrays[2], Arrays[3], Arrays[4], _mean, _covariance));

    private static float[] Normal(InputSource source, int count) => [.. source.Vector(count, s => s.Normal()).Select(z => (float)z)];
}
