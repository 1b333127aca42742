using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary>Expectations over three categories.</summary>
internal static class CategoricalGradient
{
    /// <summary>The gradient, <c>p_i sum_c p_c (f(i) - f(c))</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Of(CategoricalProblem p) => new(p.First * FirstCentred(p), p.Second * SecondCentred(p));

    /// <summary>f of the first category less E f.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FirstCentred(CategoricalProblem p) => (p.Second * p.FirstLess) + (p.Third * (p.FirstLess - p.ThirdLess));

    /// <summary>f of the second category less E f.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SecondCentred(CategoricalProblem p) => -((p.First * p.FirstLess) + (p.Third * p.ThirdLess));

    /// <summary>f of the third category less E f.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ThirdCentred(CategoricalProblem p) => (p.Second * p.ThirdLess) - (p.First * (p.FirstLess - p.ThirdLess));

    /// <summary>E (h - mean)^2 of a number h of each category.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Spread(CategoricalProblem p, float ofFirst, float ofSecond, float ofThird, float mean)
    {
        float first = ofFirst - mean;
        float second = ofSecond - mean;
        float third = ofThird - mean;
        return (p.First * first * first) + (p.Second * second * second) + (p.Third * third * third);
    }
}
