using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Probability;

/// <summary>What an attempt at a gamma draw needs to know of the shape, worked out on the host.</summary>
/// <param name="D">Shape - 1/3, of the shape or of one more where it is below 1.</param>
/// <param name="Scale">1 / (3 sqrt(D)).</param>
/// <param name="LogD">ln D.</param>
/// <param name="Boost">1 / shape where it is below 1, else 0.</param>
internal readonly record struct DeviceGammaShape(double D, double Scale, double LogD, double Boost)
{
    public static DeviceGammaShape Of(double shape)
    {
        double d = (shape < 1.0 ? shape + 1.0 : shape) - (1.0 / 3.0);
        return new DeviceGammaShape(d, 1.0 / (3.0 * XMath.Sqrt(d)), DeviceDouble.Log(d), shape < 1.0 ? 1.0 / shape : 0.0);
    }
}

/// <summary>One attempt at a gamma draw of rate 1 inside a kernel: a normal number in float, the rest in double.</summary>
internal readonly struct DeviceGammaAttempt(double logDraw, double margin)
{
    public readonly double LogDraw = logDraw;
    public readonly double Margin = margin;

    /// <summary>The logarithm of the draw that four words make, and by how much it is accepted.</summary>
    public static DeviceGammaAttempt Of(DeviceGammaShape shape, DeviceWords words) =>
        Of(shape, DeviceNormal.FromWords(words.W0, words.W1).Z0, LogUniform(words.W2), LogUniform(words.W3));

    /// <summary>The same from a normal number and the logarithms of two uniform ones: the verdict's and the boost's.</summary>
    public static DeviceGammaAttempt Of(DeviceGammaShape shape, float normal, double logUniform, double logBoost)
    {
        double t = shape.Scale * normal;
        double logOnePlus = DeviceDouble.LogOnePlus(XMath.Max(t, -0.9999999));
        double logDraw = shape.LogD + (3.0 * logOnePlus) + (shape.Boost * logBoost);
        double margin = (3.0 * shape.D * BeyondCubic(t, logOnePlus)) - logUniform;
        return t > -1.0
            ? new DeviceGammaAttempt(logDraw, margin)
            : new DeviceGammaAttempt(double.NegativeInfinity, double.NegativeInfinity);
    }

    /// <summary>The logarithm of the first accepted draw of every stride-th attempt from a given one.</summary>
    public static double LogOfAccepted(DeviceGammaShape shape, DeviceKey key, uint stream, ulong block, uint attempt, uint stride)
    {
        DeviceGammaAttempt made = Of(shape, Words(key, stream, block, attempt));
        while (made.Margin <= 0.0)
        {
            attempt = (uint)((ulong)attempt + stride);
            made = Of(shape, Words(key, stream, block, attempt));
        }

        return made.LogDraw;
    }

    /// <summary>The block that the i-th draw comes from.</summary>
    public static ulong Block(ulong firstBlock, int i)
    {
        // The carry is taken by hand: a 64-bit sum that wraps is undefined in the OpenCL code that ILGPU writes.
        ulong low = (firstBlock & 0xFFFFFFFF) + (uint)i;
        ulong high = (firstBlock >> 32) + (low >> 32);
        return (high << 32) | (low & 0xFFFFFFFF);
    }

    /// <summary>ln((word + 1) 2^-32).</summary>
    public static double LogUniform(uint word) =>
        DeviceDouble.Log((double)((long)(ulong)word + 1L) * (1.0 / (1L << 32)));

    /// <summary>ln(1 + t) - t + t^2 / 2 - t^3 / 3, by its own series where that is a difference of close numbers.</summary>
    public static double BeyondCubic(double t, double logOnePlus)
    {
        if (XMath.Abs(t) > 0.5)
        {
            return logOnePlus - t + (t * t * (0.5 - (t / 3.0)));
        }

        double sum = 0.0;
        for (int k = 48; k >= 4; k--)
        {
            sum = (1.0 / k) - (t * sum);
        }

        return -(t * t) * (t * t) * sum;
    }

    private static DeviceWords Words(DeviceKey key, uint stream, ulong block, uint attempt) =>
        DevicePhilox.Block(attempt, stream, (uint)block, (uint)(block >> 32), key);
}
