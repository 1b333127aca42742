using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;

namespace BayesBench.Agreements.Inference;

/// <summary>The predictive probability and its kernel.</summary>
public sealed class PosteriorPredictiveAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            PosteriorPredictive.MonteCarlo,
            (device, batch) => PosteriorPredictiveKernels.MonteCarlo(device, batch.In(0), batch.Out()),
            source => [Logarithms.Draw(source)],
            Logarithms.OfMean)
        {
            Edges = Logarithms.Edges,
            Calls = 1024,
        },
    ];
}
