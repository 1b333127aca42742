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
                "the final addition 1 rounding, log1p 3 ulp; each exponential 3, and its argument's rounding",
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
                }.Select(values => new object[] { values }),
            ],
            Calls = 1024,
        },
    ];
}
