using BayesBench.Kernels.Probability;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;

namespace BayesBench.Agreements.Probability;

/// <summary>The normal law and its kernels.</summary>
public sealed class NormalAgreement : ITopic
{
    private const double Subnormal = 1e-42f;

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Normal.LogDensity,
            (device, batch) => NormalKernels.LogDensity(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            source => [source.SignedLogUniform(1e-3, 1e3), source.Normal(), source.LogUniform(1e-3, 1e3)],
            ErrorBound.OfTerms(
                "z carries 2 roundings, its square 5; log 3 ulp; three additions",
                8,
                call => Terms((double)call[0], (double)call[1], (double)call[2])))
        {
            Edges =
            [
                [0.0, 0.0, 1.0], [double.PositiveInfinity, 0.0, 1.0], [double.NegativeInfinity, -2.0, 0.5],
                [double.NaN, 0.0, 1.0], [Subnormal, 0.0, 1.0], [3.0, 3.0, 1e-30f], [1.0, 0.0, 1e30f], [-0.0, 1.0, 2.0],
            ],
        },
        new Agreement(
            Normal.Cdf,
            (device, batch) => NormalKernels.Cdf(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            NearTheMean,
            new ErrorBound(
                "the argument w of erfc carries 3.5 roundings, which the tail multiplies by 2 w^2; erfc itself 10",
                (call, expected, _) => ErrorBound.U * expected[0] * (10 + (7 * Square(LowerTail(call))))))
        {
            Edges =
            [
                [0.0, 0.0, 1.0], [double.PositiveInfinity, 0.0, 1.0], [double.NegativeInfinity, 0.0, 1.0],
                [double.NaN, 0.0, 1.0], [-12.5, 0.0, 1.0], [-13.0, 0.0, 1.0], [-14.5, 0.0, 1.0], [40.0, 0.0, 1.0],
                [Subnormal, 0.0, 1.0], [1e30f, 0.0, 1e30f], [-5.0, 0.0, 1.0], [5.0, 0.0, 1.0],
            ],
        },
        new Agreement(
            Normal.Quantile,
            (device, batch) => NormalKernels.Quantile(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            source => [Probabilities.Draw(source), source.SignedLogUniform(1e-3, 1e3), source.LogUniform(1e-3, 1e3)],
            ErrorBound.OfTerms(
                "erfc^-1 10 roundings, two products, one addition",
                13,
                call => Math.Abs((double)call[1])
                    + Math.Abs((double)call[2] * Math.Sqrt(2) * SpecialFunctions.ErfcInverse(2 * (double)call[0]))))
        {
            Edges =
            [
                [0.0, 1.0, 2.0], [1.0, 1.0, 2.0], [0.5, 3.0, 2.0], [Subnormal, 0.0, 1.0], [1e-45f, 0.0, 1.0],
                [1.1754944e-38f, 0.0, 1.0], [0.99999994f, 0.0, 1.0], [0.49999997f, 0.0, 1.0], [0.50000006f, 0.0, 1.0],
            ],
        },
        new Agreement(
            Normal.Entropy,
            (device, batch) => NormalKernels.Entropy(device, batch.In(0), batch.Out()),
            source => [source.LogUniform(1e-30, 1e30)],
            ErrorBound.OfTerms("log 2 ulp, one addition, one constant", 3, call => Math.Abs(Math.Log((double)call[0])) + 1.42))
        {
            Edges = [[1.0], [0.24197073f], [1.1754944e-38f], [3.4028235e38f]],
        },
        new Agreement(
            Normal.Draw,
            (device, batch) => Draws.Each(batch, 5, (origin, view) => NormalKernels.Draw(
                device, origin.Float(0), origin.Float(1), origin.Key(2), origin.Stream(3), origin.Block(4), view)),
            source => Draws.Arguments(source, source.SignedLogUniform(1e-3, 1e3), source.LogUniform(1e-3, 1e3)),
            new ErrorBound(
                "a standard normal number 7 roundings, see BoxMuller; one product, one addition",
                (call, expected, i) => ErrorBound.U
                    * (Math.Abs(expected[i]) + (8 * Math.Abs(expected[i] - (double)call[0])))))
        {
            Edges = Draws.Edges(-2.0, 0.5),
            Calls = Draws.Calls,
        },
    ];

    private static object[] NearTheMean(InputSource source)
    {
        double mean = source.SignedLogUniform(1e-3, 1e3);
        double standardDeviation = source.LogUniform(1e-3, 1e3);
        return [(double)(float)(mean + (standardDeviation * source.Uniform(-13, 8))), mean, standardDeviation];
    }

    private static double LowerTail(object[] call) =>
        Math.Max(0, ((double)call[1] - (double)call[0]) / (double)call[2] / Math.Sqrt(2));

    private static double Square(double x) => x * x;

    private static double Terms(double x, double mean, double standardDeviation)
    {
        double z = (x - mean) / standardDeviation;
        return (0.5 * z * z) + Math.Abs(Math.Log(standardDeviation)) + 1;
    }
}
