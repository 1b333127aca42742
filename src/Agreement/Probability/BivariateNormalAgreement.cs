using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;

namespace BayesBench.Agreements.Probability;

/// <summary>The normal law of two coordinates and its kernels: floats in and out, doubles between.</summary>
public sealed class BivariateNormalAgreement : ITopic
{
    private static readonly double AlmostOne = 1 - Math.ScaleB(1, -24);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            BivariateNormal.LogDensity,
            (device, batch) => BivariateNormalKernels.LogDensity(
                device,
                batch.In(0),
                batch.In(1),
                batch.In(2),
                batch.In(3),
                batch.In(4),
                batch.In(5),
                batch.In(6),
                batch.Out()),
            source => [source.SignedLogUniform(1e-2, 1e2), source.SignedLogUniform(1e-2, 1e2), .. Law(source)],
            OneRounding(
                "the answer's one rounding to a float; in double a square 5, the conditional variance 3, which it passes on, a logarithm 2",
                (call, _) => LogDensityTerms(call)))
        {
            Edges =
            [
                [0.0, 0.0, 0.0, 0.0, 4.0, 1.0, 1.2f], [3.0, 3.0, 0.0, 0.0, 1.0, 1.0, AlmostOne],
                [3.0, -3.0, 0.0, 0.0, 1.0, 1.0, AlmostOne], [1e30f, 0.0, 0.0, 0.0, 1e30f, 1e-30f, 0.5],
                [0.0, 0.0, 1.0, 2.0, 1.1754944e-38f, 3.4028235e38f, 0.0],
            ],
        },
        new Agreement(
            BivariateNormal.Marginal,
            (device, batch) => BivariateNormalKernels.Marginal(
                device, batch.In(0), batch.In(2), batch.Out(), batch.Out()),
            Law,
            ErrorBound.Exact("nothing is computed"))
        {
            Edges = [[1.0, 2.0, 4.0, 1.0, 1.2f]],
        },
        new Agreement(
            BivariateNormal.Conditional,
            (device, batch) => BivariateNormalKernels.Conditional(
                device,
                batch.In(0),
                batch.In(1),
                batch.In(2),
                batch.In(3),
                batch.In(4),
                batch.In(5),
                batch.Out(),
                batch.Out()),
            source => [.. Law(source), source.SignedLogUniform(1e-2, 1e2)],
            OneRounding(
                "the answer's one rounding to a float; in double a slope, a difference, a product and a sum on each side",
                ConditionalTerms))
        {
            Edges =
            [
                [0.0, 0.0, 4.0, 1.0, 1.2f, 1.0], [0.0, 0.0, 1.0, 1.0, AlmostOne, 2.0], [0.0, 0.0, 1.0, 1.0, -AlmostOne, 2.0],
                [1.0, -1.0, 1e30f, 1e-30f, 0.5, 3.0], [1.0, 2.0, 1.1754944e-38f, 1.0, 0.0, -5.0],
            ],
        },
    ];

    private static ErrorBound OneRounding(string analysis, Func<object[], int, double> terms) => new(
        analysis,
        (call, expected, i) => (ErrorBound.U * Math.Abs(expected[i])) + (16 * ErrorBound.DoubleU * terms(call, i)))
    {
        Terms = (call, _, i) => terms(call, i),
    };

    private static double ConditionalTerms(object[] call, int component)
    {
        double[] a = [.. call.Cast<double>()];
        double slope = a[4] / a[3];
        return component == 0
            ? Math.Abs(a[0]) + Math.Abs(slope * (a[5] - a[1]))
            : a[2] + Math.Abs(slope * a[4]);
    }

    private static double LogDensityTerms(object[] call)
    {
        double[] a = [.. call.Cast<double>()];
        double slope = a[6] / a[5];
        double left = a[4] - (slope * a[6]);
        double lost = (a[4] + Math.Abs(slope * a[6])) / left;
        double distance = a[1] - a[3], shift = slope * distance;
        double beyond = Math.Abs(a[0] - a[2] - shift);
        double square = (distance * distance / a[5])
            + (((lost * beyond) + Math.Abs(a[0] - a[2]) + Math.Abs(shift)) * beyond / left);
        return square + Math.Abs(Math.Log(a[5])) + Math.Abs(Math.Log(left)) + lost + 2;
    }

    // The correlation spread evenly, or close to one or minus one.
    private static object[] Law(InputSource source)
    {
        double varianceX = source.LogUniform(1e-3, 1e3);
        double varianceY = source.LogUniform(1e-3, 1e3);
        double correlation = source.Pick(source.Uniform(-0.99, 0.99), 1 - source.LogUniform(1e-5, 1), source.LogUniform(1e-5, 1) - 1);
        double covariance = (float)(correlation * Math.Sqrt(varianceX) * Math.Sqrt(varianceY));
        return
        [
            source.SignedLogUniform(1e-2, 1e2), source.SignedLogUniform(1e-2, 1e2), varianceX, varianceY, covariance,
        ];
    }
}
