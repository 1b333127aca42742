using BayesBench.Kernels.Random;
using BayesBench.Statistical.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Statistical.Random;

/// <summary>Every bit of the generator's words is fair, and counters that differ little differ at random.</summary>
public class Philox4x32Statistics
{
    private const int Count = 1 << 20;

    private static readonly ProportionAssertion Bits =
        Ledger.Proportion("philox-4x32.bits", 1e-10, 0.006, 0.999, draws: Count, probability: 0.5, verdicts: 32);

    private static readonly ProportionAssertion Differences =
        Ledger.Proportion("philox-4x32.differences", 1e-10, 0.006, 0.999, draws: Count, probability: 0.5, verdicts: 32);

    [Fact]
    public void Every_bit_is_fair() => Judge(Bits, Draw(Bits, 0));

    [Fact]
    public void Every_bit_changes_with_the_stream_half_of_the_time() => Judge(
        Differences, [.. Draw(Differences, 0).Zip(Draw(Differences, 1), (a, b) => a ^ b)]);

    private static void Judge(ProportionAssertion assertion, uint[] words)
    {
        for (int bit = 0; bit < 32; bit++)
        {
            assertion.Agrees(words.LongCount(word => (word >> bit & 1) == 1), words.Length);
        }
    }

    private static uint[] Draw(ProportionAssertion assertion, uint stream) =>
        TestDevices.Fastest.Draw<uint>(Philox4x32Kernels.Fill, TestKey.For(assertion.Design.Id), stream, 0, Count);
}
