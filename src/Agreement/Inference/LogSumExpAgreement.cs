using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;

namespace BayesBench.Agreements.Inference;

/// <summary>Log-sum-exp and its kernel.</summary>
public sealed class LogSumExpAgreement : ITopic
{
    private const double Infinity = double.PositiveInfinity;

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            LogSumExp.Value,
            (device, batch) => LogSumExpKernels.Value(device, batch.In(0), batch.Out()),
            source => [Logarithms.Draw(source)],
            new ErrorBound(
                "the final addition 1 rounding, log1p 3 ulp; each exponential 3, and its argument's rounding; a sum by lanes 20",
                (call, expected, _) => ErrorBound.U * (Math.Abs(expected[0]) + Logarithms.SumTerms((double[])call[0]))))
        {
            Edges =
            [
                .. new double[][]
                {
                    [0.0], [-745.0], [1e4], [Infinity], [-Infinity], [double.NaN], [-Infinity, -Infinity],
                    [-Infinity, 2.0], [2.0, Infinity, -1.0], [Infinity, -Infinity], [Infinity, Infinity],
                    [double.NaN, Infinity], [1.0, double.NaN, 2.0], [-745.0, 745.0], [3e38f, 3e38f], [-3e38f, 3e38f],
                    [1e-42f, 0.0], [-0.6931472f, -0.6931472f], [0.0, 36.75], [1e4, 1e4, 1e4],
                    Repeated(16, 2.0), Repeated(100, -Infinity), Repeated(100, Infinity), Row(17, 16, double.NaN),
                    Row(64, 63, Infinity), Row(33, 0, -Infinity), Row(64, 40, 30.0), Row(64, 5, 200.0), Row(100_000, 77_777, 9.0),
                    Row(70_001, 70_000, double.NaN), Row(70_001, 3, 90.0),
                }.Select(values => new object[] { values }),
            ],
            Calls = 1024,
        },
    ];

    private static double[] Repeated(int width, double value) => [.. Enumerable.Repeat(value, width)];

    // From -1 to 1 in steps, but for one place.
    private static double[] Row(int width, int place, double value) =>
        [.. Enumerable.Range(0, width).Select(i => i == place ? value : (2.0 * i / width) - 1)];
}
