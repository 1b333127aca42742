using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;

namespace BayesBench.Agreements.Probability;

/// <summary>The uniform law and its kernels.</summary>
public sealed class UniformAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Uniform.LogDensity,
            (device, batch) => UniformKernels.LogDensity(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            Around,
            ErrorBound.OfTerms("the width 1 rounding, which the logarithm makes absolute; log 2 ulp", 2, LogWidthTerms))
        {
            Edges =
            [
                [0.0, 0.0, 1.0], [1.0, 0.0, 1.0], [-1e-45f, 0.0, 1.0], [1.0000001f, 0.0, 1.0],
                [double.PositiveInfinity, 0.0, 1.0], [double.NegativeInfinity, 0.0, 1.0], [double.NaN, 0.0, 1.0],
                [1.0, 1.0, 1.0000001f], [-0.0, 0.0, 2.0],
            ],
        },
        new Agreement(
            Uniform.Cdf,
            (device, batch) => UniformKernels.Cdf(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            Around,
            ErrorBound.Relative("two differences and a quotient, one rounding each", 3))
        {
            Edges =
            [
                [0.0, 0.0, 1.0], [1.0, 0.0, 1.0], [0.99999994f, 0.0, 1.0], [1e-42f, 0.0, 1.0],
                [double.PositiveInfinity, 0.0, 1.0], [double.NegativeInfinity, 0.0, 1.0], [double.NaN, 0.0, 1.0],
            ],
        },
        new Agreement(
            Uniform.Quantile,
            (device, batch) => UniformKernels.Quantile(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            source => [Probabilities.Draw(source), .. Interval(source)],
            new ErrorBound(
                "the distance from the nearer end carries 3 roundings, the sum one",
                (call, expected, _) => ErrorBound.U * (Math.Abs(expected[0])
                    + (3 * Math.Min((double)call[0], 1 - (double)call[0]) * ((double)call[2] - (double)call[1])))))
        {
            Edges = [[0.0, -3.0, -2.75], [1.0, -3.0, -2.75], [0.5, -1.0, 1.0], [1e-42f, 0.0, 1.0], [0.99999994f, -1.0, 1.0]],
        },
        new Agreement(
            Uniform.Mean,
            (device, batch) => UniformKernels.Mean(device, batch.In(0), batch.In(1), batch.Out()),
            Interval,
            ErrorBound.Relative("halves are exact; one addition", 1))
        {
            Edges = [[-1.0, 1.0], [0.0, 1.0], [-3e38f, 3e38f], [2e38f, 3e38f], [1.0, 1.0000001f]],
        },
        new Agreement(
            Uniform.Variance,
            (device, batch) => UniformKernels.Variance(device, batch.In(0), batch.In(1), batch.Out()),
            Interval,
            ErrorBound.Relative("the width twice, the product and the quotient, one rounding each", 4))
        {
            Edges = [[-1.0, 1.0], [0.0, 1.0], [1.0, 1.0000001f], [-1e18f, 1e18f]],
        },
        new Agreement(
            Uniform.Entropy,
            (device, batch) => UniformKernels.Entropy(device, batch.In(0), batch.In(1), batch.Out()),
            Interval,
            ErrorBound.OfTerms(
                "the width 1 rounding, which the logarithm makes absolute; log 2 ulp",
                2,
                call => LogWidthTerms([0.0, .. call])))
        {
            Edges = [[0.0, 1.0], [1.0, 1.0000001f], [-1e38f, 1e38f], [0.0, 1.1754944e-38f]],
        },
        new Agreement(
            Uniform.Draw,
            (device, batch) => Draws.Each(batch, 5, (origin, view) => UniformKernels.Draw(
                device, origin.Float(0), origin.Float(1), origin.Key(2), origin.Stream(3), origin.Block(4), view)),
            source => Draws.Arguments(source, [.. Interval(source).Cast<double>()]),
            ErrorBound.OfTerms(
                "the width, the product and the sum, one rounding each",
                3,
                call => Math.Max(Math.Abs((double)call[0]), Math.Abs((double)call[1])) + (double)call[1] - (double)call[0]))
        {
            Edges = Draws.Edges(-2.0, 0.5),
            Calls = Draws.Calls,
        },
    ];

    private static object[] Interval(InputSource source)
    {
        double lower = source.SignedLogUniform(1e-3, 1e3);
        double upper = (float)(lower + source.LogUniform(1e-2, 1e3));
        return [lower, upper];
    }

    // Three times in four inside.
    private static object[] Around(InputSource source)
    {
        object[] ends = Interval(source);
        (double lower, double upper) = ((double)ends[0], (double)ends[1]);
        double x = (float)(lower + ((upper - lower) * source.Uniform(-0.125, 1.125)));
        return [x, lower, upper];
    }

    private static double LogWidthTerms(object[] call) =>
        1 + Math.Abs(Math.Log((double)call[2] - (double)call[1]));
}
