using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;

namespace BayesBench.Agreements.Inference;

/// <summary>The coin with a beta prior and its kernels, in double.</summary>
public sealed class BetaBernoulliAgreement : ITopic
{
    private const string SameSteps = "counts are whole; then the same sums and quotients of doubles in the same order, each rounded alike";

    private static readonly int[] Widths = [1, 2, 3, 10, 63, 64, 65, 200];

    private static readonly object[][] EdgesOfCoins =
    [
        .. new (double[] Flips, double Alpha, double Beta)[]
        {
            ([1, 1, 1], 1, 1), ([0], 1, 1), ([1], 1e-6f, 1e-6f), ([0, 1], 1e6, 1e6), ([1, 0, 0, 1], 1e-6f, 1e6), ([0, 0], 1, 0.5),
            ([1, 1, 1, 0], 10, 9.999999f), ([1, 1], 1, 1e-3f),
        }.Select(coin => new object[] { coin.Flips, coin.Alpha, coin.Beta }),
    ];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            BetaBernoulli.Posterior,
            (device, batch) => BetaBernoulliKernels.Posterior(
                device, batch.In(0), batch.In<double>(1), batch.In<double>(2), batch.Out<double>(), batch.Out<double>()),
            Coin,
            ErrorBound.Exact(SameSteps))
        {
            Edges = EdgesOfCoins,
            Calls = 1024,
        },
        new Agreement(
            BetaBernoulli.Predictive,
            (device, batch) => BetaBernoulliKernels.Predictive(
                device, batch.In(0), batch.In<double>(1), batch.In<double>(2), batch.Out<double>()),
            Coin,
            ErrorBound.Exact(SameSteps))
        {
            Edges = EdgesOfCoins,
            Calls = 1024,
        },
        new Agreement(
            BetaBernoulli.LogEvidence,
            (device, batch) => BetaBernoulliKernels.LogEvidence(
                device, batch.In(0), batch.In<double>(1), batch.In<double>(2), batch.Out<double>()),
            Coin,
            new ErrorBound(
                "each of the three ratios 16 roundings of its own terms: up to ten logarithms and Stirling's series, on either side",
                (call, _, _) => 16 * ErrorBound.DoubleU * EvidenceTerms(call))
            {
                Terms = (call, _, _) => EvidenceTerms(call),
            })
        {
            Edges = EdgesOfCoins,
            Calls = 1024,
        },
        new Agreement(
            BetaBernoulli.MaximumLikelihood,
            (device, batch) => BetaBernoulliKernels.MaximumLikelihood(device, batch.In(0), batch.Out<double>()),
            source => [Coin(source)[0]],
            ErrorBound.Exact("one quotient of whole numbers, rounded alike"))
        {
            Edges = [[new[] { 0.0 }], [new[] { 1.0 }], [new[] { 1.0, 0.0, 0.0 }]],
            Calls = 1024,
        },
        new Agreement(
            BetaBernoulli.MaximumAPosteriori,
            (device, batch) => BetaBernoulliKernels.MaximumAPosteriori(
                device, batch.In(0), batch.In<double>(1), batch.In<double>(2), batch.Out<double>()),
            Coin,
            ErrorBound.Exact(SameSteps))
        {
            Edges = EdgesOfCoins,
            Calls = 1024,
        },
        new Agreement(
            BetaBernoulli.PlugInPredictive,
            (device, batch) => BetaBernoulliKernels.PlugInPredictive(device, batch.In(0), batch.In<double>(1), batch.Out<double>()),
            source => [Coin(source)[0], (double)source.Integer(0, 1)],
            ErrorBound.Exact("a quotient of whole numbers and one difference, rounded alike"))
        {
            Edges = [[new[] { 1.0, 1.0, 1.0 }, 0.0], [new[] { 1.0, 1.0, 1.0 }, 1.0], [new[] { 0.0, 1.0, 1.0 }, 0.0]],
            Calls = 1024,
        },
        new Agreement(
            BetaBernoulli.Prefixes,
            (device, batch) =>
            {
                int width = batch.Length(0);
                BetaBernoulliKernels.Prefixes(
                    device,
                    batch.In(0),
                    batch.In<double>(1),
                    batch.In<double>(2),
                    batch.Upload(new int[batch.Count * BetaBernoulliKernels.Chunks(width)]),
                    batch.Out<double>(width),
                    batch.Out<double>(width),
                    batch.Out<double>(width));
            },
            Coin,
            ErrorBound.Exact(SameSteps))
        {
            Edges = EdgesOfCoins,
            Calls = 256,
        },
    ];

    private static object[] Coin(InputSource source)
    {
        double lean = source.Uniform(0, 1);
        return
        [
            source.Vector(source.Pick(Widths), s => s.Uniform(0, 1) < lean ? 1 : 0),
            source.LogUniform(1e-3, 1e4),
            source.LogUniform(1e-3, 1e4),
        ];
    }

    // Of Gamma(x + a) / Gamma(x): a ln(x + a), the logarithms that lead x up to ten, and the terms of Stirling's series.
    private static double EvidenceTerms(object[] call)
    {
        (double[] flips, double alpha, double beta) = ((double[])call[0], (double)call[1], (double)call[2]);
        double ones = flips.Sum();
        return RatioTerms(alpha, ones) + RatioTerms(beta, flips.Length - ones) + RatioTerms(alpha + beta, flips.Length);
    }

    private static double RatioTerms(double x, double a)
    {
        double steps = 0;
        for (; x < 10; x++)
        {
            steps += Math.Log(1 + (a / x));
        }

        return steps + (a * (2 + Math.Log(x))) + ((x + a) * Math.Log(1 + (a / x)));
    }
}
