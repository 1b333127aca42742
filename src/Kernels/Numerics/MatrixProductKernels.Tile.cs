using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <content>
/// On a processor: a tile of four rows and sixty-four columns a work item, its sums in sixteen vector registers. Before that the
/// right operand is copied, panel by panel of sixty-four columns, so that a tile reads its panel from front to back, whichever
/// way the operand lies; rows that are a power of two apart would push one another out of the cache.
/// </content>
public static partial class MatrixProductKernels
{
    private const int TileRows = 4;
    private const int TileColumns = 4 * Lanes.Count;

    // Terms that one work item copies.
    private const int CopiedTerms = 64;

    private static void InTiles<TLeft, TRight>(
        Device device,
        ProductShape shape,
        ArrayView<float> left,
        ArrayView<float> right,
        ArrayView<float> product,
        ArrayView<float> addend)
        where TLeft : IUnaryFunction
        where TRight : IUnaryFunction
    {
        bool isNarrow = shape.Columns < TileColumns;
        int panels = CeilingOf(shape.Columns, TileColumns);
        int tiles = CeilingOf(shape.Rows, TileRows) * panels;
        int packed = panels * TileColumns * shape.Inner;
        int own = isNarrow ? tiles * TileColumns : 1;
        lock (device.Gate)
        {
            ArrayView<float> scratch = device.Scratch<float>(packed + own);
            ArrayView<float> columns = scratch.SubView(0, packed);
            if (isNarrow)
            {
                device.Launch(PackElement<TRight>, packed, shape, right, columns);
            }
            else
            {
                int chunks = CeilingOf(shape.Inner, CopiedTerms);
                device.Launch(PackLanes<TRight>, Work.Tiles(panels * 4 * chunks), chunks, shape, right, columns);
            }

            device.Launch(Tile<TLeft>, Work.Tiles(tiles), shape, left, columns, scratch.SubView(packed, own), addend, product);
        }
    }

    private static int CeilingOf(int count, int part) => (count + part - 1) / part;

    // The first column of a panel. The last panel overlaps its neighbour, and both make the same numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FirstOf(int panel, ProductShape shape) =>
        Math.Max(Math.Min(panel * TileColumns, shape.Columns - TileColumns), 0);

    // One work item: one element of a panel wider than the operand, whose last column is repeated.
    private static void PackElement<TRight>(Index1D i, ProductShape shape, ArrayView<float> right, ArrayView<float> packed)
        where TRight : IUnaryFunction
    {
        int j = Math.Min(i % TileColumns, shape.Columns - 1);
        packed[i] = TRight.Of(right[(i / TileColumns * shape.RightInner) + (j * shape.RightColumn)]);
    }

    // One work item: sixteen columns of a panel, some terms of each.
    private static void PackLanes<TRight>(
        Index1D index, int chunks, ProductShape shape, ArrayView<float> right, ArrayView<float> packed)
        where TRight : IUnaryFunction
    {
        int panel = index / chunks / 4;
        int column = index / chunks % 4 * Lanes.Count;
        int first = index % chunks * CopiedTerms;
        int end = Math.Min(first + CopiedTerms, shape.Inner);
        int from = (first * shape.RightInner) + ((FirstOf(panel, shape) + column) * shape.RightColumn);
        int to = (((panel * shape.Inner) + first) * TileColumns) + column;
        for (int k = first; k < end; k++)
        {
            if (shape.RightColumn == 1)
            {
                Lanes.Load(right, from).Map<TRight>().Store(packed, to);
            }
            else
            {
                Lanes.LoadEvery(right, from, shape.RightColumn).Map<TRight>().Store(packed, to);
            }

            from += shape.RightInner;
            to += TileColumns;
        }
    }

    // One work item: four rows of one panel. Work items that follow one another go down the rows and share the panel. Rows
    // beyond the last one are the last one again.
    private static void Tile<TLeft>(
        Index1D index,
        ProductShape shape,
        ArrayView<float> left,
        ArrayView<float> columns,
        ArrayView<float> own,
        ArrayView<float> addend,
        ArrayView<float> product)
        where TLeft : IUnaryFunction
    {
        int bands = (shape.Rows + TileRows - 1) / TileRows;
        int last = shape.Rows - 1;
        int panel = index / bands;
        int i0 = index % bands * TileRows;
        int i1 = Math.Min(i0 + 1, last), i2 = Math.Min(i0 + 2, last), i3 = Math.Min(i0 + 3, last);
        int r0 = i0 * shape.LeftRow, r1 = i1 * shape.LeftRow, r2 = i2 * shape.LeftRow, r3 = i3 * shape.LeftRow;
        Lanes s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
        Lanes s20 = default, s21 = default, s22 = default, s23 = default, s30 = default, s31 = default, s32 = default, s33 = default;
        int a = 0;
        int b = panel * shape.Inner * TileColumns;
        for (int k = 0; k < shape.Inner; k++)
        {
            Lanes b0 = Lanes.Load(columns, b), b1 = Lanes.Load(columns, b + Lanes.Count);
            Lanes b2 = Lanes.Load(columns, b + (2 * Lanes.Count)), b3 = Lanes.Load(columns, b + (3 * Lanes.Count));
            float a0 = TLeft.Of(left[a + r0]), a1 = TLeft.Of(left[a + r1]);
            float a2 = TLeft.Of(left[a + r2]), a3 = TLeft.Of(left[a + r3]);
            (s00, s01, s02, s03) = (s00.Add(b0, a0), s01.Add(b1, a0), s02.Add(b2, a0), s03.Add(b3, a0));
            (s10, s11, s12, s13) = (s10.Add(b0, a1), s11.Add(b1, a1), s12.Add(b2, a1), s13.Add(b3, a1));
            (s20, s21, s22, s23) = (s20.Add(b0, a2), s21.Add(b1, a2), s22.Add(b2, a2), s23.Add(b3, a2));
            (s30, s31, s32, s33) = (s30.Add(b0, a3), s31.Add(b1, a3), s32.Add(b2, a3), s33.Add(b3, a3));
            a += shape.LeftInner;
            b += TileColumns;
        }

        int j = FirstOf(panel, shape);
        ArrayView<float> row = own.SubView(shape.Columns < TileColumns ? index * TileColumns : 0);
        StoreRow(s00, s01, s02, s03, i0, j, shape, row, addend, product);
        StoreRow(s10, s11, s12, s13, i1, j, shape, row, addend, product);
        StoreRow(s20, s21, s22, s23, i2, j, shape, row, addend, product);
        StoreRow(s30, s31, s32, s33, i3, j, shape, row, addend, product);
    }

    // A row of sixty-four columns; where the product has fewer, they are taken one by one from the work item's own memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(
        Lanes s0,
        Lanes s1,
        Lanes s2,
        Lanes s3,
        int i,
        int j,
        ProductShape shape,
        ArrayView<float> own,
        ArrayView<float> addend,
        ArrayView<float> product)
    {
        bool isNarrow = shape.Columns < TileColumns;
        ArrayView<float> row = isNarrow ? own : product.SubView((i * shape.Columns) + j);
        if (shape.AddendRow >= 0 && !isNarrow)
        {
            int from = (i * shape.AddendRow) + j;
            s0 = s0.Plus(Lanes.Load(addend, from));
            s1 = s1.Plus(Lanes.Load(addend, from + Lanes.Count));
            s2 = s2.Plus(Lanes.Load(addend, from + (2 * Lanes.Count)));
            s3 = s3.Plus(Lanes.Load(addend, from + (3 * Lanes.Count)));
        }

        s0.Store(row, 0);
        s1.Store(row, Lanes.Count);
        s2.Store(row, 2 * Lanes.Count);
        s3.Store(row, 3 * Lanes.Count);
        for (int c = 0; c < shape.Columns && isNarrow; c++)
        {
            float more = 0f;
            if (shape.AddendRow >= 0)
            {
                more = addend[(i * shape.AddendRow) + c];
            }

            product[(i * shape.Columns) + c] = own[c] + more;
        }
    }
}
