using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;

namespace BayesBench.Agreements.Inference;

/// <summary>The importance-weighted bound and its kernel.</summary>
public sealed class ImportanceWeightedAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            ImportanceWeighted.Bound,
            (device, batch) => ImportanceWeightedKernels.Bound(device, batch.In(0), batch.Out()),
            source => [Logarithms.Draw(source)],
            Logarithms.OfMean)
        {
            Edges = Logarithms.Edges,
            Calls = 1024,
        },
    ];
}
