using System.Runtime.CompilerServices;
using BayesBench.Agreements.Inference;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;

namespace BayesBench.Agreements.Networks;

/// <summary>Softmax and its kernels.</summary>
public sealed class SoftmaxAgreement : ITopic
{
    private static readonly double[][] EdgeLogits =
    [
        [0.0], [-745.0], [-745.0, 745.0], [30.0, -30.0], [0.0, 36.75], [1e4, 1e4], [-1e4, -9999.999f], [3e38f, 3e38f],
        [-3e38f, 3e38f], [1e-42f, 0.0, -1e-42f], [0.0, -87.0, -88.0, -103.0, -104.0],
    ];

    // What every element of a row shares: its greatest, and what the sum errs by.
    private static readonly ConditionalWeakTable<double[], Tuple<double, double>> RowTerms = [];

    // A row that every device works through in parts.
    private static readonly double[] Wide = [.. Enumerable.Range(0, 20_001).Select(k => k % 1013 / 64.0)];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Softmax.Probabilities,
            (device, batch) => SoftmaxKernels.Probabilities(
                device, batch.Count, batch.In(0), batch.Out(batch.Length(0))),
            source => [Logarithms.Draw(source)],
            new ErrorBound(
                "an exponential 3 roundings and its argument's, their sum the average of these and at most 20 of its lanes, the quotient 2",
                (call, expected, k) => ErrorBound.U * expected[k] * ProbabilityTerms((double[])call[0], k)))
        {
            Edges = [.. EdgeLogits.Append(Wide).Select(logits => new object[] { logits })],
            Calls = 1024,
        },
        new Agreement(
            Softmax.CrossEntropy,
            (device, batch) => SoftmaxKernels.CrossEntropy(device, batch.In(0), batch.In<int>(1), batch.Out()),
            source =>
            {
                double[] logits = Logarithms.Draw(source);
                return [logits, source.Integer(0, logits.Length - 1)];
            },
            new ErrorBound(
                "the largest less the label's 1 rounding, log1p 3 ulp and the roundings of its sum, at most 20 of its lanes among them, one addition",
                (call, expected, _) => ErrorBound.U * ((2 * expected[0]) + Logarithms.SumTerms((double[])call[0]))))
        {
            Edges = [.. EdgeLogits.SelectMany(logits => logits.Select((_, label) => new object[] { logits, label })), [Wide, 12_345]],
            Elements = [1],
            Calls = 1024,
        },
        new Agreement(
            Softmax.CrossEntropyGradient,
            (device, batch) => SoftmaxKernels.CrossEntropyGradient(device, batch.In(0), batch.In<int>(1), batch.Out(batch.Length(0))),
            source =>
            {
                double[] logits = Logarithms.Draw(source);
                return [logits, source.Integer(0, logits.Length - 1)];
            },
            new ErrorBound(
                "an exponential 3 roundings and its argument's; sums in double: their errors average those of their terms; the quotient 2",
                (call, expected, k) => ErrorBound.U * Math.Abs(expected[k]) * (AverageTerms((double[])call[0], (int)call[1], k) + 2)))
        {
            Edges = [.. EdgeLogits.SelectMany(logits => logits.Select((_, label) => new object[] { logits, label })), [Wide, 12_345]],
            Elements = [1],
            Calls = 1024,
        },
    ];

    // What the sum of all errs by, and the exponential or, at the label, the sum of all others.
    private static double AverageTerms(double[] logits, int label, int k)
    {
        (double largest, double average) = RowTerms.GetValue(logits, OfRow);
        return average + (k == label
            ? AverageTerms([.. logits.Where((_, other) => other != label)], largest)
            : 3 + (largest - logits[k]));
    }

    private static double AverageTerms(double[] logits, double largest) =>
        logits.Sum(logit => Math.Exp(logit - largest) * (3 + largest - logit))
            / Math.Max(ErrorBound.Tiny, logits.Sum(logit => Math.Exp(logit - largest)));

    private static Tuple<double, double> OfRow(double[] logits) => Tuple.Create(logits.Max(), AverageTerms(logits, logits.Max()));

    private static double ProbabilityTerms(double[] logits, int k)
    {
        (double largest, double average) = RowTerms.GetValue(logits, OfRow);
        return 3 + (largest - logits[k]) + average + 2 + Logarithms.LaneRoundings(logits.Length, 1);
    }
}
