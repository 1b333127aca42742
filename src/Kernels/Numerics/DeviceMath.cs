using System.Runtime.CompilerServices;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Numerics;

/// <summary>Elementary functions for kernels.</summary>
internal static class DeviceMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x) => XMath.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LogOnePlus(float x) => XMath.Log(1 + x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x) => XMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sin(float x) => XMath.Sin(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cos(float x) => XMath.Cos(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x) => XMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Softplus(float x) => XMath.Max(x, 0) + LogOnePlus(Exp(-XMath.Abs(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x) => 1 / (1 + Exp(-x));
}
