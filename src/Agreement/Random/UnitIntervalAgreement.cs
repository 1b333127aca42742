using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Random;

/// <summary>The map of words to uniform numbers and its kernels: the same numbers, exactly.</summary>
public sealed class UnitIntervalAgreement : ITopic
{
    private const string Analysis = "24 bits and a power of two: nothing is rounded";

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            UnitInterval.FromWord,
            (device, batch) => UnitIntervalKernels.FromWord(device, batch.In<uint>(0), batch.Out()),
            source => [source.Word()],
            ErrorBound.Exact(Analysis))
        {
            Edges = [.. Enumerable.Range(0, 32).SelectMany(bit => Around(1u << bit)), [0u], [uint.MaxValue]],
        },
        Streams.Of(
            UnitInterval.Fill,
            (device, batch) => Streams.Launch<float>(device, batch, UnitIntervalKernels.Fill),
            ErrorBound.Exact(Analysis)),
    ];

    private static object[][] Around(uint word) => [[word - 1], [word], [word + 1]];
}
