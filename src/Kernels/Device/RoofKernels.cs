using ILGPU;
using ILGPU.Runtime.Cuda;

namespace BayesBench.Kernels;

/// <summary>What a device can do at best, for the shares that benchmarks report: it copies, reads, multiplies and adds,
/// or starts, and does nothing else. <see cref="RoofDraws"/> draw random numbers.</summary>
public static class RoofKernels
{
    // Floats that one tile goes through: long enough for a processor to fetch ahead, and one call of memcpy for PoCL.
    private const int TileLength = 1 << 13;

    // Work items that fill a large GPU, each with many loads to make.
    private const int ReadingItems = 1 << 18;

    /// <summary>The last-level cache as the driver tells it.</summary>
    /// <param name="device">Of which device.</param>
    /// <returns>Bytes; null where the driver tells nothing reliable.</returns>
    public static long? CacheBytes(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.Accelerator is CudaAccelerator { Device: CudaDevice { L2CacheSize: > 0 } cuda } ? cuda.L2CacheSize : null;
    }

    /// <summary>Copies an array: 8 bytes of traffic for each float.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="source">Shape [N].</param>
    /// <param name="target">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Copy(Device device, ArrayView<float> source, ArrayView<float> target)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(source.Length, target, nameof(target));
        if (IsProcessor(device))
        {
            device.Launch(CopyTile, Work.Tiles(Tiles(source.Length)), source, target);
            return;
        }

        int quads = (int)(source.Length / 4);
        int rest = (int)(source.Length % 4);
        device.Launch(
            CopyQuad, quads,
            source.SubView(0, 4 * quads).Cast<Quad>(), target.SubView(0, 4 * quads).Cast<Quad>());
        if (rest > 0)
        {
            device.Launch(CopyOne, rest, source.SubView(4 * quads, rest), target.SubView(4 * quads, rest));
        }
    }

    /// <summary>Results of <see cref="Read"/>.</summary>
    /// <param name="device">Where it would run.</param>
    /// <param name="length">Floats read.</param>
    /// <returns>The number of words written.</returns>
    public static int ReadResults(Device device, long length) =>
        IsProcessor(device) ? Tiles(length) : (int)Math.Min(ReadingItems, length);

    /// <summary>Reads an array and keeps next to nothing of it: 4 bytes of traffic for each float.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="source">Shape [N], N a multiple of 4.</param>
    /// <param name="bits">Shape [<see cref="ReadResults"/>], written: exclusive ors of the bits, of which all depends.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Read(Device device, ArrayView<float> source, ArrayView<int> bits)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(source.Length / 4 * 4, source, nameof(source));
        int results = ReadResults(device, source.Length);
        DeviceGuard.Length(results, bits, nameof(bits));
        if (IsProcessor(device))
        {
            device.Launch(ReadTile, Work.Tiles(results), source, bits);
        }
        else
        {
            device.Launch(ReadQuads, results, source.Cast<Quad>(), bits, results);
        }
    }

    /// <summary>Values that one work item of <see cref="MultiplyAdd"/> works on.</summary>
    /// <param name="device">Where it would run.</param>
    /// <returns>The number of independent chains.</returns>
    public static int ChainsPerItem(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.PrefersLoops ? Chains12.Count : Chains112.Count;
    }

    /// <summary>Multiplies and adds, x = a x + b, in many independent chains.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="values">Shape [items * <see cref="ChainsPerItem"/>], read and written.</param>
    /// <param name="steps">Multiply-adds of each chain.</param>
    /// <exception cref="ArgumentException">The length is no multiple of <see cref="ChainsPerItem"/>.</exception>
    public static void MultiplyAdd(Device device, ArrayView<float> values, int steps)
    {
        DeviceGuard.AtLeastOne(steps, nameof(steps));
        int chains = ChainsPerItem(device);
        int items = (int)values.Length / chains;
        DeviceGuard.Length((long)items * chains, values, nameof(values));
        if (device.PrefersLoops)
        {
            device.Launch(MultiplyAddFew, items, values, 0.999f, 1e-3f, steps);
        }
        else
        {
            device.Launch(MultiplyAddTile, Work.Tiles(items), values, 0.999f, 1e-3f, steps);
        }
    }

    /// <summary>Starts one work item that writes one float: what is left is the launch itself.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="one">Shape [1], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Nothing(Device device, ArrayView<float> one)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(1, one, nameof(one));
        device.Launch(WriteOne, 1, one);
    }

    private static bool IsProcessor(Device device) => device.Kind is DeviceKind.OpenClCpu or DeviceKind.Cpu;

    private static int Tiles(long length) => (int)((length + TileLength - 1) / TileLength);

    // One work item: one float.
    private static void CopyOne(Index1D i, ArrayView<float> source, ArrayView<float> target) => target[i] = source[i];

    // One work item: four floats at once, the widest load and store of a GPU.
    private static void CopyQuad(Index1D i, ArrayView<Quad> source, ArrayView<Quad> target) => target[i] = source[i];

    // One work item: TileLength floats in a row. Work items of one float are a third as fast on PoCL beyond the cache,
    // and the CPU accelerator pays for each of them.
    private static void CopyTile(Index1D i, ArrayView<float> source, ArrayView<float> target)
    {
        int end = IntrinsicMath.Min((i + 1) * TileLength, (int)source.Length);
        for (int j = i * TileLength; j < end; j++)
        {
            target[j] = source[j];
        }
    }

    // One work item: TileLength floats in a row. Integers, because a compiler may not reorder a sum of floats.
    private static void ReadTile(Index1D i, ArrayView<float> source, ArrayView<int> bits)
    {
        int end = IntrinsicMath.Min((i + 1) * TileLength, (int)source.Length);
        int all = 0;
        for (int j = i * TileLength; j < end; j++)
        {
            all ^= (int)Interop.FloatAsInt(source[j]);
        }

        bits[i] = all;
    }

    // One work item: every items-th four floats, so that neighbours read neighbours.
    private static void ReadQuads(Index1D i, ArrayView<Quad> source, ArrayView<int> bits, int items)
    {
        int all = 0;
        for (int j = i; j < source.Length; j += items)
        {
            Quad quad = source[j];
            all ^= quad.A ^ quad.B ^ quad.C ^ quad.D;
        }

        bits[i] = all;
    }

    // One work item: 12 chains in registers, so that many work items fit beside one another.
    private static void MultiplyAddFew(Index1D i, ArrayView<float> values, float factor, float addend, int steps)
    {
        Chains12 chains = Chains12.Load(values, i * Chains12.Count);
        for (int step = 0; step < steps; step++)
        {
            chains = chains.Step(factor, addend);
        }

        chains.Store(values, i * Chains12.Count);
    }

    // One work item: 112 chains that lie beside one another in memory, which is what makes an OpenCL compiler
    // for processors pack them into vectors: 14 of 8 lanes, as many as 16 registers leave room for.
    private static void MultiplyAddTile(Index1D i, ArrayView<float> values, float factor, float addend, int steps)
    {
        Chains112 chains = Chains112.Load(values, i * Chains112.Count);
        for (int step = 0; step < steps; step++)
        {
            chains = chains.Step(factor, addend);
        }

        chains.Store(values, i * Chains112.Count);
    }

    // One work item: one float, and there is one work item.
    private static void WriteOne(Index1D i, ArrayView<float> one) => one[i] = 1f;
}

/// <summary>Four words side by side, which a GPU moves in one instruction.</summary>
internal readonly struct Quad(int a, int b, int c, int d)
{
    public readonly int A = a;
    public readonly int B = b;
    public readonly int C = c;
    public readonly int D = d;
}
