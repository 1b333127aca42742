using ILGPU;

namespace BayesBench.Kernels.Random;

/// <summary>Sobol's points on a device, as they are and scrambled. Direction numbers are <see cref="SobolDirections"/>, uploaded once.</summary>
public static class SobolKernels
{
    /// <summary>words[i] = the binary digits of coordinate dimension[i] of point index[i].</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="directions">Shape [16, 32].</param>
    /// <param name="index">Shape [N].</param>
    /// <param name="dimension">Shape [N], each 0 to 15.</param>
    /// <param name="words">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Word(
        Device device,
        ArrayView<uint> directions,
        ArrayView<uint> index,
        ArrayView<int> dimension,
        ArrayView<uint> words)
    {
        RequireShapes(device, directions, index, dimension, words);
        device.Launch(WordOfOne, (int)words.Length, directions, index, dimension, words);
    }

    /// <summary>words[i] = the same digits, scrambled.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="directions">Shape [16, 32].</param>
    /// <param name="key">The key.</param>
    /// <param name="replicate">Which of the key's scramblings.</param>
    /// <param name="index">Shape [N].</param>
    /// <param name="dimension">Shape [N], each 0 to 15.</param>
    /// <param name="words">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Scrambled(
        Device device,
        ArrayView<uint> directions,
        DeviceKey key,
        ulong replicate,
        ArrayView<uint> index,
        ArrayView<int> dimension,
        ArrayView<uint> words)
    {
        RequireShapes(device, directions, index, dimension, words);
        device.Launch(ScrambledOfOne, (int)words.Length, directions, key, replicate, index, dimension, words);
    }

    /// <summary>Scrambled points in the open unit cube: the same indices under each of consecutive scramblings.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="directions">Shape [16, 32].</param>
    /// <param name="key">The key.</param>
    /// <param name="firstReplicate">The first of the key's scramblings; there are as many as the points have room for.</param>
    /// <param name="first">Index of the first point.</param>
    /// <param name="count">Points of a scrambling, at least 1.</param>
    /// <param name="dimensions">Coordinates of a point, 1 to 16.</param>
    /// <param name="points">Shape [replicates, count, dimensions], written.</param>
    /// <exception cref="ArgumentException">The length is no multiple of count times dimensions, or a shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are no points or not so many dimensions, an index would pass 2^32 - 1 or a replicate 2^64 - 1.
    /// </exception>
    public static void Points(
        Device device,
        ArrayView<uint> directions,
        DeviceKey key,
        ulong firstReplicate,
        uint first,
        int count,
        int dimensions,
        ArrayView<float> points)
    {
        ArgumentNullException.ThrowIfNull(device);
        RequireTable(directions);
        DeviceGuard.AtLeastOne(count, nameof(count));
        DeviceGuard.Within(dimensions, 1, SobolDirections.Dimensions, nameof(dimensions));
        DeviceGuard.Within(first + (long)count, 1, 1L << 32, $"{nameof(first)} + {nameof(count)}");
        int width = checked(count * dimensions);
        DeviceGuard.RowsOf(width, points, nameof(points));
        DeviceGuard.Blocks(firstReplicate, (ulong)Math.Max(0, (points.Length / width) - 1));
        device.Launch(
            OneCoordinate, (int)points.Length, directions, key, firstReplicate, first, count, dimensions, points);
    }

    private static void RequireShapes(
        Device device, ArrayView<uint> directions, ArrayView<uint> index, ArrayView<int> dimension, ArrayView<uint> words)
    {
        ArgumentNullException.ThrowIfNull(device);
        RequireTable(directions);
        DeviceGuard.Length(words.Length, index, nameof(index));
        DeviceGuard.Length(words.Length, dimension, nameof(dimension));
    }

    private static void RequireTable(ArrayView<uint> directions) =>
        DeviceGuard.Length(SobolDirections.Dimensions * 32, directions, nameof(directions));

    // One work item: one coordinate of one point.
    private static void WordOfOne(
        Index1D i, ArrayView<uint> directions, ArrayView<uint> index, ArrayView<int> dimension, ArrayView<uint> words) =>
        words[i] = DeviceSobol.Word(index[i], dimension[i], directions);

    // One work item: one coordinate of one point.
    private static void ScrambledOfOne(
        Index1D i,
        ArrayView<uint> directions,
        DeviceKey key,
        ulong replicate,
        ArrayView<uint> index,
        ArrayView<int> dimension,
        ArrayView<uint> words) =>
        words[i] = DeviceSobol.Scramble(
            DeviceSobol.Word(index[i], dimension[i], directions), dimension[i], key, replicate);

    // One work item: one coordinate of one point of one scrambling.
    private static void OneCoordinate(
        Index1D i,
        ArrayView<uint> directions,
        DeviceKey key,
        ulong firstReplicate,
        uint first,
        int count,
        int dimensions,
        ArrayView<float> points)
    {
        int point = i / dimensions;
        int dimension = i - (point * dimensions);
        int replicate = point / count;
        // Sums in 64 bits: see DevicePhilox about those that wrap.
        uint index = (uint)((first & 0xFFFFFFFFUL) + (ulong)(point - (replicate * count)));
        points[i] = DeviceNormal.Uniform(DeviceSobol.Scramble(
            DeviceSobol.Word(index, dimension, directions), dimension, key, firstReplicate + (ulong)replicate));
    }
}
