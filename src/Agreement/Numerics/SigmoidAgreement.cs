using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Numerics;

/// <summary>The logistic function and its kernel.</summary>
public sealed class SigmoidAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Sigmoid.Value,
            Unary.Kernel(SigmoidKernels.Value),
            Unary.Argument(source => source.Uniform(-90, 20)),
            ErrorBound.OfSpacings(
                "an exponential, a sum and a quotient; measured over all floats",
                UlpBounds.Sigmoid))
        {
            Edges = Unary.Edges,
        },
    ];
}
