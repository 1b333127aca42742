using System.Numerics;
using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Random;

public class BernoulliBitsProperties
{
    private static readonly PhiloxKey Key = new(20, 26);

    [Fact]
    public void At_probability_one_half_a_bit_is_the_complement_of_the_first_digit()
    {
        uint[] words = BernoulliBits.Fill(0.5, Key, 3, 4, 5);
        Assert.Equal(Enumerable.Range(0, 5).Select(w => ~Philox4x32.Block(Words.Counter((uint)(8 * w), 3, 4), Key).W0), words);
    }

    [Fact]
    public void Bits_of_a_smaller_probability_are_among_those_of_a_larger()
    {
        uint[] last = new uint[40];
        foreach (double probability in new[] { 0, 1e-7, 0.01, 0.3, 0.300001, 0.5, 0.75, 0.99999994 })
        {
            uint[] words = BernoulliBits.Fill(probability, Key, 3, 4, last.Length);
            Assert.All(last.Zip(words), pair => Assert.Equal(0u, pair.First & ~pair.Second));
            last = words;
        }
    }

    [Fact]
    public void Nothing_is_1_at_probability_0_and_a_share_of_the_probability_elsewhere()
    {
        Assert.All(BernoulliBits.Fill(0, Key, 0, 0, 100), word => Assert.Equal(0u, word));
        // Within six standard deviations; the ledger's test looks closer.
        int ones = BernoulliBits.Fill(0.1, Key, 0, 0, 1000).Sum(BitOperations.PopCount);
        Assert.InRange(ones, 3200 - 322, 3200 + 322);
    }

    [Fact]
    public void Words_are_those_of_their_place_stream_and_replicate()
    {
        uint[] words = BernoulliBits.Fill(0.3, Key, 5, 1UL << 40, 6);
        Assert.Equal(words[..4], BernoulliBits.Fill(0.3, Key, 5, 1UL << 40, 4));
        Assert.Equal(6, words.Distinct().Count());
        Assert.NotEqual(words, BernoulliBits.Fill(0.3, Key, 6, 1UL << 40, 6));
        Assert.NotEqual(words, BernoulliBits.Fill(0.3, Key, 5, 1UL << 41, 6));
        Assert.NotEqual(words, BernoulliBits.Fill(0.3, Key with { K1 = 27 }, 5, 1UL << 40, 6));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var one = Assert.Throws<ArgumentOutOfRangeException>(() => BernoulliBits.Fill(1, Key, 0, 0, 1));
        Assert.Equal("probability", one.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => BernoulliBits.Fill(double.NaN, Key, 0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BernoulliBits.Fill(0.5, Key, 0, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BernoulliBits.Fill(0.5, Key, 0, 0, 1 << 29));
        Device device = TestDevices.Fastest;
        using DeviceArray<uint> words = device.Allocate<uint>(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => BernoulliBitsKernels.Fill(device, 1f, default, 0, 0, words));
        Assert.Throws<ArgumentOutOfRangeException>(() => BernoulliBitsKernels.Fill(device, -0.1f, default, 0, 0, words));
    }
}
