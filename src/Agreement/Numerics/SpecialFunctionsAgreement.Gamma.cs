using BayesBench.Agreements.Probability;
using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Numerics;

/// <content>The gamma family and Dawson's integral: in double on the device too, rounded once to a float.</content>
public sealed partial class SpecialFunctionsAgreement
{
    private static IEnumerable<Agreement> GammaFunctions =>
    [
        new Agreement(
            SpecialFunctions.LogGamma,
            (device, batch) => SpecialFunctionsKernels.LogGamma(device, batch.In(0), batch.Out()),
            source => [source.Integer(0, 1) == 0 ? source.LogUniform(1e-20, 1e20) : source.Uniform(0.5, 3)],
            InDouble(
                "ten roundings of Stirling's terms and of the product's logarithm",
                (call, expected) => 10 * (23 + Math.Abs(expected))))
        {
            Edges = [[1e-38f], [1.0], [2.0], [0.99999994f], [1.0000001f], [2.0000002f], [10.0], [3e38f], [double.PositiveInfinity]],
        },
        new Agreement(
            SpecialFunctions.Digamma,
            (device, batch) => SpecialFunctionsKernels.Digamma(device, batch.In(0), batch.Out()),
            source => [source.Integer(0, 1) == 0 ? source.LogUniform(1e-20, 1e20) : source.Uniform(0.5, 3)],
            InDouble(
                "ten reciprocals, their sum, one logarithm",
                (call, expected) => 20 * (6 + Math.Abs(expected))))
        {
            Edges = [[1e-38f], [1.0], [2.0], [1.4616321f], [1.4616323f], [10.0], [3e38f], [double.PositiveInfinity]],
        },
        new Agreement(
            SpecialFunctions.Polygamma,
            (device, batch) => SpecialFunctionsKernels.Polygamma(device, batch.Shared<int>(0), batch.In(1), batch.Out()),
            source => [source.Integer(1, 3), source.Integer(0, 1) == 0 ? source.LogUniform(1e-9, 1e9) : source.Uniform(0.5, 20)],
            InDouble("sixteen powers, their sum, terms of one sign", (call, expected) => 60 * Math.Abs(expected)))
        {
            Edges = [[1, 1e-9f], [2, 1.0], [3, 12.0], [1, 16.0], [2, 15.999999f], [3, 1e10f], [1, double.PositiveInfinity]],
        },
        new Agreement(
            SpecialFunctions.RegularizedGammaPByShape,
            (device, batch) => SpecialFunctionsKernels.RegularizedGammaPByShape(device, batch.In(0), batch.In(1), batch.Out()),
            NearTheShape,
            InDouble("both sides as documented for the reference", SlopeByShape))
        {
            Edges = EdgesOfGamma,
        },
        new Agreement(
            SpecialFunctions.Dawson,
            (device, batch) => SpecialFunctionsKernels.Dawson(device, batch.In(0), batch.Out()),
            source => [source.Integer(0, 1) == 0 ? source.SignedLogUniform(1e-20, 1e20) : source.Uniform(-8, 8)],
            new ErrorBound(
                "the series in double, where its asymptotic form begins 2^-35 of the whole; one rounding to a float",
                (call, expected, _) => Math.Abs(expected[0]) * (ErrorBound.U + (Math.Abs((double)call[0]) >= 5 ? 3e-11 : 1e-14))))
        {
            Edges = [.. EdgesOfTheLine, [0.9241389f], [4.9999995f], [5.0], [6.5]],
        },
        new Agreement(
            SpecialFunctions.RegularizedGammaP,
            (device, batch) => SpecialFunctionsKernels.RegularizedGammaP(device, batch.In(0), batch.In(1), batch.Out()),
            NearTheShape,
            InDouble("both sides as documented for the reference", GammaTail))
        {
            Edges = EdgesOfGamma,
        },
        new Agreement(
            SpecialFunctions.RegularizedGammaQ,
            (device, batch) => SpecialFunctionsKernels.RegularizedGammaQ(device, batch.In(0), batch.In(1), batch.Out()),
            NearTheShape,
            InDouble("both sides as documented for the reference", GammaTail))
        {
            Edges = EdgesOfGamma,
        },
        new Agreement(
            SpecialFunctions.RegularizedGammaPInverse,
            (device, batch) => SpecialFunctionsKernels.RegularizedGammaPInverse(device, batch.In(0), batch.In(1), batch.Out()),
            source => [source.LogUniform(1e-2, 1e4), Probabilities.Draw(source)],
            OfInverse("the smallest float that reaches p: within one spacing; the law's own error over its slope", (call, x) =>
            {
                double a = (double)call[0];
                return (Math.Exp(((a - 1) * Math.Log(x)) - x - SpecialFunctions.LogGamma(a)), 60 + (4 * Math.Sqrt(a)));
            }))
        {
            Edges = [[2.0, 0.0], [2.0, 1.0], [1.0, 0.5], [1e-3f, 0.999f], [1e-6f, 0.5], [1e4, 0.99999994f], [0.5, 1e-30f]],
            Calls = 512,
        },
    ];

    private static readonly object[][] EdgesOfGamma =
    [
        [1.0, 0.0], [1e-6f, 1e-30f], [1e-6f, 0.5], [1e-3f, 1.0], [0.5, 2.0], [10.0, 11.0], [10.0, 10.0], [1e6, 1e6], [1e6, 1.001e6f],
        [3.0, double.PositiveInfinity], [0.99999994f, 1.0], [5.0, 1e30f],
    ];

    private static object[] NearTheShape(InputSource source)
    {
        double a = source.LogUniform(1e-6, 1e5);
        double x = source.Integer(0, 3) == 0 ? source.LogUniform(1e-6, 1e2) : (float)Math.Abs(a + (source.Uniform(-8, 8) * Math.Sqrt(a)));
        return [a, x];
    }

    private static double SlopeByShape(object[] call, double expected)
    {
        double a = (double)call[0];
        double units = 60 + (8 * Math.Abs(Math.Log(-expected))) + (4 * Math.Sqrt(a) * (1 + Math.Abs(Math.Log(a))));
        return expected == 0 ? 0 : -2 * expected * units;
    }

    private static double GammaTail(object[] call, double expected) => expected == 0
        ? 0
        : expected * (60 + (16 * Math.Abs(Math.Log(expected))) + (4 * Math.Sqrt((double)call[0])));

    // One rounding to a float, and before it as many units of double's roundoff as both sides may differ by.
    private static ErrorBound InDouble(string analysis, Func<object[], double, double> units) => new(
        $"in double, {analysis}; one rounding to a float",
        (call, expected, i) => (ErrorBound.U * Math.Abs(expected[i])) + (ErrorBound.DoubleU * units(call, expected[i])))
    {
        Terms = (call, expected, i) => units(call, expected[i]) / 8,
    };

    // The spacing is that above the answer, which may be the last below a power of two. The slope and the units of roundoff that the smaller tail is known to.
    private static ErrorBound OfInverse(string analysis, Func<object[], double, (double Slope, double Units)> law) => new(
        analysis,
        (call, expected, _) => ErrorBound.SpacingAt(expected[0] * (1 + ErrorBound.U)) + (ErrorBound.DoubleU * FromTheTail(law, call, expected[0])))
    {
        Terms = (call, expected, _) => expected[0] + (FromTheTail(law, call, expected[0]) / 50),
    };

    private static double FromTheTail(Func<object[], double, (double Slope, double Units)> law, object[] call, double x)
    {
        double p = (double)call[^1];
        double tail = Math.Min(p, 1 - p);
        (double slope, double units) = law(call, x);
        return x == 0 || tail == 0 ? 0 : tail * (units + (16 * Math.Abs(Math.Log(tail)))) / slope;
    }
}
