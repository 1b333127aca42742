using BayesBench.Kernels.Probability;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Probability;

/// <summary>The beta law and its kernels: in double on the device too, rounded once to a float.</summary>
public sealed class BetaAgreement : ITopic
{
    private static readonly double[] Places =
        [0.0, 1.0, 0.5, 1e-38f, 0.99999994f, -1e-38f, 1.0000001f, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    private static readonly double[] Shapes = [1e-6f, 0.5, 1.0, 2.0, 12.0];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Beta.LogDensity,
            (device, batch) => BetaKernels.LogDensity(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            NearTheMean,
            RoundedOnce.Bound(
                "logarithms 4 roundings each, two products, ln B 40 of its own",
                (call, expected) => double.IsFinite(expected) ? 16 * LogDensityTerms((double)call[0], (double)call[1], (double)call[2]) : 0))
        {
            Edges =
            [
                .. from x in Places
                   from alpha in Shapes
                   from beta in Shapes
                   select new object[] { x, alpha, beta },
            ],
        },
        new Agreement(
            Beta.Cdf,
            (device, batch) => BetaKernels.Cdf(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            NearTheMean,
            RoundedOnce.Bound(
                "both sides of I as documented for the reference",
                (call, expected) => RoundedOnce.Tail(expected, (double)call[1] + (double)call[2])))
        {
            Edges = [.. from x in Places from alpha in Shapes select new object[] { x, alpha, 3.0 }],
        },
        new Agreement(
            Beta.Quantile,
            (device, batch) => BetaKernels.Quantile(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            source => [Probabilities.Draw(source), source.LogUniform(1e-2, 1e3), source.LogUniform(1e-2, 1e3)],
            RoundedOnce.OfQuantile(
                "the smallest float that reaches the probability, at most 2 u above",
                2,
                (call, x) => Beta.LogDensity(x, (double)call[1], (double)call[2]),
                call => (double)call[1] + (double)call[2]))
        {
            Edges = [[0.0, 2.0, 3.0], [1.0, 2.0, 3.0], [0.25, 1.0, 1.0], [0.5, 1e-3f, 1e-3f], [0.99999994f, 1e3, 0.5]],
            Calls = 512,
        },
        new Agreement(
            Beta.Mean,
            (device, batch) => BetaKernels.Mean(device, batch.In(0), batch.In(1), batch.Out()),
            Law,
            RoundedOnce.Bound("a sum and a quotient", (_, expected) => 4 * expected))
        {
            Edges = [[1.0, 1.0], [1e-38f, 1e-38f], [3e38f, 3e38f], [1e-30f, 1e30f]],
        },
        new Agreement(
            Beta.Variance,
            (device, batch) => BetaKernels.Variance(device, batch.In(0), batch.In(1), batch.Out()),
            Law,
            RoundedOnce.Bound("three sums, three quotients, a product", (_, expected) => 12 * expected))
        {
            Edges = [[1.0, 1.0], [1e-20f, 1e-20f], [1e6, 1e6], [1e-30f, 1e-6f]],
        },
        new Agreement(
            Beta.Entropy,
            (device, batch) => BetaKernels.Entropy(device, batch.In(0), batch.In(1), batch.Out()),
            Law,
            RoundedOnce.Bound(
                "ln B and the differences of digamma 20 roundings each of their terms",
                (call, expected) => 40 * EntropyTerms((double)call[0], (double)call[1])))
        {
            Edges = [[1.0, 1.0], [0.5, 0.5], [10.0, 10.0], [9.999999f, 1e6], [1e-6f, 1e-6f], [1e6, 1e6]],
        },
        new Agreement(
            Beta.Draw,
            (device, batch) => Draws.Each(batch, 5, (origin, view) => BetaKernels.Draw(
                device, origin.Float(0), origin.Float(1), origin.Key(2), origin.Stream(3), origin.Block(4), view)),
            source => Draws.Arguments(source, RejectionDraws.ShapeFrom(source), RejectionDraws.ShapeFrom(source)),
            new ErrorBound(
                "x (1 - x) times the error of the two logarithms, one rounding; where a verdict may turn, to the other draw",
                DrawError))
        {
            Edges = [.. RejectionDraws.Edges(2.5, 2.0), .. RejectionDraws.Edges(0.125, 40.0)],
            Calls = Draws.Calls,
        },
    ];

    private static double DrawError(object[] call, double[] expected, int i)
    {
        (var key, uint stream, ulong block) = ((PhiloxKey)call[2], (uint)call[3], (ulong)call[4] + (ulong)i);
        var firsts = RejectionDraws.Candidates((double)call[0], key, stream, block, 0, 2);
        var seconds = RejectionDraws.Candidates((double)call[1], key, stream, block, 1, 2).ToArray();
        return firsts.Max(first => seconds.Max(second =>
        {
            double x = Sigmoid.Value(first.LogDraw - second.LogDraw);
            return Math.Abs(x - expected[i]) + (x * (ErrorBound.U + ((1 - x) * (first.Error + second.Error)) + (16 * ErrorBound.DoubleU)));
        }));
    }

    private static object[] Law(InputSource source) => [source.LogUniform(1e-6, 1e6), source.LogUniform(1e-6, 1e6)];

    private static object[] NearTheMean(InputSource source)
    {
        double alpha = source.LogUniform(1e-3, 1e5);
        double beta = source.LogUniform(1e-3, 1e5);
        double x = (float)(Beta.Mean(alpha, beta) + (source.Uniform(-8, 8) * Math.Sqrt(Beta.Variance(alpha, beta))));
        return [x is > 0 and < 1 && source.Integer(0, 3) > 0 ? x : Probabilities.Draw(source), alpha, beta];
    }

    private static double LogDensityTerms(double x, double alpha, double beta)
    {
        double logs = 1 + Math.Abs(Math.Log(x)) + Math.Abs(Math.Log(1 - x)) + Math.Abs(Math.Log(alpha)) + Math.Abs(Math.Log(beta));
        if (x is <= 0 or >= 1)
        {
            return 4 + Math.Abs(SpecialFunctions.LogBeta(alpha, beta));
        }

        if (Math.Min(alpha, beta) < 10)
        {
            return logs + Math.Abs((alpha - 1) * Math.Log(x)) + Math.Abs((beta - 1) * Math.Log(1 - x))
                + (3 * (4 + Math.Abs(SpecialFunctions.LogBeta(alpha, beta))));
        }

        // The deviances carry the roundings of n x and n (1 - x), times their slopes, and those of their own size.
        double n = alpha + beta;
        double deviance = Beta.LogDensity(Beta.Mean(alpha, beta), alpha, beta) - Beta.LogDensity(x, alpha, beta);
        return logs + Math.Abs((n * x) - alpha) + Math.Abs((n * (1 - x)) - beta) + Math.Abs(deviance);
    }

    private static double EntropyTerms(double alpha, double beta)
    {
        double Part(double a, double b) => Math.Abs(a - 1) * (a < 10
            ? Math.Abs(SpecialFunctions.Digamma(a + b)) + Math.Abs(SpecialFunctions.Digamma(a))
            : Math.Abs(SpecialFunctions.Digamma(a + b) - SpecialFunctions.Digamma(a)) + (1 / a));
        return Math.Min(alpha, beta) < 10
            ? 4 + Math.Abs(SpecialFunctions.LogBeta(alpha, beta)) + Part(alpha, beta) + Part(beta, alpha)
            : 4 + Math.Log(alpha) + Math.Log(beta);
    }
}
