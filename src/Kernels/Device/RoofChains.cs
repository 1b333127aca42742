using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels;

// Independent chains x = factor x + addend in registers: structs of structs, because a kernel has no arrays in
// registers and ILGPU unrolls no loop.

internal readonly struct Chains4(float a, float b, float c, float d)
{
    public const int Count = 4;

    private readonly float _a = a;
    private readonly float _b = b;
    private readonly float _c = c;
    private readonly float _d = d;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Chains4 Load(ArrayView<float> values, int start) =>
        new(values[start], values[start + 1], values[start + 2], values[start + 3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Chains4 Step(float factor, float addend) => new(
        (_a * factor) + addend, (_b * factor) + addend, (_c * factor) + addend, (_d * factor) + addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<float> values, int start)
    {
        values[start] = _a;
        values[start + 1] = _b;
        values[start + 2] = _c;
        values[start + 3] = _d;
    }
}

internal readonly struct Chains12(Chains4 a, Chains4 b, Chains4 c)
{
    public const int Count = 3 * Chains4.Count;

    private readonly Chains4 _a = a;
    private readonly Chains4 _b = b;
    private readonly Chains4 _c = c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Chains12 Load(ArrayView<float> values, int start) => new(
        Chains4.Load(values, start), Chains4.Load(values, start + 4), Chains4.Load(values, start + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Chains12 Step(float factor, float addend) =>
        new(_a.Step(factor, addend), _b.Step(factor, addend), _c.Step(factor, addend));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<float> values, int start)
    {
        _a.Store(values, start);
        _b.Store(values, start + 4);
        _c.Store(values, start + 8);
    }
}

internal readonly struct Chains28(Chains12 a, Chains12 b, Chains4 c)
{
    public const int Count = (2 * Chains12.Count) + Chains4.Count;

    private readonly Chains12 _a = a;
    private readonly Chains12 _b = b;
    private readonly Chains4 _c = c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Chains28 Load(ArrayView<float> values, int start) => new(
        Chains12.Load(values, start), Chains12.Load(values, start + 12), Chains4.Load(values, start + 24));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Chains28 Step(float factor, float addend) =>
        new(_a.Step(factor, addend), _b.Step(factor, addend), _c.Step(factor, addend));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<float> values, int start)
    {
        _a.Store(values, start);
        _b.Store(values, start + 12);
        _c.Store(values, start + 24);
    }
}

internal readonly struct Chains112(Chains28 a, Chains28 b, Chains28 c, Chains28 d)
{
    public const int Count = 4 * Chains28.Count;

    private readonly Chains28 _a = a;
    private readonly Chains28 _b = b;
    private readonly Chains28 _c = c;
    private readonly Chains28 _d = d;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Chains112 Load(ArrayView<float> values, int start) => new(
        Chains28.Load(values, start), Chains28.Load(values, start + 28),
        Chains28.Load(values, start + 56), Chains28.Load(values, start + 84));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Chains112 Step(float factor, float addend) => new(
        _a.Step(factor, addend), _b.Step(factor, addend), _c.Step(factor, addend), _d.Step(factor, addend));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<float> values, int start)
    {
        _a.Store(values, start);
        _b.Store(values, start + 28);
        _c.Store(values, start + 56);
        _d.Store(values, start + 84);
    }
}
