using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Numerics;

/// <summary>The elementary functions and their kernels.</summary>
public sealed class ElementaryAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        Unary.Of(
            Elementary.Log,
            ElementaryKernels.Log,
            "f - f^2 / 2 + f^3 P(f) rounds its square and its last two sums; measured over all floats",
            UlpBounds.Log,
            source => source.LogUniform(1e-38, 1e38)),
        Unary.Of(
            Elementary.Exp,
            ElementaryKernels.Exp,
            "the reduced argument, r + r^2 P(r) and the sum with 1 round; measured over all floats",
            UlpBounds.Exp,
            source => source.Uniform(-104, 89)),
        Unary.Of(
            Elementary.Sin,
            ElementaryKernels.Sin,
            "the argument is reduced in integers; the polynomial rounds thrice; measured over all floats",
            UlpBounds.SinCos,
            source => source.SignedLogUniform(1e-3, 1e38)),
        Unary.Of(
            Elementary.Cos,
            ElementaryKernels.Cos,
            "the argument is reduced in integers; the polynomial rounds thrice; measured over all floats",
            UlpBounds.SinCos,
            source => source.SignedLogUniform(1e-3, 1e38)),
        Unary.Of(
            Elementary.Tanh,
            ElementaryKernels.Tanh,
            "a polynomial's three roundings, or an exponential, two sums and a quotient; measured over all floats",
            UlpBounds.Tanh,
            source => source.SignedLogUniform(1e-3, 20)),
    ];
}
