using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using ILGPU;

namespace BayesBench.Agreements.Random;

/// <summary>Bits of one probability and their kernel, which stops at the digit that decides: the same bits.</summary>
public sealed class BernoulliBitsAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            BernoulliBits.Fill,
            (device, batch) =>
            {
                int count = batch.Shared<int>(4);
                ArrayView<uint> words = batch.Out<uint>(count);
                for (int call = 0; call < batch.Count; call++)
                {
                    PhiloxKey key = batch.At<PhiloxKey>(call, 1);
                    BernoulliBitsKernels.Fill(
                        device, (float)batch.At<double>(call, 0), new DeviceKey(key.K0, key.K1), batch.At<uint>(call, 2),
                        batch.At<ulong>(call, 3), words.SubView(call * count, count));
                }
            },
            source =>
            [
                source.Pick(source.Uniform(0, 0.999), source.LogUniform(1e-7, 0.999)),
                PhiloxKey.From(source.Word()), source.Word(), ((ulong)source.Word() << 32) | source.Word(), source.Pick(1, 5, 33),
            ],
            ErrorBound.Exact("integers"))
        {
            Calls = 128,
            Edges =
            [
                [0.0, new PhiloxKey(1, 2), 0u, 0UL, 5], [0.5, new PhiloxKey(1, 2), 0u, 1UL, 5], [0.99999994, new PhiloxKey(1, 2), 7u, ulong.MaxValue, 5],
                [5.9604644775390625e-8, new PhiloxKey(1, 2), uint.MaxValue, 3UL, 1], [1e-40, new PhiloxKey(1, 2), 1u, 3UL, 1], [0.3, new PhiloxKey(1, 2), 1u, 3UL, 0],
            ],
        },
    ];
}
