using BayesBench.Agreements.Numerics;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Networks;

namespace BayesBench.Agreements.Networks;

/// <summary>Sparse variational dropout and its kernels.</summary>
public sealed class SparseVariationalDropoutAgreement : ITopic
{
    private const double U = ErrorBound.U;

    // Ends of the clipping, both sides of where the series change, exponentials that overflow or vanish.
    private static readonly object[][] EdgesOfAlpha =
    [
        [0.0], [8.0], [-8.0], [-3.5], [-4.4f], [-4.5f], [-3.91f], [-3.92f], [80.0], [-80.0], [-600.0], [-2000.0], [200.0], [-1e30f], [1e30f],
    ];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements => [.. OfWeights, .. Divergences];

    private static IEnumerable<Agreement> OfWeights =>
    [
        new Agreement(
            SparseVariationalDropout.LogAlpha,
            (device, batch) => SparseVariationalDropoutKernels.LogAlpha(device, batch.In(0), batch.In(1), batch.Out()),
            source => [source.SignedLogUniform(1e-4, 10), source.Uniform(-14, 4)],
            new ErrorBound(
                "the logarithm's error twice over and one difference; clipping adds nothing",
                (call, expected, _) => U * ((4 * UlpBounds.Log * Math.Abs(Math.Log(Math.Abs((double)call[0])))) + Math.Abs(expected[0]))))
        {
            Edges = [[1.0, 8.0], [1.0, -8.5], [0.5, 0.0], [1e-30f, -10.0], [1e30f, 10.0]],
        },
        new Agreement(
            SparseVariationalDropout.Prune,
            (device, batch) =>
            {
                int width = batch.Length(0);
                var (mean, logAlpha, pruned) = (batch.In(0), batch.In(1), batch.Out(width));
                for (int c = 0; c < batch.Count; c++)
                {
                    SparseVariationalDropoutKernels.Prune(
                        device,
                        mean.SubView(c * width, width),
                        logAlpha.SubView(c * width, width),
                        (float)batch.At<double>(c, 2),
                        pruned.SubView(c * width, width));
                }
            },
            source =>
            {
                int width = source.Pick(1, 3, 17);
                return
                [
                    source.Vector(width, s => s.Normal()),
                    source.Vector(width, s => s.Uniform(-8, 8)),
                    source.Uniform(-1, 5),
                ];
            },
            ErrorBound.Exact("a number is kept or is 0"))
        {
            Calls = 256,
            Edges = [[new[] { 1.0, 2.0, 3.0 }, new[] { 3.0, 2.9999998, 3.0000002 }, 3.0]],
        },
    ];

    private static IEnumerable<Agreement> Divergences =>
    [
        new Agreement(
            SparseVariationalDropout.NegativeKl,
            Unary.Kernel(SparseVariationalDropoutKernels.NegativeKl),
            Unary.Argument(LogAlpha),
            new ErrorBound(
                "sigmoid and softplus with their own errors, the first with that of its argument; 4 roundings",
                (call, expected, _) => OfSigmoid((double)call[0], expected[0])))
        {
            Edges = EdgesOfAlpha,
        },
        new Agreement(
            SparseVariationalDropout.NegativeKlDerivative,
            Unary.Kernel(SparseVariationalDropoutKernels.NegativeKlDerivative),
            Unary.Argument(LogAlpha),
            new ErrorBound(
                "two sigmoids with the error of their argument and a third; 5 roundings",
                (call, expected, _) => OfSigmoid((double)call[0], expected[0])))
        {
            Edges = EdgesOfAlpha,
        },
        new Agreement(
            SparseVariationalDropout.CubicNegativeKl,
            Unary.Kernel(SparseVariationalDropoutKernels.CubicNegativeKl),
            Unary.Argument(source => source.Uniform(-20, 0)),
            new ErrorBound(
                "of the terms: up to three times the exponential's error, 7 roundings, the constant's",
                (call, _, _) => U * (Math.Abs((double)call[0]) + ((8 + (6 * UlpBounds.Exp)) * PowersOfAlpha((double)call[0])))))
        {
            Edges = [[0.0], [-1.0], [-80.0], [-1e30f]],
        },
        new Agreement(
            SparseVariationalDropout.ExactNegativeKl,
            Unary.Kernel(SparseVariationalDropoutKernels.ExactNegativeKl),
            Unary.Argument(LogAlpha),
            InDouble)
        {
            Edges = EdgesOfAlpha,
        },
        new Agreement(
            SparseVariationalDropout.ExactNegativeKlDerivative,
            Unary.Kernel(SparseVariationalDropoutKernels.ExactNegativeKlDerivative),
            Unary.Argument(LogAlpha),
            InDouble)
        {
            Edges = EdgesOfAlpha,
        },
    ];

    private static ErrorBound InDouble => new(
        "series in double, the asymptotic one to 2^-35 of the whole; one rounding to a float",
        (_, expected, _) => (Math.Abs(expected[0]) * (U + 3e-11)) + ErrorBound.Tiny);

    private static double LogAlpha(InputSource source) => source.Integer(0, 1) == 0 ? source.Uniform(-8, 8) : source.Uniform(-40, 40);

    // The slope of ln sigmoid is below 1: an error of the argument is a relative one of the value. Sums have one sign.
    private static double OfSigmoid(double logAlpha, double expected)
    {
        double argument = Math.Min(200, (2 * 1.8732) + (3 * 1.48695 * Math.Abs(logAlpha)));
        return (U * Math.Abs(expected) * (argument + (4 * UlpBounds.Sigmoid) + 5)) + ErrorBound.Tiny;
    }

    private static double PowersOfAlpha(double logAlpha)
    {
        double alpha = Math.Exp(logAlpha);
        return alpha * (1.16145124 + (alpha * (1.50204118 + (alpha * 0.58629921))));
    }
}
