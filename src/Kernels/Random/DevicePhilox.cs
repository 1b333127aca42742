using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Random;

/// <summary>Four random words on a device.</summary>
/// <param name="w0">The first.</param>
/// <param name="w1">The second.</param>
/// <param name="w2">The third.</param>
/// <param name="w3">The fourth.</param>
public readonly struct DeviceWords(uint w0, uint w1, uint w2, uint w3)
{
    internal readonly uint W0 = w0;
    internal readonly uint W1 = w1;
    internal readonly uint W2 = w2;
    internal readonly uint W3 = w3;
}

/// <summary>Philox4x32 inside a kernel: a pure function of counter and key.</summary>
internal static class DevicePhilox
{
    private const ulong Multiplier0 = 0xD2511F53;
    private const ulong Multiplier1 = 0xCD9E8D57;
    private const ulong Weyl0 = 0x9E3779B9;
    private const ulong Weyl1 = 0xBB67AE85;

    /// <summary>The block of a counter (draw, stream, replicate low, replicate high) under a key, after ten rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceWords Block(uint draw, uint stream, uint replicateLow, uint replicateHigh, DeviceKey key)
    {
        WideWords w = SevenRounds(draw, stream, replicateLow, replicateHigh, key);
        w = Round(w, key, 7);
        w = Round(w, key, 8);
        return Round(w, key, 9).Narrow();
    }

    /// <summary>The same after seven rounds, the fewest that pass BigCrush: for the authors' vectors of that number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceWords BlockOfSevenRounds(
        uint draw, uint stream, uint replicateLow, uint replicateHigh, DeviceKey key) =>
        SevenRounds(draw, stream, replicateLow, replicateHigh, key).Narrow();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static WideWords SevenRounds(
        uint draw, uint stream, uint replicateLow, uint replicateHigh, DeviceKey key)
    {
        WideWords w = new(draw, stream, replicateLow, replicateHigh);
        w = Round(w, key, 0);
        w = Round(w, key, 1);
        w = Round(w, key, 2);
        w = Round(w, key, 3);
        w = Round(w, key, 4);
        w = Round(w, key, 5);
        return Round(w, key, 6);
    }

    // Round keys do not depend on the draw: compilers move them out of the vectorised loop. They are widened,
    // because ILGPU's OpenCL code adds unsigned numbers as signed ones, whose overflow is undefined.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static WideWords Round(WideWords w, DeviceKey key, ulong round)
    {
        uint k0 = (uint)(key.K0 + (round * Weyl0));
        uint k1 = (uint)(key.K1 + (round * Weyl1));
        ulong product0 = Multiplier0 * (w.W0 & uint.MaxValue);
        ulong product1 = Multiplier1 * (w.W2 & uint.MaxValue);
        return new WideWords(
            (product1 >> 32) ^ w.W1 ^ k0, product1, (product0 >> 32) ^ w.W3 ^ k1, product0);
    }

    // Words between rounds, each in the low half of 64 bits with anything above it. A processor's vector unit multiplies
    // 32-bit numbers in lanes of 64 bits: words that stay there need no packing and unpacking in every round. A GPU keeps
    // the halves in two registers and drops those that are never read.
    private readonly struct WideWords(ulong w0, ulong w1, ulong w2, ulong w3)
    {
        public readonly ulong W0 = w0;
        public readonly ulong W1 = w1;
        public readonly ulong W2 = w2;
        public readonly ulong W3 = w3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public DeviceWords Narrow() => new((uint)W0, (uint)W1, (uint)W2, (uint)W3);
    }
}
