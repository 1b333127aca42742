using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;

namespace BayesBench.Agreements.Probability;

/// <summary>Variances of discrete laws and of linear combinations, and their kernels.</summary>
public sealed class VarianceAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Variance.Discrete,
            (device, batch) => VarianceKernels.Discrete(device, batch.In(0), batch.In(1), batch.Out()),
            DiscreteLaws.Draw,
            new ErrorBound(
                "deviations, squares and sums in double, rounded once to float; the mean's error in double enters squared",
                (call, expected, _) => (1.001 * ErrorBound.U * expected[0]) + Square(MeanError((double[])call[0]))))
        {
            Edges = [.. DiscreteLaws.Edges.Where(call => ((double[])call[0]).Max() < 1e18)],
            Calls = 1024,
        },
        new Agreement(
            Variance.LinearCombination,
            (device, batch) => VarianceKernels.LinearCombination(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out()),
            source =>
            {
                double varianceX = source.LogUniform(1e-4, 1e4);
                double varianceY = source.LogUniform(1e-4, 1e4);
                // Rounded to a float, a correlation this far below 1 stays below 1.
                double correlation = source.Uniform(-0.999999, 0.999999);
                return
                [
                    source.SignedLogUniform(1e-3, 1e3),
                    source.SignedLogUniform(1e-3, 1e3),
                    varianceX,
                    varianceY,
                    (double)(float)(correlation * Math.Sqrt(varianceX * varianceY)),
                ];
            },
            new ErrorBound(
                "each term 3 roundings in double at most and two additions, on both sides; the sum rounded once to float",
                (call, expected, _) => (ErrorBound.U * expected[0]) + (10 * ErrorBound.DoubleU * CombinationTerms(call)))
            {
                Terms = (call, _, _) => CombinationTerms(call),
            })
        {
            Edges =
            [
                [1.0, 1.0, 1.0, 1.0, 0.0], [2.0, -3.0, 0.2099609375, 0.25, -0.0400390625], [1.0, -2.0, 4.0, 1.0, 2.0],
                [1.0, 2.0, 4.0, 1.0, -2.0], [0.0, 0.0, 4.0, 1.0, 2.0], [1.0, -1.0, 0.0, 0.0, 0.0],
                [1e10f, 1e-10f, 1e-15f, 1e15f, 0.5],
            ],
        },
    ];

    private static double CombinationTerms(object[] call)
    {
        double[] x = [.. call.Cast<double>()];
        return (x[0] * (x[0] * x[2])) + (x[1] * (x[1] * x[3])) + (2 * Math.Abs(x[0] * (x[1] * x[4])));
    }

    // A rounding for each product and each sum.
    private static double MeanError(double[] values) =>
        2 * values.Length * ErrorBound.DoubleU * values.Max(Math.Abs);

    private static double Square(double x) => x * x;
}
