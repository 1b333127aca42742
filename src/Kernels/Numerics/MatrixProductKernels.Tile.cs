using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <content>
/// On a processor: a tile of six rows and thirty-two columns a work item, its sums in twenty-four of the thirty-two vector registers
/// (a tile of four by sixty-four takes all of them, and the products go through memory). An operand is read where it lies, if it
/// lies well; else it is copied before, so that a tile reads it from front to back.
/// </content>
public static partial class MatrixProductKernels
{
    private const int TileRows = 6;
    private const int TileColumns = 2 * Lanes.Count;

    // Terms that one work item copies.
    private const int CopiedTerms = 64;

    // Floats from one number to the next that push one another out of a cache: its places repeat.
    private const int Crowded = 256;

    // Bands that read a panel often enough to copy it where its rows do not begin with cache lines: half of their loads cross two.
    private const int EnoughBands = 8;

    // Terms whose cache lines a tile can still come back to, where each term lies in a line of its own.
    private const int MostLines = 256;

    private static void InTiles<TLeft, TRight>(
        Device device,
        ProductShape shape,
        ArrayView<float> left,
        ArrayView<float> right,
        ArrayView<float> other,
        ArrayView<float> product)
        where TLeft : IUnaryFunction
        where TRight : IUnaryFunction
    {
        bool isNarrow = shape.Columns < TileColumns;
        bool copiesLeft = typeof(TLeft) != typeof(Identity)
            || (shape.LeftInner == 1 ? shape.LeftRow % Crowded == 0 : shape.LeftInner % Crowded == 0 || shape.Inner > MostLines);
        int bands = CeilingOf(shape.Rows, TileRows);
        bool copiesRight = typeof(TRight) != typeof(Identity)
            || isNarrow || shape.RightColumn != 1 || shape.RightInner % Crowded == 0
            || (shape.RightInner % Lanes.Count != 0 && bands >= EnoughBands);
        int panels = CeilingOf(shape.Columns, TileColumns);
        int copiedBands = copiesLeft ? bands : 0, copiedPanels = copiesRight ? panels : 0;
        int leftLength = copiedBands * TileRows * shape.Inner, rightLength = copiedPanels * TileColumns * shape.Inner;
        int own = isNarrow ? bands * TileColumns : 0;
        lock (device.Gate)
        {
            // A kernel argument needs an address.
            ArrayView<float> scratch = device.Scratch<float>(leftLength + rightLength + own + 1);
            // Columns come first: their lanes lie in whole cache lines there.
            ArrayView<float> columns = scratch.SubView(0, rightLength + 1), rows = scratch.SubView(rightLength, leftLength + 1);
            int chunks = CeilingOf(shape.Inner, CopiedTerms);
            device.Launch(
                Copy<TLeft, TRight>, Work.Tiles((copiedBands + copiedPanels) * chunks), chunks, copiedBands, shape, left, right, rows, columns);
            var layout = new TileLayout(
                copiesLeft ? TileRows * shape.Inner : TileRows * shape.LeftRow,
                copiesLeft ? 1 : shape.LeftRow,
                copiesLeft ? TileRows : shape.LeftInner,
                copiesRight ? TileColumns * shape.Inner : 0,
                copiesRight ? TileColumns : shape.RightInner);
            device.Launch(
                Tile,
                Work.Tiles(bands * panels),
                shape,
                layout,
                copiesLeft ? rows : left,
                copiesRight ? columns : right,
                scratch.SubView(leftLength + rightLength, own + 1),
                other,
                product);
        }
    }

    private static int CeilingOf(int count, int part) => (count + part - 1) / part;

    // The first column of a panel. The last panel overlaps its neighbour, and both make the same numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FirstOf(int panel, ProductShape shape) =>
        Math.Max(Math.Min(panel * TileColumns, shape.Columns - TileColumns), 0);

    // One work item: some terms of six rows of the left operand or of thirty-two columns of the right one.
    private static void Copy<TLeft, TRight>(
        Index1D index,
        int chunks,
        int bands,
        ProductShape shape,
        ArrayView<float> left,
        ArrayView<float> right,
        ArrayView<float> rows,
        ArrayView<float> columns)
        where TLeft : IUnaryFunction
        where TRight : IUnaryFunction
    {
        int part = index / chunks;
        int first = index % chunks * CopiedTerms;
        int end = Math.Min(first + CopiedTerms, shape.Inner);
        if (part < bands)
        {
            CopyBand<TLeft>(part, first, end, shape, left, rows);
        }
        else
        {
            CopyPanel<TRight>(part - bands, first, end, shape, right, columns);
        }
    }

    // Rows beyond the last one are the last one again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyBand<TLeft>(
        int band, int first, int end, ProductShape shape, ArrayView<float> left, ArrayView<float> rows)
        where TLeft : IUnaryFunction
    {
        int i = band * TileRows;
        int rest = shape.Rows - 1 - i;
        int to = ((band * shape.Inner) + first) * TileRows;
        int from = (i * shape.LeftRow) + (first * shape.LeftInner);
        int r1 = Math.Min(1, rest) * shape.LeftRow, r2 = Math.Min(2, rest) * shape.LeftRow, r3 = Math.Min(3, rest) * shape.LeftRow;
        int r4 = Math.Min(4, rest) * shape.LeftRow, r5 = Math.Min(5, rest) * shape.LeftRow;
        for (int k = first; k < end; k++)
        {
            rows[to] = TLeft.Of(left[from]);
            rows[to + 1] = TLeft.Of(left[from + r1]);
            rows[to + 2] = TLeft.Of(left[from + r2]);
            rows[to + 3] = TLeft.Of(left[from + r3]);
            rows[to + 4] = TLeft.Of(left[from + r4]);
            rows[to + 5] = TLeft.Of(left[from + r5]);
            from += shape.LeftInner;
            to += TileRows;
        }
    }

    // Of an operand narrower than a panel the last column is repeated.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyPanel<TRight>(
        int panel, int first, int end, ProductShape shape, ArrayView<float> right, ArrayView<float> columns)
        where TRight : IUnaryFunction
    {
        int to = ((panel * shape.Inner) + first) * TileColumns;
        int j = FirstOf(panel, shape);
        int last = shape.Columns - 1 - j;
        int from = (first * shape.RightInner) + (j * shape.RightColumn);
        int half = from + (Lanes.Count * shape.RightColumn);
        bool isInRows = shape.RightColumn == 1 && shape.Columns >= TileColumns;
        for (int k = first; k < end; k++)
        {
            if (isInRows)
            {
                Lanes.Load(right, from).Map<TRight>().Store(columns, to);
                Lanes.Load(right, half).Map<TRight>().Store(columns, to + Lanes.Count);
            }
            else
            {
                Lanes.LoadUpTo(right, from, shape.RightColumn, last).Map<TRight>().Store(columns, to);
                Lanes.LoadUpTo(right, half, shape.RightColumn, last - Lanes.Count).Map<TRight>().Store(columns, to + Lanes.Count);
            }

            from += shape.RightInner;
            half += shape.RightInner;
            to += TileColumns;
        }
    }

    // One work item: six rows of one panel. Work items that follow one another go down the rows and share the panel. Rows
    // beyond the last one are the last one again.
    private static void Tile(
        Index1D index,
        ProductShape shape,
        TileLayout layout,
        ArrayView<float> left,
        ArrayView<float> right,
        ArrayView<float> own,
        ArrayView<float> other,
        ArrayView<float> product)
    {
        int bands = (shape.Rows + TileRows - 1) / TileRows;
        int last = shape.Rows - 1;
        int panel = index / bands;
        int band = index % bands;
        int i0 = band * TileRows;
        int rest = last - i0;
        int r0 = band * layout.LeftBand;
        int r1 = r0 + (Math.Min(1, rest) * layout.LeftRow), r2 = r0 + (Math.Min(2, rest) * layout.LeftRow);
        int r3 = r0 + (Math.Min(3, rest) * layout.LeftRow), r4 = r0 + (Math.Min(4, rest) * layout.LeftRow);
        int r5 = r0 + (Math.Min(5, rest) * layout.LeftRow);
        Lanes s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default;
        Lanes s30 = default, s31 = default, s40 = default, s41 = default, s50 = default, s51 = default;
        int j = FirstOf(panel, shape);
        int a = 0;
        int b = layout.RightPanel > 0 ? panel * layout.RightPanel : j;
        for (int k = 0; k < shape.Inner; k++)
        {
            Lanes b0 = Lanes.Load(right, b), b1 = Lanes.Load(right, b + Lanes.Count);
            float a0 = left[a + r0], a1 = left[a + r1], a2 = left[a + r2], a3 = left[a + r3], a4 = left[a + r4], a5 = left[a + r5];
            (s00, s01) = (s00.Add(b0, a0), s01.Add(b1, a0));
            (s10, s11) = (s10.Add(b0, a1), s11.Add(b1, a1));
            (s20, s21) = (s20.Add(b0, a2), s21.Add(b1, a2));
            (s30, s31) = (s30.Add(b0, a3), s31.Add(b1, a3));
            (s40, s41) = (s40.Add(b0, a4), s41.Add(b1, a4));
            (s50, s51) = (s50.Add(b0, a5), s51.Add(b1, a5));
            a += layout.LeftInner;
            b += layout.RightInner;
        }

        ArrayView<float> row = own.SubView(shape.Columns < TileColumns ? band * TileColumns : 0);
        StoreRow(s00, s01, Math.Min(i0 + 0, last), j, shape, row, other, product);
        StoreRow(s10, s11, Math.Min(i0 + 1, last), j, shape, row, other, product);
        StoreRow(s20, s21, Math.Min(i0 + 2, last), j, shape, row, other, product);
        StoreRow(s30, s31, Math.Min(i0 + 3, last), j, shape, row, other, product);
        StoreRow(s40, s41, Math.Min(i0 + 4, last), j, shape, row, other, product);
        StoreRow(s50, s51, Math.Min(i0 + 5, last), j, shape, row, other, product);
    }

    // A row of thirty-two columns; where the product has fewer, they are taken one by one from the work item's own memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(
        Lanes s0,
        Lanes s1,
        int i,
        int j,
        ProductShape shape,
        ArrayView<float> own,
        ArrayView<float> other,
        ArrayView<float> product)
    {
        bool isNarrow = shape.Columns < TileColumns;
        ArrayView<float> row = isNarrow ? own : product.SubView((i * shape.Columns) + j);
        if (shape.OtherRow >= 0 && !isNarrow)
        {
            int from = (i * shape.OtherRow) + j;
            Lanes o0 = Lanes.Load(other, from), o1 = Lanes.Load(other, from + Lanes.Count);
            if (shape.IsFactor == 0)
            {
                (s0, s1) = (s0.Plus(o0), s1.Plus(o1));
            }
            else
            {
                (s0, s1) = (s0.Times(o0), s1.Times(o1));
            }
        }

        s0.Store(row, 0);
        s1.Store(row, Lanes.Count);
        for (int c = 0; c < shape.Columns && isNarrow; c++)
        {
            Store(own[c], i, c, shape, other, product);
        }
    }

    /// <summary>How a tile's operands lie: where they are copied, and where they are not.</summary>
    /// <param name="LeftBand">From six rows of the left operand to the next six.</param>
    /// <param name="LeftRow">From one of them to the next.</param>
    /// <param name="LeftInner">From one term to the next.</param>
    /// <param name="RightPanel">From one panel of the right operand to the next; 0 where it is read in place.</param>
    /// <param name="RightInner">From one term to the next.</param>
    private readonly record struct TileLayout(int LeftBand, int LeftRow, int LeftInner, int RightPanel, int RightInner);
}
