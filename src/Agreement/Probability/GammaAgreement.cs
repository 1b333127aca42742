using BayesBench.Kernels.Probability;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Probability;

/// <summary>The gamma law and its kernels: in double on the device too, rounded once to a float.</summary>
public sealed class GammaAgreement : ITopic
{
    private static readonly double[] Places = [0.0, 1.0, -1.0, 1e-38f, 3e38f, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    private static readonly double[] Shapes = [1e-3f, 0.99999994f, 1.0, 2.0, 20.0, 1e6];

    // The largest normal numbers of either sign, the smallest, and the ends of both uniform ones.
    private static readonly Words[] Corners =
        [new(0, 0, 0, 0), new(0, 1u << 31, 1, 1), new(uint.MaxValue, 3, uint.MaxValue, uint.MaxValue)];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Gamma.LogDensity,
            (device, batch) => GammaKernels.LogDensity(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            NearTheMean,
            RoundedOnce.Bound(
                "logarithms 4 roundings each, the product, Stirling's terms; none larger than these",
                (call, expected) => double.IsFinite(expected) ? 16 * LogDensityTerms((double)call[0], (double)call[1], (double)call[2]) : 0))
        {
            Edges = [.. from x in Places from shape in Shapes select new object[] { x, shape, 2.0 }],
        },
        new Agreement(
            Gamma.Cdf,
            (device, batch) => GammaKernels.Cdf(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            NearTheMean,
            RoundedOnce.Bound(
                "both sides of P as documented for the reference; y is rounded once",
                (call, expected) => RoundedOnce.Tail(expected, (double)call[1])))
        {
            Edges = [.. from x in Places from shape in Shapes select new object[] { x, shape, 2.0 }],
        },
        new Agreement(
            Gamma.Quantile,
            (device, batch) => GammaKernels.Quantile(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            source => [Probabilities.Draw(source), source.LogUniform(1e-2, 1e4), source.LogUniform(1e-3, 1e3)],
            RoundedOnce.OfQuantile(
                "the smallest float that reaches the probability, at most 2 u above; a quotient",
                3,
                (call, x) => Gamma.LogDensity(x, (double)call[1], (double)call[2]),
                call => (double)call[1]))
        {
            Edges = [[0.0, 2.0, 1.0], [1.0, 2.0, 1.0], [0.5, 1.0, 2.0], [0.5, 1e-3f, 1.0], [0.99999994f, 1e4, 3.0]],
            Calls = 512,
        },
        new Agreement(
            Gamma.Mean,
            (device, batch) => GammaKernels.Mean(device, batch.In(0), batch.In(1), batch.Out()),
            Law,
            ErrorBound.Relative("one quotient", 1))
        {
            Edges = [[1.0, 3.0], [1e-38f, 1e-38f], [3e38f, 3e38f]],
        },
        new Agreement(
            Gamma.Variance,
            (device, batch) => GammaKernels.Variance(device, batch.In(0), batch.In(1), batch.Out()),
            Law,
            RoundedOnce.Bound("two quotients", (_, expected) => 4 * expected))
        {
            Edges = [[1.0, 3.0], [1e-20f, 1e-20f], [3e38f, 3e38f]],
        },
        new Agreement(
            Gamma.Entropy,
            (device, batch) => GammaKernels.Entropy(device, batch.In(0), batch.In(1), batch.Out()),
            Law,
            RoundedOnce.Bound(
                "log-gamma and digamma 20 roundings each of their terms",
                (call, expected) => 40 * EntropyTerms((double)call[0], (double)call[1])))
        {
            Edges = [[1.0, 1.0], [1.0, 2.7182817f], [10.0, 1.0], [9.999999f, 1.0], [1e-30f, 1.0], [1e30f, 1e-30f]],
        },
        new Agreement(
            Gamma.Attempt,
            (device, batch) => GammaKernels.Attempt(device, batch.In(0), batch.In<uint>(1), batch.Out(), batch.Out()),
            source => [RejectionDraws.ShapeFrom(source), new Words(source.Word(), source.Word(), source.Word(), source.Word())],
            new ErrorBound(
                "a normal number 7 roundings, times the slope of each part; the rest in double, rounded once",
                (call, expected, i) => (ErrorBound.U * Math.Abs(expected[i])) + (i == 0
                    ? RejectionDraws.LogDrawError((double)call[0], (Words)call[1], expected[0])
                    : RejectionDraws.MarginError((double)call[0], (Words)call[1], expected[1]))))
        {
            Edges =
            [
                .. from shape in Shapes
                   from words in Corners
                   select new object[] { shape, words },
            ],
        },
        new Agreement(
            Gamma.Draw,
            (device, batch) => Draws.Each(batch, 5, (origin, view) => GammaKernels.Draw(
                device, origin.Float(0), origin.Float(1), origin.Key(2), origin.Stream(3), origin.Block(4), view)),
            source => Draws.Arguments(source, RejectionDraws.ShapeFrom(source), source.LogUniform(1e-3, 1e3)),
            new ErrorBound(
                "the attempt's own error, one exponential in double, one rounding; where a verdict may turn, to the other draw",
                DrawError))
        {
            Edges = [.. RejectionDraws.Edges(2.5, 2.0), .. RejectionDraws.Edges(0.125, 2.0)],
            Calls = Draws.Calls,
        },
    ];

    private static double DrawError(object[] call, double[] expected, int i)
    {
        double logRate = Math.Log((double)call[1]);
        ulong block = (ulong)call[4] + (ulong)i;
        return RejectionDraws.Candidates((double)call[0], (PhiloxKey)call[2], (uint)call[3], block, 0, 1).Max(candidate =>
        {
            double draw = Math.Exp(candidate.LogDraw - logRate);
            return Math.Abs(draw - expected[i]) + (draw * (ErrorBound.U + candidate.Error + (16 * ErrorBound.DoubleU * Math.Abs(logRate))));
        });
    }

    private static object[] Law(InputSource source) => [source.LogUniform(1e-6, 1e6), source.LogUniform(1e-6, 1e6)];

    private static object[] NearTheMean(InputSource source)
    {
        double shape = source.LogUniform(1e-3, 1e5);
        double rate = source.LogUniform(1e-3, 1e3);
        double x = source.Integer(0, 2) == 0
            ? source.LogUniform(1e-6, 1e3)
            : (float)Math.Abs((shape + (source.Uniform(-8, 8) * Math.Sqrt(shape))) / rate);
        return [x, shape, rate];
    }

    private static double LogDensityTerms(double x, double shape, double rate)
    {
        if (x == 0)
        {
            return 1 + Math.Abs(Math.Log(rate)); // shape 1: no other term is finite
        }

        double y = rate * x;
        double logs = 1 + Math.Abs(Math.Log(x)) + Math.Abs(Math.Log(rate)) + Math.Abs(Math.Log(shape));
        // The deviance carries the rounding of y, times its slope.
        return shape >= 10
            ? logs + Math.Abs(y - shape) + Gamma.LogDensity(shape / rate, shape, rate) - Gamma.LogDensity(x, shape, rate) + Math.Abs(Math.Log(x / shape * rate))
            : logs + y + (Math.Abs(shape - 1) * Math.Abs(Math.Log(y))) + 23;
    }

    private static double EntropyTerms(double shape, double rate) =>
        3 + Math.Abs(Math.Log(rate)) + (shape < 10 ? (shape + 3) * (3 + Math.Abs(SpecialFunctions.Digamma(shape))) + 13 : Math.Log(shape));
}
