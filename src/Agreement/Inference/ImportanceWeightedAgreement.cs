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
        new Agreement(
            ImportanceWeighted.LogEvidence,
            (device, batch) => ImportanceWeightedKernels.LogEvidence(device, batch.In(0), batch.Out(), batch.Out(), batch.Out()),
            source => [Logarithms.Draw(source)],
            new ErrorBound(
                "in double on both sides: a weight 4 units, sums of K of them; rounded once",
                (call, expected, i) => (ErrorBound.U * Math.Abs(expected[i])) + InDouble((double[])call[0], expected, i)))
        {
            // Of impossible weights alone there is nothing to say.
            Edges = [.. Logarithms.Edges.Where(edge => ((double[])edge[0]).Any(double.IsFinite))],
            Calls = 256,
        },
    ];

    private static double InDouble(double[] logWeights, double[] expected, int component)
    {
        double roundings = ErrorBound.DoubleU * (8 + logWeights.Length);
        return component switch
        {
            0 => roundings * (1 + Math.Abs(logWeights.Max()) + Math.Log(logWeights.Length)),
            1 => roundings * (1 + expected[1]),
            _ => 2 * roundings * expected[2],
        };
    }
}
