using BayesBench.Agreements.Inference;
using BayesBench.Agreements.Probability;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;

namespace BayesBench.Agreements.Networks;

/// <summary>An ensemble's prediction and its kernel: a batch is one input a call.</summary>
public sealed class EnsembleAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Ensemble.Predictive,
            (device, batch) =>
            {
                int classes = batch.Shared<double[][]>(0)[0].Length;
                EnsembleKernels.Predictive(device, classes, batch.In(0), batch.Out(classes), batch.Out(), batch.Out());
            },
            source =>
            {
                (int members, int classes) = source.Pick((1, 1), (1, 5), (2, 2), (5, 10), (17, 3), (10, 100));
                double[][] rows = [.. Enumerable.Range(0, members).Select(_ => Probabilities.Distribution(source, classes))];
                // In a third of the calls all members are equal, but for the first.
                return [source.Integer(0, 2) == 0 ? rows.Select((row, m) => m == 0 ? row : rows[^1]).ToArray() : rows];
            },
            new ErrorBound(
                "the mean in double, rounded once, which an entropy's term feels 1 + ln mean times; that term 4 roundings "
                + "itself. Divergences as those of two laws, and half the square of the mean's rounding; sums in double",
                (call, expected, i) => Bound((double[][])call[0], expected, i))
            {
                Terms = (_, expected, i) => i == expected.Length - 1 ? expected[^2] : Math.Abs(expected[i]),
            })
        {
            Edges =
            [
                [new double[][] { [1.0] }], [new double[][] { [0.5, 0.5], [0.5, 0.5] }],
                [new double[][] { [1.0, 0.0], [0.0, 1.0] }], [new double[][] { [0.0, 1.0], [0.0, 1.0], [0.0, 1.0] }],
                [new double[][] { [0.5, 0.5], [0.5 + (1.0 / (1 << 20)), 0.5 - (1.0 / (1 << 20))] }],
            ],
            Calls = 512,
        },
    ];

    private static double Bound(double[][] members, double[] expected, int i)
    {
        double[] mean = expected[..^2];
        if (i < mean.Length)
        {
            return 1.001 * ErrorBound.U * expected[i];
        }

        if (i == mean.Length)
        {
            return ErrorBound.U * (expected[i] + mean.Where(p => p > 0).Sum(p => p * (Math.Abs(1 + Math.Log(p)) - (3 * Math.Log(p)))));
        }

        double terms = members.Average(row => row.Zip(mean, Divergences.Deviance).Sum());
        return (ErrorBound.U * (expected[i] + terms)) + (ErrorBound.U * ErrorBound.U);
    }
}
