using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Random;

/// <summary>Sobol's points and their kernels: the same bits.</summary>
public sealed class SobolAgreement : ITopic
{
    private static readonly ErrorBound Bound = ErrorBound.Exact("integers, of which a uniform number takes 24 bits");

    // Digits of an index alone, and all of them; the last index.
    private static readonly uint[] Indices =
        [0, uint.MaxValue, .. Enumerable.Range(0, 32).Select(digit => 1u << digit)];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Sobol.Word,
            (device, batch) => SobolKernels.Word(
                device, batch.Upload(SobolDirections.Table()), batch.In<uint>(0), batch.In<int>(1), batch.Out<uint>()),
            source => [source.Word(), source.Integer(0, Sobol.Dimensions - 1)],
            Bound)
        {
            Elements = [1],
            Edges = [.. from index in Indices from dimension in Enumerable.Range(0, Sobol.Dimensions) select (object[])[index, dimension]],
        },
        new Agreement(
            Sobol.Scrambled,
            (device, batch) => SobolKernels.Scrambled(
                device,
                batch.Upload(SobolDirections.Table()),
                Key(batch.Shared<PhiloxKey>(2)),
                batch.Shared<ulong>(3),
                batch.In<uint>(0),
                batch.In<int>(1),
                batch.Out<uint>()),
            // Few keys and replicates: calls of one of each share a launch.
            source =>
            [
                source.Word() >> source.Integer(0, 31),
                source.Integer(0, Sobol.Dimensions - 1),
                new PhiloxKey((uint)source.Integer(0, 1), 0xFFFFFFFF),
                source.Pick(0UL, 1UL << 32, ulong.MaxValue),
            ],
            Bound)
        {
            Elements = [1],
            Edges = [.. from index in Indices select (object[])[index, 0, PhiloxKey.From(0), 0UL]],
        },
        new Agreement(
            Sobol.Points,
            LaunchPoints,
            source => [PhiloxKey.From(source.Word()), (ulong)source.Word(), source.Word() >> 1, source.Integer(1, 17), source.Integer(1, Sobol.Dimensions)],
            Bound)
        {
            Calls = 256,
            Edges =
            [
                [PhiloxKey.From(1), 0UL, 0u, 0, 1],
                [PhiloxKey.From(1), ulong.MaxValue, uint.MaxValue - 7, 8, Sobol.Dimensions],
            ],
        },
    ];

    private static void LaunchPoints(Kernels.Device device, Batch batch)
    {
        (int count, int dimensions) = (batch.Shared<int>(3), batch.Shared<int>(4));
        int width = count * dimensions;
        var directions = batch.Upload(SobolDirections.Table());
        var points = batch.OutMatrix<float>(count, dimensions);
        for (int call = 0; call < batch.Count && width > 0; call++)
        {
            SobolKernels.Points(
                device,
                directions,
                Key(batch.At<PhiloxKey>(call, 0)),
                batch.At<ulong>(call, 1),
                batch.At<uint>(call, 2),
                count,
                dimensions,
                points.SubView(call * width, width));
        }
    }

    private static DeviceKey Key(PhiloxKey key) => new(key.K0, key.K1);
}
