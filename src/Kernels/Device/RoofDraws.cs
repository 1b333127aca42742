using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels;

/// <summary>How fast a device draws random numbers when it does nothing else with them, for the shares that drawing
/// benchmarks report.</summary>
public static class RoofDraws
{
    /// <summary>Numbers of one block of random words.</summary>
    public const int PerBlock = 4;

    /// <summary>Draws random words, four a block of Philox.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="kept">Shape [N], N a multiple of 4, written; it should fit the cache.</param>
    /// <param name="key">Key of the draws.</param>
    /// <param name="blocks">Blocks of each work item: a loop's turns, or launches where the device wants straight-line code.</param>
    /// <returns>How many words are drawn.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of 4.</exception>
    public static long Words(Device device, ArrayView<float> kept, DeviceKey key, int blocks) =>
        Draw<BareWords>(device, kept, key, blocks);

    /// <summary>Draws uniform numbers.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="kept">Shape [N], N a multiple of 4, written; it should fit the cache.</param>
    /// <param name="key">Key of the draws.</param>
    /// <param name="blocks">Blocks of each work item: a loop's turns, or launches where the device wants straight-line code.</param>
    /// <returns>How many uniform numbers are drawn.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of 4.</exception>
    public static long Uniforms(Device device, ArrayView<float> kept, DeviceKey key, int blocks) =>
        Draw<BareUniforms>(device, kept, key, blocks);

    /// <summary>Draws normal numbers by Box and Muller.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="kept">Shape [N], N a multiple of 4, written; it should fit the cache.</param>
    /// <param name="key">Key of the draws.</param>
    /// <param name="blocks">Blocks of each work item: a loop's turns, or launches where the device wants straight-line code.</param>
    /// <returns>How many normal numbers are drawn.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of 4.</exception>
    public static long Normals(Device device, ArrayView<float> kept, DeviceKey key, int blocks) =>
        Draw<BareNormals>(device, kept, key, blocks);

    private static long Draw<TDraw>(Device device, ArrayView<float> kept, DeviceKey key, int blocks)
        where TDraw : unmanaged, IBareDraw
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(blocks, nameof(blocks));
        int quarter = (int)(kept.Length / PerBlock);
        DeviceGuard.Length((long)quarter * PerBlock, kept, nameof(kept));
        if (device.PrefersLoops)
        {
            device.Launch(DrawAndFold<TDraw>, (int)kept.Length, kept, key, blocks);
            return kept.Length * blocks * PerBlock;
        }

        for (int block = 0; block < blocks; block++)
        {
            device.Launch(DrawColumns<TDraw>, quarter, kept, key, block, quarter);
        }

        return kept.Length * blocks;
    }

    // One work item: many blocks, of which it keeps one number on which all of them bear.
    private static void DrawAndFold<TDraw>(Index1D i, ArrayView<float> kept, DeviceKey key, int blocks)
        where TDraw : unmanaged, IBareDraw
    {
        uint all = 0;
        for (int block = 0; block < blocks; block++)
        {
            DeviceWords drawn = TDraw.Of(DevicePhilox.Block((uint)block, 0, (uint)i.X, 0, key));
            all ^= drawn.W0 ^ drawn.W1 ^ drawn.W2 ^ drawn.W3;
        }

        kept[i] = Interop.IntAsFloat(all);
    }

    // One work item: one block, each of its numbers to a column of its own. A store costs less than adding the four up,
    // which keeps an OpenCL compiler for processors from vectorising: a third of the rate.
    private static void DrawColumns<TDraw>(Index1D i, ArrayView<float> kept, DeviceKey key, int block, int quarter)
        where TDraw : unmanaged, IBareDraw
    {
        DeviceWords drawn = TDraw.Of(DevicePhilox.Block((uint)block, 0, (uint)i.X, 0, key));
        kept[i] = Interop.IntAsFloat(drawn.W0);
        kept[i + quarter] = Interop.IntAsFloat(drawn.W1);
        kept[i + (2 * quarter)] = Interop.IntAsFloat(drawn.W2);
        kept[i + (3 * quarter)] = Interop.IntAsFloat(drawn.W3);
    }

    /// <summary>What becomes of the four words of a block; the bits of the numbers, so that all kinds are kept alike.</summary>
    private interface IBareDraw
    {
        static abstract DeviceWords Of(DeviceWords words);
    }

    private readonly struct BareWords : IBareDraw
    {
        public static DeviceWords Of(DeviceWords words) => words;
    }

    private readonly struct BareUniforms : IBareDraw
    {
        public static DeviceWords Of(DeviceWords words) => new(
            Interop.FloatAsInt(DeviceNormal.Uniform(words.W0)),
            Interop.FloatAsInt(DeviceNormal.Uniform(words.W1)),
            Interop.FloatAsInt(DeviceNormal.Uniform(words.W2)),
            Interop.FloatAsInt(DeviceNormal.Uniform(words.W3)));
    }

    private readonly struct BareNormals : IBareDraw
    {
        public static DeviceWords Of(DeviceWords words)
        {
            DeviceNormalPair first = DeviceNormal.FromWords(words.W0, words.W1);
            DeviceNormalPair second = DeviceNormal.FromWords(words.W2, words.W3);
            return new(
                Interop.FloatAsInt(first.Z0), Interop.FloatAsInt(first.Z1),
                Interop.FloatAsInt(second.Z0), Interop.FloatAsInt(second.Z1));
        }
    }
}
