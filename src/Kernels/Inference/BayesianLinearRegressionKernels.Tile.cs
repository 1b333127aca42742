using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <content>On a processor, X^T X by tiles of eight columns by eight, whose sums stay in registers.</content>
public static partial class BayesianLinearRegressionKernels
{
    // Data that are turned into doubles before their products are added up. Out of memory a processor multiplies a vector by one
    // double as fast as by another vector; a float it would turn into a double and spread over a vector first, for every tile.
    private const int Panel = 64;

    // A thread takes half of the work items that are left, but some hundreds at most: where there are many, one that was
    // interrupted keeps the others waiting less. Their panels still lie in a cache.
    private const int MostPanels = 16384;

    private static void TilesByLanes(
        Device device, int chunks, int rows, int columns, ArrayView<float> x, ArrayView<float> y, ArrayView<double> sums)
    {
        int workers = Math.Min(chunks, Math.Max(8 * Environment.ProcessorCount, MostPanels / columns));
        lock (device.Gate)
        {
            ArrayView<double> own = device.Scratch<double>(workers * Panel * (columns + 1));
            device.Launch(TilesOfChunks, Work.Tiles(workers), workers, chunks, rows, columns, x, y, own, sums);
        }
    }

    // One work item: some chunks; of each all entries on or below the diagonal of tiles, and X^T y.
    private static void TilesOfChunks(
        Index1D worker,
        int workers,
        int chunks,
        int rows,
        int columns,
        ArrayView<float> x,
        ArrayView<float> y,
        ArrayView<double> own,
        ArrayView<double> sums)
    {
        int at = worker.X * Panel * (columns + 1);
        int last = (int)((worker.X + 1L) * chunks / workers);
        for (int chunk = (int)((long)worker.X * chunks / workers); chunk < last; chunk++)
        {
            int entries = columns * (columns + 1);
            int place = chunk * entries;
            for (int entry = place; entry < place + entries; entry++)
            {
                sums[entry] = 0;
            }

            int end = Math.Min(rows, (chunk + 1) * ChunkSize);
            for (int first = chunk * ChunkSize; first < end; first += Panel)
            {
                int count = Math.Min(Panel, end - first);
                ToDouble(count * columns, x, first * columns, own, at + Panel);
                ToDouble(count, y, first, own, at);
                for (int i = 0; i < columns; i += TileSize)
                {
                    for (int j = 0; j <= i; j += TileSize)
                    {
                        AddTile(count, columns, own, at, i, j, sums, place + (i * (columns + 1)));
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ToDouble(int count, ArrayView<float> from, int start, ArrayView<double> to, int at)
    {
        for (int k = 0; k < count; k++)
        {
            to[at + k] = from[start + k];
        }
    }

    // Eight by eight entries, and the eight of X^T y with the first tile of a row of tiles.
    private static void AddTile(
        int count, int columns, ArrayView<double> own, int at, int i, int j, ArrayView<double> sums, int row)
    {
        int width = columns + 1;
        int place = row + j;
        DoubleLanes s0 = DoubleLanes.Load(sums, place);
        DoubleLanes s1 = DoubleLanes.Load(sums, place + width);
        DoubleLanes s2 = DoubleLanes.Load(sums, place + (2 * width));
        DoubleLanes s3 = DoubleLanes.Load(sums, place + (3 * width));
        DoubleLanes s4 = DoubleLanes.Load(sums, place + (4 * width));
        DoubleLanes s5 = DoubleLanes.Load(sums, place + (5 * width));
        DoubleLanes s6 = DoubleLanes.Load(sums, place + (6 * width));
        DoubleLanes s7 = DoubleLanes.Load(sums, place + (7 * width));
        DoubleLanes moment = DoubleLanes.LoadEvery(sums, row + columns, width);
        int data = at + Panel;
        for (int n = 0; n < count; n++)
        {
            DoubleLanes b = DoubleLanes.Load(own, data + j);
            ArrayView<double> a = own.SubView(data + i, TileSize);
            s0 = s0.Add(b, a[0]);
            s1 = s1.Add(b, a[1]);
            s2 = s2.Add(b, a[2]);
            s3 = s3.Add(b, a[3]);
            s4 = s4.Add(b, a[4]);
            s5 = s5.Add(b, a[5]);
            s6 = s6.Add(b, a[6]);
            s7 = s7.Add(b, a[7]);
            moment = moment.Add(DoubleLanes.Load(own, data + i), own[at + n]);
            data += columns;
        }

        s0.Store(sums, place);
        s1.Store(sums, place + width);
        s2.Store(sums, place + (2 * width));
        s3.Store(sums, place + (3 * width));
        s4.Store(sums, place + (4 * width));
        s5.Store(sums, place + (5 * width));
        s6.Store(sums, place + (6 * width));
        s7.Store(sums, place + (7 * width));
        if (j == 0)
        {
            moment.StoreEvery(sums, row + columns, width);
        }
    }
}
