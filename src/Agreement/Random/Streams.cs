using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using ILGPU;

namespace BayesBench.Agreements.Random;

/// <summary>What the agreements of bulk draws (key, stream, first block, count) have in common.</summary>
internal static class Streams
{
    private const int Longest = 67; // whole blocks and every rest

    public static Agreement Of(Delegate reference, Action<Device, Batch> kernel, ErrorBound bound) =>
        new(
            reference,
            kernel,
            source =>
            [
                PhiloxKey.From(source.Word()),
                source.Word(),
                ((ulong)source.Word() << 32) | source.Word(),
                source.Integer(1, Longest),
            ],
            bound)
        {
            Calls = 256,
            Edges =
            [
                // The block number carries from the counter's word 2 to its word 3, and ends at 2^64 - 1.
                [PhiloxKey.From(0), 0u, 0UL, 0],
                [PhiloxKey.From(1), 0u, 0xFFFFFFFEUL, 17],
                [PhiloxKey.From(1), uint.MaxValue, 0x7FFFFFFFFFFFFFFEUL, 17],
                [PhiloxKey.From(1), 1u, ulong.MaxValue - 4, 18],
            ],
        };

    public static void Launch<T>(
        Device device, Batch batch, Action<Device, DeviceKey, uint, ulong, ArrayView<T>> fill)
        where T : unmanaged
    {
        int count = batch.Shared<int>(3);
        ArrayView<T> values = batch.Out<T>(count);
        for (int call = 0; call < batch.Count; call++)
        {
            PhiloxKey key = batch.At<PhiloxKey>(call, 0);
            fill(
                device,
                new DeviceKey(key.K0, key.K1),
                batch.At<uint>(call, 1),
                batch.At<ulong>(call, 2),
                values.SubView(call * count, count));
        }
    }
}
