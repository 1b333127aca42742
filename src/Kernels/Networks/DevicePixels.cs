using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <summary>Pixels and their log-odds inside a kernel: <c>x a - ln(1 + e^a)</c> and its derivative.</summary>
/// <remarks>
/// Sixteen pixels at a time take no logarithm each: <c>ln(1 + e^a) = max(a, 0) + ln(1 + e^-|a|)</c>, and the factors
/// 1 + e^-|a|, none above 2, are multiplied up and their product's logarithm taken once for a panel of pixels. What a factor rounds
/// away is absolute then, not relative: some 1e-7 nats a pixel.
/// </remarks>
internal static class DevicePixels
{
    /// <summary>Pixels of a panel: a lane's product stays below 2^32, that of all lanes below 2^512.</summary>
    public const int Panel = 32 * Lanes.Count;

    /// <summary>Floats of a work item's own memory.</summary>
    public const int Own = Lanes.Kept + Panel;

    private const int MostWorkers = 256;

    /// <summary>Work items that share rows among them.</summary>
    public static int Workers(int rows) => Math.Min(rows, MostWorkers);

    /// <summary>x a - ln(1 + e^a).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float LogMass(float logit, float pixel) => (pixel * logit) - DeviceMath.Softplus(logit);

    /// <summary>x - 1 / (1 + e^-a), as a quotient without overflow: of a black pixel it keeps its digits, and of a white one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Slope(float logit, float pixel)
    {
        float t = DeviceMath.Exp(-XMath.Abs(logit));
        float other = 1f - pixel;
        float numerator = logit < 0f ? pixel - (other * t) : (pixel * t) - other;
        return numerator / (1f + t);
    }

    /// <summary>The sum of some numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Total(ArrayView<double> sums, int start, int count)
    {
        double total = 0;
        for (int i = start; i < start + count; i++)
        {
            total += sums[i];
        }

        return total;
    }

    /// <summary>The log-likelihood of a row; what is behind the last sixteen is taken pixel by pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double OfRow(
        ArrayView<float> logits, int logit, ArrayView<float> target, int pixel, int width, ArrayView<float> own, int at)
    {
        double total = 0;
        int sixteens = width - (width % Lanes.Count);
        for (int first = 0; first < sixteens; first += Panel)
        {
            int next = first + Panel < sixteens ? first + Panel : sixteens;
            for (int d = first; d < next; d += Lanes.Count)
            {
                Lanes.Load(logits, logit + d).Map<MinusMagnitude>().ExpOfNonPositive(own, at).Store(own, at + Lanes.Kept + (d - first));
            }

            Lanes product = Lanes.Of(1f);
            Lanes linear = Lanes.Of(0f);
            for (int d = first; d < next; d += Lanes.Count)
            {
                Lanes a = Lanes.Load(logits, logit + d);
                linear = linear.Plus(a.Times(Lanes.Load(target, pixel + d)).Minus(a.Map<PositivePart>()));
                product = product.Times(Lanes.Load(own, at + Lanes.Kept + (d - first)).Map<OnePlus>());
            }

            linear.Store(own, at);
            product.Store(own, at + Lanes.Count);
            total += OfLanes(own, at, next - first);
        }

        for (int d = sixteens; d < width; d++)
        {
            total += LogMass(logits[logit + d], target[pixel + d]);
        }

        return total;
    }

    // The sum of sixteen numbers less the logarithm of the product of sixteen: by a loop whose length is no constant for a
    // compiler, see RowSums.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double OfLanes(ArrayView<float> own, int at, int pixels)
    {
        int count = pixels < Lanes.Count ? pixels : Lanes.Count;
        double sum = 0;
        double product = 1;
        for (int k = at; k < at + count; k++)
        {
            sum += own[k];
            product *= own[k + Lanes.Count];
        }

        return sum - DeviceDouble.Log(product);
    }

    private readonly struct MinusMagnitude : IUnaryFunction
    {
        public static float Of(float x) => -XMath.Abs(x);
    }

    private readonly struct PositivePart : IUnaryFunction
    {
        public static float Of(float x) => x > 0f ? x : 0f;
    }

    private readonly struct OnePlus : IUnaryFunction
    {
        public static float Of(float x) => 1f + x;
    }
}
