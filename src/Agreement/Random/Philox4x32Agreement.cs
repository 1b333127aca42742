using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Random;

/// <summary>The generator and its kernels: the same bits.</summary>
public sealed class Philox4x32Agreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            (Func<Words, PhiloxKey, Words>)Philox4x32.Block,
            (device, batch) => Philox4x32Kernels.Block(
                device, batch.In<uint>(0), batch.In<uint>(1), batch.Out<uint>(4)),
            // Few keys: calls of one key share a launch.
            source => [CounterFrom(source), new PhiloxKey((uint)source.Integer(0, 3), 0xFFFFFFFF)],
            ErrorBound.Exact("integers"))
        {
            Edges =
            [
                [new Words(0, 0, 0, 0), new PhiloxKey(0, 0)],
                [new Words(uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue), new PhiloxKey(uint.MaxValue, uint.MaxValue)],
            ],
        },
        Streams.Of(
            Philox4x32.Fill,
            (device, batch) => Streams.Launch<uint>(device, batch, Philox4x32Kernels.Fill),
            ErrorBound.Exact("integers")),
    ];

    private static Words CounterFrom(InputSource source) =>
        new(source.Word(), source.Word(), source.Word(), source.Word());
}
