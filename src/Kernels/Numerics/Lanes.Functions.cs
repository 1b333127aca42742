using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>A function of two numbers, for kernels that apply it to every lane.</summary>
internal interface IBinaryFunction
{
    static abstract float Of(float x, float y);
}

/// <content>Functions of every lane.</content>
/// <remarks>
/// The compiler packs sixteen equal operations only some twelve operations deep, counted from stores side by side. So an
/// exponential is three shallow stages, and what lies between them is stored in <see cref="Kept"/> floats of the work item's
/// own: sixteen cost a store, and nobody need read them again.
/// </remarks>
internal readonly partial struct Lanes
{
    /// <summary>Floats of memory that an exponential needs for itself.</summary>
    public const int Kept = 3 * Count;

    /// <summary>A function of every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes Map<TFunction>()
        where TFunction : IUnaryFunction => new(
        TFunction.Of(_a0), TFunction.Of(_a1), TFunction.Of(_a2), TFunction.Of(_a3),
        TFunction.Of(_a4), TFunction.Of(_a5), TFunction.Of(_a6), TFunction.Of(_a7),
        TFunction.Of(_a8), TFunction.Of(_a9), TFunction.Of(_a10), TFunction.Of(_a11),
        TFunction.Of(_a12), TFunction.Of(_a13), TFunction.Of(_a14), TFunction.Of(_a15));

    /// <summary>A function of this and b, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes With<TFunction>(Lanes b)
        where TFunction : IBinaryFunction => new(
        TFunction.Of(_a0, b._a0), TFunction.Of(_a1, b._a1), TFunction.Of(_a2, b._a2), TFunction.Of(_a3, b._a3),
        TFunction.Of(_a4, b._a4), TFunction.Of(_a5, b._a5), TFunction.Of(_a6, b._a6), TFunction.Of(_a7, b._a7),
        TFunction.Of(_a8, b._a8), TFunction.Of(_a9, b._a9), TFunction.Of(_a10, b._a10), TFunction.Of(_a11, b._a11),
        TFunction.Of(_a12, b._a12), TFunction.Of(_a13, b._a13), TFunction.Of(_a14, b._a14), TFunction.Of(_a15, b._a15));

    /// <summary>e^lane of lanes that are NaN or at most 0: an exponential of a row is relative to its largest.</summary>
    /// <param name="memory">Memory of the work item's own from <paramref name="at"/> on.</param>
    /// <param name="at">Where its <see cref="Kept"/> floats begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes ExpOfNonPositive(ArrayView<float> memory, int at)
    {
        Lanes y = Map<Argument>();
        Lanes shifted = y.Map<Exponent>();
        Lanes r = y.With<Reduced>(shifted);
        r.Store(memory, at);
        shifted.Store(memory, at + Count);
        Load(memory, at).Map<OfReduced>().Store(memory, at + (2 * Count));
        return Load(memory, at + (2 * Count)).With<Scaled>(Load(memory, at + Count));
    }

    /// <summary>These lanes from one on, b's before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes After(Lanes b, int first) => new(
        first > 0 ? b._a0 : _a0, first > 1 ? b._a1 : _a1, first > 2 ? b._a2 : _a2, first > 3 ? b._a3 : _a3,
        first > 4 ? b._a4 : _a4, first > 5 ? b._a5 : _a5, first > 6 ? b._a6 : _a6, first > 7 ? b._a7 : _a7,
        first > 8 ? b._a8 : _a8, first > 9 ? b._a9 : _a9, first > 10 ? b._a10 : _a10, first > 11 ? b._a11 : _a11,
        first > 12 ? b._a12 : _a12, first > 13 ? b._a13 : _a13, first > 14 ? b._a14 : _a14, first > 15 ? b._a15 : _a15);

    private readonly struct Argument : IUnaryFunction
    {
        public static float Of(float x) => x < DeviceMath.LeastExpArgument ? DeviceMath.LeastExpArgument : x;
    }

    private readonly struct Exponent : IUnaryFunction
    {
        public static float Of(float x) => DeviceMath.ExpExponent(x);
    }

    private readonly struct Reduced : IBinaryFunction
    {
        public static float Of(float x, float y) => DeviceMath.ExpReduced(x, y);
    }

    private readonly struct OfReduced : IUnaryFunction
    {
        public static float Of(float x) => DeviceMath.ExpOfReduced(x);
    }

    private readonly struct Scaled : IBinaryFunction
    {
        public static float Of(float x, float y) => DeviceMath.ExpScaled(x, y);
    }
}
