using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Numerics;

/// <summary>The elementary functions and their kernels.</summary>
public sealed class ElementaryAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Elementary.Log,
            Unary.Kernel(ElementaryKernels.Log),
            Unary.Argument(source => source.LogUniform(1e-38, 1e38)),
            ErrorBound.OfSpacings(
                "f - f^2 / 2 + f^3 P(f) rounds its square and its last two sums; measured over all floats",
                UlpBounds.Log))
        {
            Edges = Unary.Edges,
        },
        new Agreement(
            Elementary.Exp,
            Unary.Kernel(ElementaryKernels.Exp),
            Unary.Argument(source => source.Uniform(-104, 89)),
            ErrorBound.OfSpacings(
                "the reduced argument, r + r^2 P(r) and the sum with 1 round; measured over all floats",
                UlpBounds.Exp))
        {
            Edges = Unary.Edges,
        },
        new Agreement(
            Elementary.Sin,
            Unary.Kernel(ElementaryKernels.Sin),
            Unary.Argument(source => source.SignedLogUniform(1e-3, 1e38)),
            ErrorBound.OfSpacings(
                "the argument is reduced in integers; the polynomial rounds thrice; measured over all floats",
                UlpBounds.SinCos))
        {
            Edges = Unary.Edges,
        },
        new Agreement(
            Elementary.Cos,
            Unary.Kernel(ElementaryKernels.Cos),
            Unary.Argument(source => source.SignedLogUniform(1e-3, 1e38)),
            ErrorBound.OfSpacings(
                "the argument is reduced in integers; the polynomial rounds thrice; measured over all floats",
                UlpBounds.SinCos))
        {
            Edges = Unary.Edges,
        },
        new Agreement(
            Elementary.Tanh,
            Unary.Kernel(ElementaryKernels.Tanh),
            Unary.Argument(source => source.SignedLogUniform(1e-3, 20)),
            ErrorBound.OfSpacings(
                "a polynomial's three roundings, or an exponential, two sums and a quotient; measured over all floats",
                UlpBounds.Tanh))
        {
            Edges = Unary.Edges,
        },
    ];
}
