using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Numerics;

/// <summary>The softplus function and its kernel.</summary>
public sealed class SoftplusAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        Unary.Of(
            Softplus.Value,
            SoftplusKernels.Value,
            "an exponential, a logarithm of one plus it, and their sum; measured over all floats",
            UlpBounds.Softplus,
            source => source.Uniform(-30, 30)),
    ];
}
