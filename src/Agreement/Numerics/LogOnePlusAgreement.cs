using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Numerics;

/// <summary>The logarithm of one plus a number and its kernel.</summary>
public sealed class LogOnePlusAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            LogOnePlus.Value,
            Unary.Kernel(LogOnePlusKernels.Value),
            Unary.Argument(source => (source.Word() & 1) == 0 ? source.LogUniform(1e-6, 1e38) : -source.LogUniform(1e-6, 0.99)),
            ErrorBound.OfSpacings(
                "as the logarithm, with the rounding of what 1 + x loses; measured over all floats",
                UlpBounds.LogOnePlus))
        {
            Edges = Unary.Edges,
        },
    ];
}
