using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using ILGPU;

namespace BayesBench.Agreements.Probability;

/// <summary>What the agreements of all laws' draws share: a call is (parameters, key, stream, firstBlock, count).</summary>
internal static class Draws
{
    /// <summary>Each call is a launch of its own, so fewer of them.</summary>
    public const int Calls = 48;

    private static readonly PhiloxKey EdgeKey = new(0xA4093822, 0x299F31D0);

    private static readonly int[] Counts = [0, 1, 3, 4, 5, 1023, 4096];

    /// <summary>One call's arguments: a few draws of any stream.</summary>
    public static object[] Arguments(InputSource source, params double[] parameters) =>
        Call(source.Integer(0, 67), parameters, new PhiloxKey(source.Word(), source.Word()), source.Word(), source.Word());

    /// <summary>Counts around whole blocks; blocks whose number crosses from one word to the next, and to 0.</summary>
    public static IReadOnlyList<object[]> Edges(params double[] parameters)
    {
        return
        [
            .. Counts.Select(count => Call(count, parameters, EdgeKey, 7, 0)),
            Call(64, parameters, EdgeKey, uint.MaxValue, uint.MaxValue - 3UL),
            Call(64, parameters, EdgeKey, 0, ulong.MaxValue - 15UL),
            Call(64, parameters, EdgeKey, 0, long.MaxValue - 3UL),
        ];
    }

    /// <summary>Calls whose only parameter is one of the uniform numbers they draw: where less differs from not greater.</summary>
    public static IReadOnlyList<object[]> EdgesOnTheThreshold() =>
    [
        .. UnitInterval.Fill(EdgeKey, 7, 0, 8).Select(u => Call(8, [u], EdgeKey, 7, 0)),
    ];

    /// <summary>Runs the kernel once for each call, into the call's own part of the result.</summary>
    public static void Each(Batch batch, int countArgument, Action<Origin, ArrayView<float>> draw)
    {
        int count = batch.Shared<int>(countArgument);
        ArrayView<float> draws = batch.Out(count);
        for (int call = 0; call < batch.Count; call++)
        {
            draw(new Origin(batch, call), draws.SubView((long)call * count, count));
        }
    }

    private static object[] Call(int count, double[] parameters, PhiloxKey key, uint stream, ulong firstBlock) =>
        [.. parameters.Cast<object>(), key, stream, firstBlock, count];

    /// <summary>One call's arguments as its kernel takes them.</summary>
    internal readonly record struct Origin(Batch Batch, int Call)
    {
        public float Float(int argument) => (float)Batch.At<double>(Call, argument);

        public uint Stream(int argument) => Batch.At<uint>(Call, argument);

        public ulong Block(int argument) => Batch.At<ulong>(Call, argument);

        public DeviceKey Key(int argument)
        {
            PhiloxKey key = Batch.At<PhiloxKey>(Call, argument);
            return new DeviceKey(key.K0, key.K1);
        }
    }
}
