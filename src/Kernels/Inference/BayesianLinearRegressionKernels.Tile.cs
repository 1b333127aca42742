using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <content>A tile of X^T X, as an OpenCL compiler for processors packs it: all its sums are scalars, written out.</content>
public static partial class BayesianLinearRegressionKernels
{
    // One work item: eight by eight entries on or below the diagonal over one chunk, and with the first column of tiles the
    // eight of X^T y. The tiles of a chunk follow one another, so that its data are in the cache.
    private static void TileOfChunk(
        Index1D index, int rows, int columns, ArrayView<float> x, ArrayView<float> y, ArrayView<double> sums)
    {
        int side = columns / TileSize;
        int tiles = side * (side + 1) / 2;
        int chunk = index.X / tiles;
        int tile = index.X % tiles;
        int down = 0;
        while (tile > down)
        {
            down++;
            tile -= down;
        }

        int i = down * TileSize;
        int j = tile * TileSize;

        double s00 = 0, s01 = 0, s02 = 0, s03 = 0, s04 = 0, s05 = 0, s06 = 0, s07 = 0;
        double s10 = 0, s11 = 0, s12 = 0, s13 = 0, s14 = 0, s15 = 0, s16 = 0, s17 = 0;
        double s20 = 0, s21 = 0, s22 = 0, s23 = 0, s24 = 0, s25 = 0, s26 = 0, s27 = 0;
        double s30 = 0, s31 = 0, s32 = 0, s33 = 0, s34 = 0, s35 = 0, s36 = 0, s37 = 0;
        double s40 = 0, s41 = 0, s42 = 0, s43 = 0, s44 = 0, s45 = 0, s46 = 0, s47 = 0;
        double s50 = 0, s51 = 0, s52 = 0, s53 = 0, s54 = 0, s55 = 0, s56 = 0, s57 = 0;
        double s60 = 0, s61 = 0, s62 = 0, s63 = 0, s64 = 0, s65 = 0, s66 = 0, s67 = 0;
        double s70 = 0, s71 = 0, s72 = 0, s73 = 0, s74 = 0, s75 = 0, s76 = 0, s77 = 0;
        double t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, t6 = 0, t7 = 0;
        int end = Math.Min(rows, (chunk + 1) * ChunkSize);
        for (int n = chunk * ChunkSize; n < end; n++)
        {
            int a = (n * columns) + i;
            int b = (n * columns) + j;
            double target = y[n];
            double b0 = x[b], b1 = x[b + 1], b2 = x[b + 2], b3 = x[b + 3], b4 = x[b + 4], b5 = x[b + 5], b6 = x[b + 6], b7 = x[b + 7];
            double a0 = x[a];
            s00 += a0 * b0; s01 += a0 * b1; s02 += a0 * b2; s03 += a0 * b3;
            s04 += a0 * b4; s05 += a0 * b5; s06 += a0 * b6; s07 += a0 * b7;
            double a1 = x[a + 1];
            s10 += a1 * b0; s11 += a1 * b1; s12 += a1 * b2; s13 += a1 * b3;
            s14 += a1 * b4; s15 += a1 * b5; s16 += a1 * b6; s17 += a1 * b7;
            double a2 = x[a + 2];
            s20 += a2 * b0; s21 += a2 * b1; s22 += a2 * b2; s23 += a2 * b3;
            s24 += a2 * b4; s25 += a2 * b5; s26 += a2 * b6; s27 += a2 * b7;
            double a3 = x[a + 3];
            s30 += a3 * b0; s31 += a3 * b1; s32 += a3 * b2; s33 += a3 * b3;
            s34 += a3 * b4; s35 += a3 * b5; s36 += a3 * b6; s37 += a3 * b7;
            double a4 = x[a + 4];
            s40 += a4 * b0; s41 += a4 * b1; s42 += a4 * b2; s43 += a4 * b3;
            s44 += a4 * b4; s45 += a4 * b5; s46 += a4 * b6; s47 += a4 * b7;
            double a5 = x[a + 5];
            s50 += a5 * b0; s51 += a5 * b1; s52 += a5 * b2; s53 += a5 * b3;
            s54 += a5 * b4; s55 += a5 * b5; s56 += a5 * b6; s57 += a5 * b7;
            double a6 = x[a + 6];
            s60 += a6 * b0; s61 += a6 * b1; s62 += a6 * b2; s63 += a6 * b3;
            s64 += a6 * b4; s65 += a6 * b5; s66 += a6 * b6; s67 += a6 * b7;
            double a7 = x[a + 7];
            s70 += a7 * b0; s71 += a7 * b1; s72 += a7 * b2; s73 += a7 * b3;
            s74 += a7 * b4; s75 += a7 * b5; s76 += a7 * b6; s77 += a7 * b7;
            t0 += a0 * target; t1 += a1 * target; t2 += a2 * target; t3 += a3 * target;
            t4 += a4 * target; t5 += a5 * target; t6 += a6 * target; t7 += a7 * target;
        }

        int width = columns + 1;
        int place = (((chunk * columns) + i) * width) + j;
        Store(sums, place, s00, s01, s02, s03, s04, s05, s06, s07);
        Store(sums, place + (1 * width), s10, s11, s12, s13, s14, s15, s16, s17);
        Store(sums, place + (2 * width), s20, s21, s22, s23, s24, s25, s26, s27);
        Store(sums, place + (3 * width), s30, s31, s32, s33, s34, s35, s36, s37);
        Store(sums, place + (4 * width), s40, s41, s42, s43, s44, s45, s46, s47);
        Store(sums, place + (5 * width), s50, s51, s52, s53, s54, s55, s56, s57);
        Store(sums, place + (6 * width), s60, s61, s62, s63, s64, s65, s66, s67);
        Store(sums, place + (7 * width), s70, s71, s72, s73, s74, s75, s76, s77);
        if (j == 0)
        {
            place += columns;
            sums[place] = t0;
            sums[place + (1 * width)] = t1;
            sums[place + (2 * width)] = t2;
            sums[place + (3 * width)] = t3;
            sums[place + (4 * width)] = t4;
            sums[place + (5 * width)] = t5;
            sums[place + (6 * width)] = t6;
            sums[place + (7 * width)] = t7;
        }
    }

    private static void Store(
        ArrayView<double> sums,
        int place,
        double s0,
        double s1,
        double s2,
        double s3,
        double s4,
        double s5,
        double s6,
        double s7)
    {
        sums[place] = s0;
        sums[place + 1] = s1;
        sums[place + 2] = s2;
        sums[place + 3] = s3;
        sums[place + 4] = s4;
        sums[place + 5] = s5;
        sums[place + 6] = s6;
        sums[place + 7] = s7;
    }
}
