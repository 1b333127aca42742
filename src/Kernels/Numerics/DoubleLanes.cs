using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>Eight doubles side by side, for the compilers that <see cref="Lanes"/> is for.</summary>
internal readonly struct DoubleLanes(double a0, double a1, double a2, double a3, double a4, double a5, double a6, double a7)
{
    public const int Count = 8;

    private readonly double _a0 = a0, _a1 = a1, _a2 = a2, _a3 = a3, _a4 = a4, _a5 = a5, _a6 = a6, _a7 = a7;

    /// <summary>Eight consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes Load(ArrayView<double> view, int at)
    {
        ArrayView<double> here = view.SubView(at, Count);
        return new(here[0], here[1], here[2], here[3], here[4], here[5], here[6], here[7]);
    }

    /// <summary>Eight elements, each a step behind the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLanes LoadEvery(ArrayView<double> view, int at, int step) => new(
        view[at], view[at + step], view[at + (2 * step)], view[at + (3 * step)],
        view[at + (4 * step)], view[at + (5 * step)], view[at + (6 * step)], view[at + (7 * step)]);

    /// <summary>Writes eight elements, each a step behind the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreEvery(ArrayView<double> view, int at, int step)
    {
        (view[at], view[at + step], view[at + (2 * step)], view[at + (3 * step)]) = (_a0, _a1, _a2, _a3);
        (view[at + (4 * step)], view[at + (5 * step)], view[at + (6 * step)], view[at + (7 * step)]) = (_a4, _a5, _a6, _a7);
    }

    /// <summary>Writes eight consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<double> view, int at)
    {
        ArrayView<double> here = view.SubView(at, Count);
        (here[0], here[1], here[2], here[3]) = (_a0, _a1, _a2, _a3);
        (here[4], here[5], here[6], here[7]) = (_a4, _a5, _a6, _a7);
    }

    /// <summary>This plus a times b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleLanes Add(DoubleLanes a, double b) => new(
        _a0 + (a._a0 * b), _a1 + (a._a1 * b), _a2 + (a._a2 * b), _a3 + (a._a3 * b),
        _a4 + (a._a4 * b), _a5 + (a._a5 * b), _a6 + (a._a6 * b), _a7 + (a._a7 * b));
}
