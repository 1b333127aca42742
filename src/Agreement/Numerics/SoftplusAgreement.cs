using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Numerics;

/// <summary>The softplus function and its kernel.</summary>
public sealed class SoftplusAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Softplus.Value,
            Unary.Kernel(SoftplusKernels.Value),
            Unary.Argument(source => source.Uniform(-30, 30)),
            ErrorBound.OfSpacings(
                "an exponential, a logarithm of one plus it, and their sum; measured over all floats",
                UlpBounds.Softplus))
        {
            Edges = Unary.Edges,
        },
    ];
}
