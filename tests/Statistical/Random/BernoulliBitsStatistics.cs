using System.Numerics;
using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Statistical.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Statistical.Random;

/// <summary>Bits on the device: their probability, and that neither a bit's neighbour nor the same bit of the next word tells of it.</summary>
public class BernoulliBitsStatistics
{
    private const float Probability = 0.3f;
    private const int Words = 1 << 15;
    private const int Pairs = Words * 16;

    private static readonly ProportionAssertion Ones =
        Ledger.Proportion("bernoulli-bits.probability", 1e-10, 0.006, 0.999, draws: 32 * Words, probability: Probability);

    private static readonly FrequencyAssertion Neighbours =
        Ledger.Frequencies("bernoulli-bits.neighbours", 1e-10, 0.0004, 0.999, draws: Pairs, categories: 4, verdicts: 2);

    [Fact]
    public void Bits_are_1_at_their_probability_independently_of_their_neighbours()
    {
        PhiloxKey key = TestKey.For(Ones.Design.Id);
        Device device = TestDevices.Fastest;
        using DeviceArray<uint> array = device.Allocate<uint>(Words);
        BernoulliBitsKernels.Fill(device, Probability, new DeviceKey(key.K0, key.K1), 3, 4, array);
        uint[] words = array.ToArray();
        Ones.Agrees(words.Sum(word => (long)BitOperations.PopCount(word)), 32L * Words);
        // Bit 2 i and 2 i + 1 of a word; the same bit of words 2 w and 2 w + 1.
        Judge(words.SelectMany(word => Enumerable.Range(0, 16).Select(i => (int)((word >> (2 * i)) & 3))));
        Judge(words.Chunk(2).SelectMany(pair => Enumerable.Range(0, 32).Select(i => (int)(((pair[0] >> i) & 1) | (((pair[1] >> i) & 1) << 1)))));
    }

    private static void Judge(IEnumerable<int> pairs)
    {
        var counts = new long[4];
        foreach (int pair in pairs)
        {
            counts[pair]++;
        }

        double p = Probability;
        Neighbours.Follow(counts, [(1 - p) * (1 - p), p * (1 - p), (1 - p) * p, p * p]);
    }
}
