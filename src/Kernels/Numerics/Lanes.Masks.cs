using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Numerics;

/// <content>Lanes that stay or become 0.</content>
internal readonly partial struct Lanes
{
    /// <summary>0 in the lanes whose bit is set, counted from the lowest, a number in the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Unless(int bits, float number) => new(
        (bits & 1) == 0 ? number : 0f, (bits & 2) == 0 ? number : 0f,
        (bits & 4) == 0 ? number : 0f, (bits & 8) == 0 ? number : 0f,
        (bits & 16) == 0 ? number : 0f, (bits & 32) == 0 ? number : 0f,
        (bits & 64) == 0 ? number : 0f, (bits & 128) == 0 ? number : 0f,
        (bits & 256) == 0 ? number : 0f, (bits & 512) == 0 ? number : 0f,
        (bits & 1024) == 0 ? number : 0f, (bits & 2048) == 0 ? number : 0f,
        (bits & 4096) == 0 ? number : 0f, (bits & 8192) == 0 ? number : 0f,
        (bits & 16384) == 0 ? number : 0f, (bits & 32768) == 0 ? number : 0f);

    /// <summary>This where b is positive, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes WherePositive(Lanes b) => new(
        b._a0 > 0f ? _a0 : 0f, b._a1 > 0f ? _a1 : 0f, b._a2 > 0f ? _a2 : 0f, b._a3 > 0f ? _a3 : 0f,
        b._a4 > 0f ? _a4 : 0f, b._a5 > 0f ? _a5 : 0f, b._a6 > 0f ? _a6 : 0f, b._a7 > 0f ? _a7 : 0f,
        b._a8 > 0f ? _a8 : 0f, b._a9 > 0f ? _a9 : 0f, b._a10 > 0f ? _a10 : 0f, b._a11 > 0f ? _a11 : 0f,
        b._a12 > 0f ? _a12 : 0f, b._a13 > 0f ? _a13 : 0f, b._a14 > 0f ? _a14 : 0f, b._a15 > 0f ? _a15 : 0f);
}
