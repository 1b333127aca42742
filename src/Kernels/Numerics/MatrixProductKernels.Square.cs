using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <content>
/// On a GPU and on the CPU accelerator: sixteen sums a work item, so that each number that is read takes part in four products. Where
/// these are too few for a GPU, as the layers of a small network are, the sums' terms are shared out, and the parts added up.
/// </content>
public static partial class MatrixProductKernels
{
    private const int SquareSide = 4;

    // Work items that hide a multiprocessor's waiting, and terms below which a part costs more than it saves.
    private const int ItemsPerProcessor = 512;
    private const int LeastTerms = 32;

    // Where nothing waits a second part gains nothing; it shows on any machine that parts are right.
    private const int TermsOfPartOnCpu = 512;

    // On a GPU, fewer terms where the squares are fewer than what keeps it busy.
    private static int TermsOfPart(Device device, ProductShape shape, int squares) => device.Kind == DeviceKind.Cpu
        ? TermsOfPartOnCpu
        : Math.Max(LeastTerms, shape.Inner / CeilingOf(device.Accelerator.NumMultiprocessors * ItemsPerProcessor, squares));

    private static void InParts<TLeft, TRight>(
        Device device,
        int squares,
        int terms,
        ProductShape shape,
        ArrayView<float> left,
        ArrayView<float> right,
        ArrayView<float> other,
        ArrayView<float> product)
        where TLeft : IUnaryFunction
        where TRight : IUnaryFunction
    {
        int parts = CeilingOf(shape.Inner, terms);
        int length = shape.Rows * shape.Columns;
        lock (device.Gate)
        {
            ArrayView<float> sums = device.Scratch<float>(parts * length);
            ProductShape bare = shape with { OtherRow = -1, IsFactor = 0 };
            device.Launch(SquareOfSums<TLeft, TRight>, squares * parts, squares, terms, bare, left, right, sums, sums);
            device.Launch(SumOfParts, length, parts, shape, sums, other, product);
        }
    }

    // One work item: one number of the product.
    private static void SumOfParts(
        Index1D index, int parts, ProductShape shape, ArrayView<float> sums, ArrayView<float> other, ArrayView<float> product)
    {
        int length = shape.Rows * shape.Columns;
        float sum = 0f;
        for (int part = 0; part < parts; part++)
        {
            sum += sums[(part * length) + index];
        }

        Store(sum, index / shape.Columns, index % shape.Columns, shape, other, product);
    }

    // One work item: some terms of four rows, and of four columns that lie a quarter of the product apart, so that neighbours read
    // neighbours and share their rows. Rows and columns beyond the last one are the last one again.
    private static void SquareOfSums<TLeft, TRight>(
        Index1D index,
        int squares,
        int terms,
        ProductShape shape,
        ArrayView<float> left,
        ArrayView<float> right,
        ArrayView<float> other,
        ArrayView<float> product)
        where TLeft : IUnaryFunction
        where TRight : IUnaryFunction
    {
        int quarter = (shape.Columns + SquareSide - 1) / SquareSide;
        int lastRow = shape.Rows - 1, lastColumn = shape.Columns - 1;
        int part = index / squares, square = index % squares;
        int i0 = square / quarter * SquareSide, j0 = square % quarter;
        int i1 = Math.Min(i0 + 1, lastRow), i2 = Math.Min(i0 + 2, lastRow), i3 = Math.Min(i0 + 3, lastRow);
        int j1 = Math.Min(j0 + quarter, lastColumn), j2 = Math.Min(j0 + (2 * quarter), lastColumn);
        int j3 = Math.Min(j0 + (3 * quarter), lastColumn);
        float s00 = 0, s01 = 0, s02 = 0, s03 = 0, s10 = 0, s11 = 0, s12 = 0, s13 = 0;
        float s20 = 0, s21 = 0, s22 = 0, s23 = 0, s30 = 0, s31 = 0, s32 = 0, s33 = 0;
        int first = part * terms;
        int last = Math.Min(first + terms, shape.Inner);
        int a = first * shape.LeftInner;
        int b = first * shape.RightInner;
        for (int k = first; k < last; k++)
        {
            float a0 = TLeft.Of(left[a + (i0 * shape.LeftRow)]), a1 = TLeft.Of(left[a + (i1 * shape.LeftRow)]);
            float a2 = TLeft.Of(left[a + (i2 * shape.LeftRow)]), a3 = TLeft.Of(left[a + (i3 * shape.LeftRow)]);
            float b0 = TRight.Of(right[b + (j0 * shape.RightColumn)]), b1 = TRight.Of(right[b + (j1 * shape.RightColumn)]);
            float b2 = TRight.Of(right[b + (j2 * shape.RightColumn)]), b3 = TRight.Of(right[b + (j3 * shape.RightColumn)]);
            (s00, s01, s02, s03) = (s00 + (a0 * b0), s01 + (a0 * b1), s02 + (a0 * b2), s03 + (a0 * b3));
            (s10, s11, s12, s13) = (s10 + (a1 * b0), s11 + (a1 * b1), s12 + (a1 * b2), s13 + (a1 * b3));
            (s20, s21, s22, s23) = (s20 + (a2 * b0), s21 + (a2 * b1), s22 + (a2 * b2), s23 + (a2 * b3));
            (s30, s31, s32, s33) = (s30 + (a3 * b0), s31 + (a3 * b1), s32 + (a3 * b2), s33 + (a3 * b3));
            a += shape.LeftInner;
            b += shape.RightInner;
        }

        ArrayView<float> sums = product.SubView(part * shape.Rows * shape.Columns, shape.Rows * shape.Columns);
        Store(s00, i0, j0, shape, other, sums);
        Store(s01, i0, j1, shape, other, sums);
        Store(s02, i0, j2, shape, other, sums);
        Store(s03, i0, j3, shape, other, sums);
        Store(s10, i1, j0, shape, other, sums);
        Store(s11, i1, j1, shape, other, sums);
        Store(s12, i1, j2, shape, other, sums);
        Store(s13, i1, j3, shape, other, sums);
        Store(s20, i2, j0, shape, other, sums);
        Store(s21, i2, j1, shape, other, sums);
        Store(s22, i2, j2, shape, other, sums);
        Store(s23, i2, j3, shape, other, sums);
        Store(s30, i3, j0, shape, other, sums);
        Store(s31, i3, j1, shape, other, sums);
        Store(s32, i3, j2, shape, other, sums);
        Store(s33, i3, j3, shape, other, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        float sum, int i, int j, ProductShape shape, ArrayView<float> other, ArrayView<float> product)
    {
        float more = 0f;
        if (shape.OtherRow >= 0)
        {
            more = other[(i * shape.OtherRow) + j];
        }

        product[(i * shape.Columns) + j] = shape.IsFactor == 0 ? sum + more : sum * more;
    }
}
