using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>
/// Sixteen floats side by side. An OpenCL compiler for processors turns sixteen equal scalar operations into
/// one of its vector unit, but only when they are written out: ILGPU unrolls no loop and keeps arrays in memory.
/// </summary>
internal readonly partial struct Lanes(
    float a0, float a1, float a2, float a3, float a4, float a5, float a6, float a7,
    float a8, float a9, float a10, float a11, float a12, float a13, float a14, float a15)
{
    public const int Count = 16;

    private readonly float _a0 = a0, _a1 = a1, _a2 = a2, _a3 = a3, _a4 = a4, _a5 = a5, _a6 = a6, _a7 = a7;
    private readonly float _a8 = a8, _a9 = a9, _a10 = a10, _a11 = a11, _a12 = a12, _a13 = a13, _a14 = a14, _a15 = a15;

    /// <summary>Sixteen consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Load(ArrayView<float> view, int at)
    {
        // One address and constants behind it: the compiler must see that the sixteen lie side by side.
        ArrayView<float> here = view.SubView(at, Count);
        return new(
            here[0], here[1], here[2], here[3], here[4], here[5], here[6], here[7],
            here[8], here[9], here[10], here[11], here[12], here[13], here[14], here[15]);
    }

    /// <summary>Sixteen elements, each a step behind the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes LoadEvery(ArrayView<float> view, int at, int step) => new(
        view[at], view[at + step], view[at + (2 * step)], view[at + (3 * step)],
        view[at + (4 * step)], view[at + (5 * step)], view[at + (6 * step)], view[at + (7 * step)],
        view[at + (8 * step)], view[at + (9 * step)], view[at + (10 * step)], view[at + (11 * step)],
        view[at + (12 * step)], view[at + (13 * step)], view[at + (14 * step)], view[at + (15 * step)]);

    /// <summary>Sixteen elements, each a step behind the one before, but none beyond the last, which is read again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes LoadUpTo(ArrayView<float> view, int at, int step, int last) => new(
        view[at + Upto(0, step, last)], view[at + Upto(1, step, last)], view[at + Upto(2, step, last)], view[at + Upto(3, step, last)],
        view[at + Upto(4, step, last)], view[at + Upto(5, step, last)], view[at + Upto(6, step, last)], view[at + Upto(7, step, last)],
        view[at + Upto(8, step, last)], view[at + Upto(9, step, last)], view[at + Upto(10, step, last)], view[at + Upto(11, step, last)],
        view[at + Upto(12, step, last)], view[at + Upto(13, step, last)], view[at + Upto(14, step, last)], view[at + Upto(15, step, last)]);

    /// <summary>Writes sixteen elements, each a step behind the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreEvery(ArrayView<float> view, int at, int step)
    {
        (view[at], view[at + step], view[at + (2 * step)], view[at + (3 * step)]) = (_a0, _a1, _a2, _a3);
        (view[at + (4 * step)], view[at + (5 * step)], view[at + (6 * step)], view[at + (7 * step)]) = (_a4, _a5, _a6, _a7);
        (view[at + (8 * step)], view[at + (9 * step)], view[at + (10 * step)], view[at + (11 * step)]) = (_a8, _a9, _a10, _a11);
        (view[at + (12 * step)], view[at + (13 * step)], view[at + (14 * step)], view[at + (15 * step)]) = (_a12, _a13, _a14, _a15);
    }

    /// <summary>Writes sixteen consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<float> view, int at)
    {
        ArrayView<float> here = view.SubView(at, Count);
        (here[0], here[1], here[2], here[3]) = (_a0, _a1, _a2, _a3);
        (here[4], here[5], here[6], here[7]) = (_a4, _a5, _a6, _a7);
        (here[8], here[9], here[10], here[11]) = (_a8, _a9, _a10, _a11);
        (here[12], here[13], here[14], here[15]) = (_a12, _a13, _a14, _a15);
    }

    /// <summary>This plus a times b, rounded once where the processor can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Add(Lanes a, float b) => new(
        Fused.MultiplyAdd(a._a0, b, _a0), Fused.MultiplyAdd(a._a1, b, _a1), Fused.MultiplyAdd(a._a2, b, _a2), Fused.MultiplyAdd(a._a3, b, _a3),
        Fused.MultiplyAdd(a._a4, b, _a4), Fused.MultiplyAdd(a._a5, b, _a5), Fused.MultiplyAdd(a._a6, b, _a6), Fused.MultiplyAdd(a._a7, b, _a7),
        Fused.MultiplyAdd(a._a8, b, _a8), Fused.MultiplyAdd(a._a9, b, _a9), Fused.MultiplyAdd(a._a10, b, _a10), Fused.MultiplyAdd(a._a11, b, _a11),
        Fused.MultiplyAdd(a._a12, b, _a12), Fused.MultiplyAdd(a._a13, b, _a13), Fused.MultiplyAdd(a._a14, b, _a14), Fused.MultiplyAdd(a._a15, b, _a15));

    /// <summary>This plus a times b, lane by lane, rounded once where the processor can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Add(Lanes a, Lanes b) => new(
        Fused.MultiplyAdd(a._a0, b._a0, _a0), Fused.MultiplyAdd(a._a1, b._a1, _a1), Fused.MultiplyAdd(a._a2, b._a2, _a2), Fused.MultiplyAdd(a._a3, b._a3, _a3),
        Fused.MultiplyAdd(a._a4, b._a4, _a4), Fused.MultiplyAdd(a._a5, b._a5, _a5), Fused.MultiplyAdd(a._a6, b._a6, _a6), Fused.MultiplyAdd(a._a7, b._a7, _a7),
        Fused.MultiplyAdd(a._a8, b._a8, _a8), Fused.MultiplyAdd(a._a9, b._a9, _a9), Fused.MultiplyAdd(a._a10, b._a10, _a10), Fused.MultiplyAdd(a._a11, b._a11, _a11),
        Fused.MultiplyAdd(a._a12, b._a12, _a12), Fused.MultiplyAdd(a._a13, b._a13, _a13), Fused.MultiplyAdd(a._a14, b._a14, _a14), Fused.MultiplyAdd(a._a15, b._a15, _a15));

    /// <summary>This times a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Times(float b) => new(
        _a0 * b, _a1 * b, _a2 * b, _a3 * b, _a4 * b, _a5 * b, _a6 * b, _a7 * b,
        _a8 * b, _a9 * b, _a10 * b, _a11 * b, _a12 * b, _a13 * b, _a14 * b, _a15 * b);

    /// <summary>This times b, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Times(Lanes b) => new(
        _a0 * b._a0, _a1 * b._a1, _a2 * b._a2, _a3 * b._a3, _a4 * b._a4, _a5 * b._a5, _a6 * b._a6, _a7 * b._a7,
        _a8 * b._a8, _a9 * b._a9, _a10 * b._a10, _a11 * b._a11, _a12 * b._a12, _a13 * b._a13, _a14 * b._a14, _a15 * b._a15);

    /// <summary>The squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Square() => Times(this);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Upto(int lane, int step, int last) => Math.Min(lane, last) * step;
}
