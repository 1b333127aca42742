using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;

namespace BayesBench.Agreements.Networks;

/// <summary>The log-likelihood of a regression and its kernels: a batch is one regression a call.</summary>
public sealed class GaussianLikelihoodAgreement : ITopic
{
    private static readonly (double[] Prediction, double[] Target, double LogPrecision)[] EdgeRows =
    [
        ([0], [0], 0), ([1], [1], -20), ([1], [-1], 20), ([1e4], [1e4 + 1], 3), ([1, 2], [1, 2], 1e-42f), ([0], [1], 0), ([0, 0], [1, 1], 0),
    ];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            GaussianLikelihood.Value,
            (device, batch) => GaussianLikelihoodKernels.Value(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            source => Draw(source, source.LogUniform(1e-4, 1e4)),
            Bound(call => Terms(call, (double)call[2], Math.Log((double)call[2]))))
        {
            Calls = 1024,
            Edges = [.. EdgeRows.Select(row => new object[] { row.Prediction, row.Target, Math.Exp(row.LogPrecision) })],
        },
        new Agreement(
            GaussianLikelihood.FromLogPrecision,
            (device, batch) => GaussianLikelihoodKernels.FromLogPrecision(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            source => Draw(source, source.Uniform(-9, 9)),
            Bound(call => Terms(call, Math.Exp((double)call[2]), (double)call[2])))
        {
            Calls = 1024,
            Edges = [.. EdgeRows.Select(row => new object[] { row.Prediction, row.Target, row.LogPrecision })],
        },
        new Agreement(
            GaussianLikelihood.Derivative,
            (device, batch) => GaussianLikelihoodKernels.Derivative(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(batch.Length(0)), batch.Out()),
            source => Draw(source, source.Uniform(-9, 9)),
            new ErrorBound(
                "by a prediction: the exponential 3 roundings, the residual and the product one each; by the log precision in double, "
                + "rounded once",
                (call, expected, i) => i < expected.Length - 1
                    ? 5 * ErrorBound.U * Math.Abs(expected[i])
                    : InDouble(expected[i], Terms(call, Math.Exp((double)call[2]), 0))))
        {
            Calls = 1024,
            Edges = [.. EdgeRows.Select(row => new object[] { row.Prediction, row.Target, row.LogPrecision })],
        },
    ];

    private static object[] Draw(InputSource source, double precision)
    {
        int width = source.Pick(1, 2, 3, 17, 100);
        double[] prediction = source.Vector(width, s => s.Normal());
        double noise = source.LogUniform(1e-3, 10);
        return [prediction, prediction.Select(f => (double)(float)(f + (noise * source.Normal()))).ToArray(), precision];
    }

    private static ErrorBound Bound(Func<object[], double> terms) => new(
        "in double on both sides, rounded once", (call, expected, i) => InDouble(expected[i], terms(call)))
    {
        Terms = (call, _, _) => terms(call),
    };

    // Both sides' logarithm or exponential, product, residuals and D additions.
    private static double InDouble(double expected, double terms) =>
        (ErrorBound.U * Math.Abs(expected)) + (ErrorBound.DoubleU * terms);

    private static double Terms(object[] call, double precision, double logPrecision)
    {
        double[] prediction = (double[])call[0];
        double squares = prediction.Zip((double[])call[1], (f, y) => (y - f) * (y - f)).Sum();
        return (8 + prediction.Length) * 0.5 * ((prediction.Length * (Math.Abs(logPrecision) + 2)) + (precision * squares));
    }
}
