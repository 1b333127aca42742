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
    public static Lanes Load(ArrayView<float> view, int at) => new(
        view[at], view[at + 1], view[at + 2], view[at + 3], view[at + 4], view[at + 5], view[at + 6], view[at + 7],
        view[at + 8], view[at + 9], view[at + 10], view[at + 11], view[at + 12], view[at + 13], view[at + 14], view[at + 15]);

    /// <summary>Writes sixteen consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<float> view, int at)
    {
        (view[at], view[at + 1], view[at + 2], view[at + 3]) = (_a0, _a1, _a2, _a3);
        (view[at + 4], view[at + 5], view[at + 6], view[at + 7]) = (_a4, _a5, _a6, _a7);
        (view[at + 8], view[at + 9], view[at + 10], view[at + 11]) = (_a8, _a9, _a10, _a11);
        (view[at + 12], view[at + 13], view[at + 14], view[at + 15]) = (_a12, _a13, _a14, _a15);
    }

    /// <summary>This plus a times b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Add(Lanes a, float b) => new(
        _a0 + (a._a0 * b), _a1 + (a._a1 * b), _a2 + (a._a2 * b), _a3 + (a._a3 * b),
        _a4 + (a._a4 * b), _a5 + (a._a5 * b), _a6 + (a._a6 * b), _a7 + (a._a7 * b),
        _a8 + (a._a8 * b), _a9 + (a._a9 * b), _a10 + (a._a10 * b), _a11 + (a._a11 * b),
        _a12 + (a._a12 * b), _a13 + (a._a13 * b), _a14 + (a._a14 * b), _a15 + (a._a15 * b));

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
}
