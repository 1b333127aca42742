using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels;

/// <summary>What a device can do at best, for the shares that benchmarks report: it copies, it multiplies and
/// adds, it draws normal numbers, and does nothing else.</summary>
public static class RoofKernels
{
    /// <summary>Normal numbers of one block of random words.</summary>
    public const int NormalsPerBlock = 4;

    private const int CopyChunk = 1 << 14;

    /// <summary>Copies an array: 8 bytes of traffic for each float.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="source">Shape [N].</param>
    /// <param name="target">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Copy(Device device, ArrayView<float> source, ArrayView<float> target)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(source.Length, target, nameof(target));
        if (device.Kind == DeviceKind.Cpu)
        {
            int chunks = (int)((source.Length + CopyChunk - 1) / CopyChunk);
            device.Launch(CopyChunkwise, Work.Tiles(chunks), source, target);
        }
        else
        {
            device.Launch(CopyOne, (int)source.Length, source, target);
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

    /// <summary>Draws normal numbers without memory being what is measured: a loop keeps only their sums; a device that
    /// wants straight-line code fills an array, which should fit its cache.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="numbers">Shape [N], written.</param>
    /// <param name="key">Key of the draws.</param>
    /// <param name="blocks">Blocks of <see cref="NormalsPerBlock"/> normals for each work item that loops.</param>
    /// <returns>How many normals are drawn.</returns>
    public static long Normals(Device device, ArrayView<float> numbers, DeviceKey key, int blocks)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(blocks, nameof(blocks));
        if (device.PrefersLoops)
        {
            device.Launch(NormalsLoop, (int)numbers.Length, numbers, key, blocks);
            return numbers.Length * blocks * NormalsPerBlock;
        }

        BoxMullerKernels.Fill(device, key, 0, 0, numbers);
        return numbers.Length;
    }

    // One work item: one float.
    private static void CopyOne(Index1D i, ArrayView<float> source, ArrayView<float> target) => target[i] = source[i];

    // One work item: CopyChunk floats in a row, because the CPU accelerator pays for every work item.
    private static void CopyChunkwise(Index1D i, ArrayView<float> source, ArrayView<float> target)
    {
        int end = IntrinsicMath.Min((i + 1) * CopyChunk, (int)source.Length);
        for (int j = i * CopyChunk; j < end; j++)
        {
            target[j] = source[j];
        }
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

    // One work item: blocks times four normals.
    private static void NormalsLoop(Index1D i, ArrayView<float> sums, DeviceKey key, int blocks)
    {
        float sum = 0;
        for (int block = 0; block < blocks; block++)
        {
            sum += SumOfBlock(i, block, key);
        }

        sums[i] = sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SumOfBlock(int item, int block, DeviceKey key)
    {
        DeviceWords words = DevicePhilox.Block((uint)block, 0, (uint)item, 0, key);
        DeviceNormalPair first = DeviceNormal.FromWords(words.W0, words.W1);
        DeviceNormalPair second = DeviceNormal.FromWords(words.W2, words.W3);
        return first.Z0 + first.Z1 + second.Z0 + second.Z1;
    }
}
