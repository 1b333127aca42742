using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Numerics;

/// <summary>The special functions and their kernels.</summary>
public sealed partial class SpecialFunctionsAgreement : ITopic
{
    private static readonly object[][] EdgesOfTheLine =
    [
        [0.0], [-0.0], [1e-42f], [-1e-42f], [1e-7f], [1.0], [0.99999994f], [-1.0], [3.9], [9.19f], [9.3], [10.05f], [10.3],
        [-10.3], [1e30f], [double.PositiveInfinity], [double.NegativeInfinity], [double.NaN],
    ];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements => [.. ErrorFunctions, .. GammaFunctions, .. BetaFunctions];

    private static IEnumerable<Agreement> ErrorFunctions =>
    [
        new Agreement(
            SpecialFunctions.Erf,
            (device, batch) => SpecialFunctionsKernels.Erf(device, batch.In(0), batch.Out()),
            source => [source.Integer(0, 1) == 0 ? source.SignedLogUniform(1e-20, 12) : source.Uniform(-4, 4)],
            ErrorBound.Relative("series: a small part of the linear term, 1 rounding of the whole; else 1 - erfc", 4))
        {
            Edges = EdgesOfTheLine,
        },
        new Agreement(
            SpecialFunctions.Erfc,
            (device, batch) => SpecialFunctionsKernels.Erfc(device, batch.In(0), batch.Out()),
            source => [source.Integer(0, 1) == 0 ? source.SignedLogUniform(1e-20, 10) : source.Uniform(-2, 9.2)],
            ErrorBound.Relative("two exponentials 2 ulp each, the fit 1 and its Horner steps 2, four operations", 10))
        {
            Edges = EdgesOfTheLine,
        },
        new Agreement(
            SpecialFunctions.ErfInverse,
            (device, batch) => SpecialFunctionsKernels.ErfInverse(device, batch.In(0), batch.Out()),
            source => [source.Integer(0, 1) == 0
                ? source.SignedLogUniform(1e-20, 1)
                : (float)(1 - source.LogUniform(6e-8, 0.5)) * source.Pick(-1.0, 1.0)],
            ErrorBound.Relative("the fit 5 roundings, its Horner steps 2, its argument's error weighs less than 2", 10))
        {
            Edges =
            [
                [0.0], [-0.0], [1.0], [-1.0], [0.99999994f], [-0.99999994f], [1e-42f], [0.5], [-0.5],
            ],
        },
        new Agreement(
            SpecialFunctions.ErfcInverse,
            (device, batch) => SpecialFunctionsKernels.ErfcInverse(device, batch.In(0), batch.Out()),
            source => [source.Integer(0, 2) switch
            {
                0 => source.LogUniform(1.2e-38, 1),
                1 => source.Uniform(0, 2),
                _ => (float)(2 - source.LogUniform(1.2e-7, 1)),
            }],
            ErrorBound.Relative("the fit 5 roundings, its Horner steps 2, its argument's error weighs less than 2", 10))
        {
            Edges =
            [
                [0.0], [1.0], [2.0], [0.99999994f], [1.0000001f], [1.9999999f], [1e-45f], [1e-42f], [1.1754944e-38f],
            ],
        },
    ];
}
