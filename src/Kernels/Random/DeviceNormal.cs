using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Random;

/// <summary>Two standard normal numbers on a device.</summary>
internal readonly struct DeviceNormalPair(float z0, float z1)
{
    public readonly float Z0 = z0;
    public readonly float Z1 = z1;
}

/// <summary>Uniform and normal numbers inside a kernel.</summary>
internal static class DeviceNormal
{
    /// <summary>The top 24 bits times 2^-24, zero mapped to 2^-25.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Uniform(uint word)
    {
        int top = (int)(word >> 8);
        return top == 0 ? 1f / (1 << 25) : top * (1f / (1 << 24));
    }

    /// <summary>Box and Muller's pair; the radius uses all 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceNormalPair FromWords(uint radiusWord, uint angleWord)
    {
        float u = (float)((radiusWord + 1.0) / 4294967296.0);
        float radius = XMath.Sqrt(-2f * DeviceMath.Log(u));
        float angle = 6.28318531f * (float)(angleWord / 4294967296.0);
        return new DeviceNormalPair(radius * XMath.Cos(angle), radius * XMath.Sin(angle));
    }
}
