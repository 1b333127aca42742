using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Numerics;

/// <content>What a row of numbers needs: its largest, differences and sums, lane by lane.</content>
internal readonly partial struct Lanes
{
    /// <summary>One number in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Of(float x) => new(x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x);

    /// <summary>The larger of this and b, lane by lane; a NaN of b is passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Larger(Lanes b) => new(
        b._a0 > _a0 ? b._a0 : _a0, b._a1 > _a1 ? b._a1 : _a1,
        b._a2 > _a2 ? b._a2 : _a2, b._a3 > _a3 ? b._a3 : _a3,
        b._a4 > _a4 ? b._a4 : _a4, b._a5 > _a5 ? b._a5 : _a5,
        b._a6 > _a6 ? b._a6 : _a6, b._a7 > _a7 ? b._a7 : _a7,
        b._a8 > _a8 ? b._a8 : _a8, b._a9 > _a9 ? b._a9 : _a9,
        b._a10 > _a10 ? b._a10 : _a10, b._a11 > _a11 ? b._a11 : _a11,
        b._a12 > _a12 ? b._a12 : _a12, b._a13 > _a13 ? b._a13 : _a13,
        b._a14 > _a14 ? b._a14 : _a14, b._a15 > _a15 ? b._a15 : _a15);

    /// <summary>This plus b, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Plus(Lanes b) => new(
        _a0 + b._a0, _a1 + b._a1, _a2 + b._a2, _a3 + b._a3,
        _a4 + b._a4, _a5 + b._a5, _a6 + b._a6, _a7 + b._a7,
        _a8 + b._a8, _a9 + b._a9, _a10 + b._a10, _a11 + b._a11,
        _a12 + b._a12, _a13 + b._a13, _a14 + b._a14, _a15 + b._a15);

    /// <summary>This less b, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Minus(Lanes b) => new(
        _a0 - b._a0, _a1 - b._a1, _a2 - b._a2, _a3 - b._a3,
        _a4 - b._a4, _a5 - b._a5, _a6 - b._a6, _a7 - b._a7,
        _a8 - b._a8, _a9 - b._a9, _a10 - b._a10, _a11 - b._a11,
        _a12 - b._a12, _a13 - b._a13, _a14 - b._a14, _a15 - b._a15);

    /// <summary>This less a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Minus(float b) => new(
        _a0 - b, _a1 - b, _a2 - b, _a3 - b,
        _a4 - b, _a5 - b, _a6 - b, _a7 - b,
        _a8 - b, _a9 - b, _a10 - b, _a11 - b,
        _a12 - b, _a13 - b, _a14 - b, _a15 - b);
}
