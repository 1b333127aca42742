using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Numerics;

/// <summary>The logistic function and its kernel.</summary>
public sealed class SigmoidAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        Unary.Of(
            Sigmoid.Value,
            SigmoidKernels.Value,
            "an exponential, a sum and a quotient; measured over all floats",
            UlpBounds.Sigmoid,
            source => source.Uniform(-90, 20)),
    ];
}
