using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Random;

/// <summary>Thirty-two bits of one probability inside a kernel.</summary>
internal static class DeviceBernoulli
{
    /// <summary>The largest probability: its complement is one unit of the last digit.</summary>
    public const float Largest = 0.99999994f;

    private const int Digits = 24;

    /// <summary>The least number of 24 digits that is not below a probability.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Threshold(float probability)
    {
        float scaled = probability * (1 << Digits);
        int whole = (int)scaled;
        return whole + (whole < scaled ? 1 : 0);
    }

    /// <summary>
    /// The word of a position: bit by bit, whether a number is below the threshold. Four digits at a time of thirty-two numbers are
    /// drawn, until every number differs from the threshold: mostly eight.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Word(int threshold, int position, uint stream, int replicateLow, int replicateHigh, DeviceKey key)
    {
        uint below = 0;
        uint equal = uint.MaxValue;
        for (int digit = Digits - 1; digit > 0 && equal != 0; digit -= 4)
        {
            int block = (8 * position) + ((Digits - 1 - digit) >> 2);
            DeviceWords words = DevicePhilox.Block((uint)block, stream, (uint)replicateLow, (uint)replicateHigh, key);
            // A digit of the threshold in all places.
            uint t = (uint)-((threshold >> digit) & 1);
            below |= equal & ~words.W0 & t;
            equal &= ~(words.W0 ^ t);
            t = (uint)-((threshold >> (digit - 1)) & 1);
            below |= equal & ~words.W1 & t;
            equal &= ~(words.W1 ^ t);
            t = (uint)-((threshold >> (digit - 2)) & 1);
            below |= equal & ~words.W2 & t;
            equal &= ~(words.W2 ^ t);
            t = (uint)-((threshold >> (digit - 3)) & 1);
            below |= equal & ~words.W3 & t;
            equal &= ~(words.W3 ^ t);
        }

        return below;
    }
}
