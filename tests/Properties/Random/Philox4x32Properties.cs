using System.Globalization;
using System.Numerics;
using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Properties.Support;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using ILGPU;
using Xunit;

namespace BayesBench.Properties.Random;

public class Philox4x32Properties
{
    private static readonly PhiloxKey Key = new(0x01234567, 0x89ABCDEF);

    /// <summary>The authors' vectors: rounds, counter, key, block.</summary>
    private static readonly IReadOnlyList<(int Rounds, Words Counter, PhiloxKey Key, Words Block)> Vectors =
    [
        .. from line in File.ReadLines(Path.Combine(GoldenFile.CommittedFolder, "philox-vectors.txt"))
           let word = line.Split(' ').Skip(1).Select(text => uint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray()
           select (
               int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture),
               new Words(word[0], word[1], word[2], word[3]),
               new PhiloxKey(word[4], word[5]),
               new Words(word[6], word[7], word[8], word[9])),
    ];

    [Fact]
    public void The_reference_meets_the_authors_vectors()
    {
        Assert.Equal([3, 55], Vectors.GroupBy(vector => vector.Rounds).OrderBy(group => group.Key).Select(group => group.Count()));
        Assert.All(Vectors, vector =>
            Assert.Equal(vector.Block, Philox4x32.Block(vector.Counter, vector.Key, vector.Rounds)));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Every_device_meets_the_authors_vectors(string choice)
    {
        Device device = TestDevices.Get(choice);
        Assert.Equal(Expected(10), Blocks(device, Philox4x32Kernels.Block, 10));
        Assert.Equal(Expected(7), Blocks(device, Philox4x32Kernels.BlockOfSevenRounds, 7));
    }

    [Fact]
    public void Ten_rounds_are_the_default() => Assert.All(
        Vectors.Where(vector => vector.Rounds == 10),
        vector => Assert.Equal(vector.Block, Philox4x32.Block(vector.Counter, vector.Key)));

    [Theory]
    [InlineData(0xFFFFFFFFUL)]
    [InlineData(0x7FFFFFFFUL)]
    [InlineData(0x7FFFFFFFFFFFFFFFUL)]
    [InlineData(ulong.MaxValue - 1)]
    public void A_replicate_carries_from_word_to_word(ulong replicate)
    {
        uint[] words = Philox4x32.Fill(Key, 5, replicate, 8);
        Words next = Philox4x32.Block(new Words(0, 5, (uint)(replicate + 1), (uint)((replicate + 1) >> 32)), Key);
        Assert.Equal([next.W0, next.W1, next.W2, next.W3], words[4..]);
        Assert.Equal(words, TestDevices.Fastest.Draw<uint>(Philox4x32Kernels.Fill, Key, 5, replicate, 8));
    }

    [Fact]
    public void A_draw_that_ends_does_not_carry_into_the_stream() =>
        Assert.NotEqual(
            Philox4x32.Block(Words.Counter(uint.MaxValue, 0, 0), Key), Philox4x32.Block(Words.Counter(0, 1, 0), Key));

    [Property]
    public void Different_counters_of_a_key_have_different_blocks(uint draw, uint stream, ulong replicate, byte bit)
    {
        // Each round is a bijection, so one changed bit must change the block.
        var counter = Words.Counter(draw, stream, replicate);
        Words other = Flipped(counter, bit % 128);
        Assert.NotEqual(Philox4x32.Block(counter, Key), Philox4x32.Block(other, Key));
    }

    [Fact]
    public void Every_bit_of_counter_and_key_changes_about_half_of_the_block()
    {
        // Over 64 counters the mean of 128 fair bits has a standard deviation of 0.71; the band is 11 of these.
        for (int bit = 0; bit < 192; bit++)
        {
            double changed = Enumerable.Range(0, 64).Average(i =>
            {
                var counter = Words.Counter((uint)i, 1, 2);
                Words other = bit < 128
                    ? Philox4x32.Block(Flipped(counter, bit), Key)
                    : Philox4x32.Block(counter, PhiloxKey.From(((ulong)Key.K1 << 32 | Key.K0) ^ (1UL << (bit - 128))));
                return Distance(Philox4x32.Block(counter, Key), other);
            });
            Assert.InRange(changed, 56, 72);
        }
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Draws_do_not_depend_on_the_shape_of_the_launch(string choice)
    {
        Device device = TestDevices.Get(choice);
        const int Count = 10_007;
        const ulong First = 0xFFFFFC00; // the carry falls into the middle
        uint[] whole = device.Draw<uint>(Philox4x32Kernels.Fill, Key, 9, First, Count);
        Assert.Equal(Philox4x32.Fill(Key, 9, First, Count), whole);
        int at = 0;
        foreach (int part in new[] { 4, 4 * 255, 4 * 256, 4 * 1025, 3 })
        {
            Assert.Equal(
                whole[at..(at + part)],
                device.Draw<uint>(Philox4x32Kernels.Fill, Key, 9, First + ((ulong)at / 4), part));
            at += part;
        }

        // Into the middle of an array, at an address that is no multiple of 16 bytes.
        using DeviceArray<uint> array = device.Allocate<uint>(Count + 1);
        Philox4x32Kernels.Fill(device, new DeviceKey(Key.K0, Key.K1), 9, First, array.View.SubView(1, Count));
        Assert.Equal(whole, array.ToArray()[1..]);
    }

    [Fact]
    public void Blocks_past_the_last_are_refused()
    {
        const string Message = "firstBlock is 18446744073709551615; with 1 more blocks it would pass 2^64 - 1. (Parameter 'firstBlock')";
        Assert.Equal(Message, Assert.Throws<ArgumentOutOfRangeException>(
            () => Philox4x32.Fill(Key, 0, ulong.MaxValue, 5)).Message);
        Assert.Equal(Message, Assert.Throws<ArgumentOutOfRangeException>(
            () => TestDevices.Fastest.Draw<uint>(Philox4x32Kernels.Fill, Key, 0, ulong.MaxValue, 5)).Message);
        Assert.Equal(4, Philox4x32.Fill(Key, 0, ulong.MaxValue, 4).Length);
    }

    private static uint[] Expected(int rounds) =>
        [.. Vectors.Where(vector => vector.Rounds == rounds).SelectMany(vector => Numbers(vector.Block))];

    private static uint[] Blocks(
        Device device, Action<Device, ArrayView<uint>, ArrayView<uint>, ArrayView<uint>> kernel, int rounds)
    {
        var vectors = Vectors.Where(vector => vector.Rounds == rounds).ToList();
        using DeviceArray<uint> counters = device.Upload<uint>([.. vectors.SelectMany(vector => Numbers(vector.Counter))]);
        using DeviceArray<uint> keys = device.Upload<uint>([.. vectors.SelectMany(vector => new[] { vector.Key.K0, vector.Key.K1 })]);
        using DeviceArray<uint> words = device.Allocate<uint>(4 * vectors.Count);
        kernel(device, counters, keys, words);
        return words.ToArray();
    }

    private static uint[] Numbers(Words words) => [words.W0, words.W1, words.W2, words.W3];

    private static Words Flipped(Words words, int bit)
    {
        uint[] numbers = Numbers(words);
        numbers[bit / 32] ^= 1u << (bit % 32);
        return new Words(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static int Distance(Words a, Words b) =>
        Numbers(a).Zip(Numbers(b), (x, y) => BitOperations.PopCount(x ^ y)).Sum();
}
