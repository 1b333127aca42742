using BayesBench.Agreements.Probability;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;

namespace BayesBench.Agreements.Inference;

/// <summary>Bayes' theorem and its kernels.</summary>
public sealed class BayesRuleAgreement : ITopic
{
    private const double Impossible = double.NegativeInfinity;

    private static readonly int[] Widths = [1, 2, 3, 10, 17, 129];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            BayesRule.Posterior,
            (device, batch) => BayesRuleKernels.Posterior(
                device, batch.In(0), batch.In(1), batch.Out(batch.Length(0)), batch.Out()),
            source =>
            {
                double[] prior = Probabilities.Distribution(source, source.Pick(Widths));
                return [prior, source.Vector(prior.Length, s => s.LogUniform(1e-12, 1e6))];
            },
            ErrorBound.Relative("products, their sum and the quotients in double, rounded once to float", 1.001))
        {
            Edges =
            [
                [new double[] { 1.0 }, new double[] { 0.3f }], [new double[] { 0.5, 0.5 }, new double[] { 0.0, 1.0 }], [new double[] { 0.0, 1.0 }, new double[] { 1e9, 1e-9f }],
                [new double[] { 0.25, 0.75 }, new double[] { 1e-38f, 1e-38f }], [new double[] { 0.5, 0.5 }, new double[] { 1e38f, 1e-38f }],
            ],
            Calls = 1024,
        },
        new Agreement(
            BayesRule.PosteriorFromLog,
            (device, batch) => BayesRuleKernels.PosteriorFromLog(
                device, batch.In(0), batch.In(1), batch.Out(batch.Length(0)), batch.Out()),
            source =>
            {
                double[] prior = Probabilities.Distribution(source, source.Pick(Widths));
                double shift = source.Pick(0.0, 0.0, 700.0, -1e4);
                double spread = source.LogUniform(1e-2, 30);
                return [prior, source.Vector(prior.Length, s => (float)(shift + (spread * s.Normal())))];
            },
            OfLogarithms)
        {
            Edges =
            [
                [new double[] { 1.0 }, new double[] { -1e4 }], [new double[] { 0.5, 0.5 }, new double[] { Impossible, 0.0 }],
                [new double[] { 0.0, 1.0 }, new double[] { 1e9f, -1e9f }], [new double[] { 0.25, 0.75 }, new double[] { -1e30f, -1e30f }],
                [new double[] { 0.5, 0.5 }, new double[] { -745.0, 745.0 }], [new double[] { 0.25, 0.25, 0.5 }, new double[] { 3.0, 3.0, 3.0 }],
            ],
            Calls = 1024,
        },
    ];

    /// <summary>The bound of posterior and log-evidence from prior and log-likelihoods.</summary>
    internal static ErrorBound OfLogarithms { get; } = new(
        "t: its difference 1 rounding, ln prior 2 and their sum 1; the exponential its argument's rounding and 3 of "
        + "its own; the sum's, weighed by the posterior; the quotient 1",
        (call, expected, i) => ErrorBound.U * Roundings(call, expected, i))
    {
        Terms = Roundings,
    };

    // The answer is the posterior, then the log-evidence. A posterior's error is its own weight's and the whole sum's, which
    // is the mean of all weights' under the posterior.
    private static double Roundings(object[] call, double[] expected, int i)
    {
        (double[] prior, double[] logLikelihood) = ((double[])call[0], (double[])call[1]);
        int[] possible = [.. Enumerable.Range(0, prior.Length).Where(k => prior[k] > 0 && double.IsFinite(logLikelihood[k]))];
        double reference = possible.Max(k => logLikelihood[k]);
        double T(int k) => logLikelihood[k] - reference + Math.Log(prior[k]);
        double top = possible.Max(T);
        double OfWeight(int k) => Math.Abs(logLikelihood[k] - reference) - (2 * Math.Log(prior[k])) - T(k) + (top - T(k)) + 3;
        double ofSum = possible.Sum(k => expected[k] * OfWeight(k));
        return i < prior.Length
            ? expected[i] == 0 ? 0 : expected[i] * (OfWeight(i) + ofSum + 1)
            : Math.Abs(expected[i]) + Math.Abs(expected[i] - reference) + Math.Abs(top) + (2 * ofSum) + 3;
    }
}
