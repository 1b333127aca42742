using System.Runtime.CompilerServices;
using BayesBench.Kernels.Inference;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Probability;

/// <summary>The categorical law on a device; categories count from 0.</summary>
public static class CategoricalKernels
{
    /// <summary>ln probabilities[n, k[n]] for every law n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="k">Shape [N], each from 0 to K - 1.</param>
    /// <param name="probabilities">Shape [N, K].</param>
    /// <param name="logMass">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogMass(
        Device device, ArrayView<int> k, ArrayView<float> probabilities, ArrayView<float> logMass)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(k.Length, probabilities, nameof(probabilities));
        DeviceGuard.Length(k.Length, logMass, nameof(logMass));
        device.Launch(LogMassOfRow, (int)k.Length, width, k, probabilities, logMass);
    }

    /// <summary>-sum_k probabilities[n, k] ln probabilities[n, k] for every law n; 0 ln 0 = 0.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probabilities">Shape [N, K].</param>
    /// <param name="entropy">Shape [N], written.</param>
    /// <exception cref="ArgumentException">The probabilities are not N rows.</exception>
    public static void Entropy(Device device, ArrayView<float> probabilities, ArrayView<float> entropy)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(entropy.Length, probabilities, nameof(probabilities));
        device.Launch(EntropyOfRow, (int)entropy.Length, width, probabilities, entropy);
    }

    /// <summary>Independent draws of one law, four from a block: the first k whose cumulative probability exceeds u.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probabilities">Shape [K], each in [0, 1], of sum 1; at least one.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block that the first four draws come from.</param>
    /// <param name="draws">Shape [N], written; the same on every device.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no probabilities, or a block would pass 2^64 - 1.</exception>
    public static void Draw(
        Device device,
        ArrayView<float> probabilities,
        DeviceKey key,
        uint stream,
        ulong firstBlock,
        ArrayView<int> draws)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(probabilities.Length, nameof(probabilities));
        int blocks = DeviceBlockDraws.Blocks(draws.Length, firstBlock);
        device.Launch(DrawBlock, blocks, probabilities, key, stream, firstBlock, draws);
    }

    /// <summary>Independent draws of one law, each from its own block: the k with the largest logit and Gumbel noise.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logits">Shape [K], finite or minus infinity, one at least finite.</param>
    /// <param name="key">The key.</param>
    /// <param name="stream">Which stream of the key.</param>
    /// <param name="firstBlock">The block of the first draw.</param>
    /// <param name="draws">Shape [N], written.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no logits, or a block would pass 2^64 - 1.</exception>
    public static void DrawGumbelMax(
        Device device, ArrayView<float> logits, DeviceKey key, uint stream, ulong firstBlock, ArrayView<int> draws)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(logits.Length, nameof(logits));
        int blocks = DeviceBlockDraws.Blocks(4 * draws.Length, firstBlock);
        device.Launch(DrawGumbelMaxOfOne, blocks, logits, key, stream, firstBlock, draws);
    }

    // One work item: one log-mass.
    private static void LogMassOfRow(
        Index1D n, int width, ArrayView<int> k, ArrayView<float> probabilities, ArrayView<float> logMass) =>
        logMass[n] = DeviceMath.Log(probabilities[(n.X * width) + k[n]]);

    // One work item: one law, summed in double.
    private static void EntropyOfRow(Index1D n, int width, ArrayView<float> probabilities, ArrayView<float> entropy) =>
        entropy[n] = (float)DeviceEntropy.OfRow(probabilities, n.X * width, width);

    // One work item: one block, four draws. A draw is the number of cumulative probabilities that do not exceed its u.
    private static void DrawBlock(
        Index1D i, ArrayView<float> probabilities, DeviceKey key, uint stream, ulong firstBlock, ArrayView<int> draws)
    {
        DeviceWords words = DeviceBlockDraws.Words(i, key, stream, firstBlock);
        float u0 = DeviceNormal.Uniform(words.W0);
        float u1 = DeviceNormal.Uniform(words.W1);
        float u2 = DeviceNormal.Uniform(words.W2);
        float u3 = DeviceNormal.Uniform(words.W3);
        int k0 = 0;
        int k1 = 0;
        int k2 = 0;
        int k3 = 0;
        int last = 0;
        double sum = 0;
        for (int k = 0; k < probabilities.Length; k++)
        {
            sum += probabilities[k];
            last = probabilities[k] > 0f ? k : last;
            k0 += sum <= u0 ? 1 : 0;
            k1 += sum <= u1 ? 1 : 0;
            k2 += sum <= u2 ? 1 : 0;
            k3 += sum <= u3 ? 1 : 0;
        }

        DeviceBlockDraws.Store(
            draws, i, XMath.Min(k0, last), XMath.Min(k1, last), XMath.Min(k2, last), XMath.Min(k3, last));
    }

    // One work item: one draw; each block of words serves four categories. Logits count from the largest: far from zero
    // the sum of a logit and its noise would have no digits left for the noise.
    private static void DrawGumbelMaxOfOne(
        Index1D i, ArrayView<float> logits, DeviceKey key, uint stream, ulong firstBlock, ArrayView<int> draws)
    {
        int length = (int)logits.Length;
        float largest = logits[DeviceLogSumExp.IndexOfLargest(logits, 0, length)];
        var best = new DeviceBest(float.NegativeInfinity, 0);
        for (int k = 0; k < length; k += 4)
        {
            DeviceWords words = DeviceBlockDraws.Words(i, (uint)(k / 4), key, stream, firstBlock);
            best = best.Or(Score(logits, k, largest, words.W0), k);
            best = best.Or(Score(logits, k + 1, largest, words.W1), k + 1);
            best = best.Or(Score(logits, k + 2, largest, words.W2), k + 2);
            best = best.Or(Score(logits, k + 3, largest, words.W3), k + 3);
        }

        draws[i] = best.Index;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Score(ArrayView<float> logits, int k, float largest, uint word) =>
        k < logits.Length ? logits[k] - largest - DeviceMath.Log(Exponential(word)) : float.NegativeInfinity;

    /// <summary>-ln(1 - (word + 1/2) 2^-32), to a few ulp at both ends: above one half by the word's complement.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Exponential(uint word)
    {
        bool isUpper = word >= 0x80000000;
        uint v = isUpper ? ~word : word;
        // Halves, because the conversion of a uint is slow on CUDA.
        float number = (((int)(v >> 16) * 65536f) + ((int)(v & 0xFFFF) + 0.5f)) * (1f / (1L << 32));
        return isUpper ? -DeviceMath.Log(number) : -DeviceMath.LogOnePlus(-number);
    }
}

/// <summary>The largest of the scores seen so far, and where it was.</summary>
internal readonly struct DeviceBest(float score, int index)
{
    public readonly float Score = score;
    public readonly int Index = index;

    /// <summary>The better of this and another; the first of equals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DeviceBest Or(float score, int index) => score > Score ? new DeviceBest(score, index) : this;
}
