using BayesBench.Agreements.Probability;
using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Numerics;

/// <content>The beta family: in double on the device too, rounded once to a float.</content>
public sealed partial class SpecialFunctionsAgreement
{
    private static readonly object[][] EdgesOfBeta =
    [
        [1.0, 1.0, 0.0], [1.0, 1.0, 1.0], [1.0, 1.0, 0.25], [1e-6f, 1e-6f, 0.5], [1e-6f, 1.0, 0.1f], [1e-6f, 1e6, 1e-10f],
        [1e-6f, 1e6, 2e-5f], [1e6, 1e-6f, 0.99999994f], [1e6, 1e6, 0.5], [1e6, 1e6, 0.501f], [2.0, 3.0, 0.99999994f],
        [0.5, 0.5, 1e-38f], [0.99999994f, 3.0, 0.25], [10.0, 10.0, 0.5], [1e4, 5.0, 0.99999994f],
    ];

    private static IEnumerable<Agreement> BetaFunctions =>
    [
        new Agreement(
            SpecialFunctions.LogBeta,
            (device, batch) => SpecialFunctionsKernels.LogBeta(device, batch.In(0), batch.In(1), batch.Out()),
            source => [source.LogUniform(1e-10, 1e10), source.LogUniform(1e-10, 1e10)],
            InDouble("Stirling's terms and a product of ten factors on either side", (call, expected) => 40 * (4 + Math.Abs(expected))))
        {
            Edges =
            [
                [1.0, 1.0], [10.0, 990.0], [1e-30f, 1e-30f], [1e-30f, 1e30f], [1e30f, 1e30f], [0.5, 0.5], [10.0, 9.999999f],
                [1.0, 2.0], [1e-6f, 1e6], [1e6, 1e6],
            ],
        },
        new Agreement(
            SpecialFunctions.IncompleteBeta,
            (device, batch) => SpecialFunctionsKernels.IncompleteBeta(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            NearTheLaw,
            InDouble("both sides as documented for the reference", BetaTail))
        {
            Edges = EdgesOfBeta,
        },
        new Agreement(
            SpecialFunctions.IncompleteBetaComplement,
            (device, batch) => SpecialFunctionsKernels.IncompleteBetaComplement(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            NearTheLaw,
            InDouble("both sides as documented for the reference", BetaTail))
        {
            Edges = EdgesOfBeta,
        },
        new Agreement(
            SpecialFunctions.IncompleteBetaInverse,
            (device, batch) => SpecialFunctionsKernels.IncompleteBetaInverse(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            source => [source.LogUniform(1e-2, 1e3), source.LogUniform(1e-2, 1e3), Probabilities.Draw(source)],
            OfInverse("the smallest float that reaches p: within one spacing; the law's own error over its slope", (call, x) =>
            {
                (double a, double b) = ((double)call[0], (double)call[1]);
                double logSlope = ((a - 1) * Math.Log(x)) + ((b - 1) * Math.Log(1 - x)) - SpecialFunctions.LogBeta(a, b);
                return (Math.Exp(logSlope), 80 + (8 * Math.Sqrt(a + b)));
            }))
        {
            Edges = [[2.0, 3.0, 0.0], [2.0, 3.0, 1.0], [1.0, 1.0, 0.25], [0.5, 0.5, 0.5], [1e-6f, 1e-6f, 0.75], [1e4, 3.0, 0.99999994f], [3.0, 1e4, 1e-30f]],
            Calls = 512,
        },
    ];

    // Within eight standard deviations of the mean, or anywhere.
    private static object[] NearTheLaw(InputSource source)
    {
        double a = source.LogUniform(1e-6, 1e5);
        double b = source.LogUniform(1e-6, 1e5);
        double spread = Math.Sqrt(a / (a + b) * (b / (a + b)) / (a + b + 1));
        double x = (float)((a / (a + b)) + (source.Uniform(-8, 8) * spread));
        return [a, b, x is > 0 and < 1 && source.Integer(0, 3) > 0 ? x : Probabilities.Draw(source)];
    }

    private static double BetaTail(object[] call, double expected) => expected == 0
        ? 0
        : expected * (80 + (16 * Math.Abs(Math.Log(expected))) + (8 * Math.Sqrt((double)call[0] + (double)call[1])));
}
