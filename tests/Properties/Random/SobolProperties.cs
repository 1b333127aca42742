using System.Numerics;
using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Random;

public class SobolProperties
{
    private static readonly PhiloxKey Key = new(0x01234567, 0x89ABCDEF);

    // Degrees of the polynomials; the first dimension counts as one of degree 1.
    private static readonly int[] Degrees = [1, 1, 2, 3, 3, 4, 4, 5, 5, 5, 5, 5, 5, 6, 6, 6];

    private static readonly (int A, int B)[] Pairs =
        [.. from a in Enumerable.Range(0, Sobol.Dimensions) from b in Enumerable.Range(0, a) select (b, a)];

    [Fact]
    public void The_first_points_are_the_ones_the_authors_print()
    {
        // Their program's output for three dimensions: in Gray code's order, which takes the points of each 2^m otherwise.
        double[][] printed =
        [
            [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375], [0.1875, 0.3125, 0.9375], [0.6875, 0.8125, 0.4375],
        ];
        for (uint i = 0; i < printed.Length; i++)
        {
            Assert.Equal(printed[i], Enumerable.Range(0, 3).Select(dimension => Sobol.Word(i ^ (i >> 1), dimension) / 4294967296.0));
        }
    }

    [Property]
    public void The_first_coordinate_is_the_index_read_backwards(uint index)
    {
        uint word = Sobol.Word(Spread(index), 0);
        Assert.All(Enumerable.Range(0, 32), digit => Assert.Equal(Spread(index) >> digit & 1, word >> (31 - digit) & 1));
    }

    [Property]
    public void Points_are_linear_in_the_digits_of_the_index(uint a, uint b, byte choice)
    {
        int dimension = choice % Sobol.Dimensions;
        Assert.Equal(
            Sobol.Word(Spread(a), dimension) ^ Sobol.Word(Spread(b), dimension),
            Sobol.Word(Spread(a) ^ Spread(b), dimension));
    }

    [Fact]
    public void Of_each_dimension_aligned_points_lie_one_in_each_interval()
    {
        foreach (int m in new[] { 0, 1, 5, 10 })
        {
            foreach (uint start in new[] { 0u, 1u << m, 37u << m, uint.MaxValue << m })
            {
                Assert.All(Enumerable.Range(0, Sobol.Dimensions), dimension => Assert.Equal(
                    Enumerable.Range(0, 1 << m).Select(i => (uint)i),
                    Block(m, start, index => Sobol.Word(index, dimension)).Select(word => (uint)((ulong)word >> (32 - m))).Order()));
            }
        }
    }

    [Fact]
    public void Pairs_of_dimensions_are_nets_of_the_quality_that_their_degrees_give()
    {
        // Sobol (1967): t is at most the sum of the polynomials' degrees, each less one, if these are irreducible and differ.
        const int M = 11;
        Assert.All(Pairs, pair => AssertNet(
            M, Degrees[pair.A] + Degrees[pair.B] - 2, index => Sobol.Word(index, pair.A), index => Sobol.Word(index, pair.B)));
    }

    [Theory]
    [InlineData(6, 196, 4)]
    [InlineData(8, 247, 5)]
    [InlineData(10, 233, 5)]
    public void Pairs_of_dimensions_are_better_nets_than_their_degrees_promise(int m, int sum, int worst)
    {
        // What Joe and Kuo chose the initial numbers for. The figures are those of their list, by ranks of the digits'
        // matrices, computed apart from this code: of 60 lists with one number changed, 56 have another sum at 2^10.
        int[] t = [.. Pairs.Select(pair => Enumerable.Range(0, m).First(t => IsNet(
            m, t, Block(m, 0, index => Sobol.Word(index, pair.A)), Block(m, 0, index => Sobol.Word(index, pair.B)))))];
        Assert.Equal((sum, worst), (t.Sum(), t.Max()));
    }

    [Fact]
    public void The_first_two_to_the_sixteen_points_lie_one_in_each_orthant()
    {
        // Sobol's property A, which Joe and Kuo's numbers have.
        var orthants = new HashSet<int>();
        for (uint index = 0; index < 1 << Sobol.Dimensions; index++)
        {
            Assert.True(orthants.Add(Enumerable.Range(0, Sobol.Dimensions)
                .Sum(dimension => (int)(Sobol.Word(index, dimension) >> 31) << dimension)));
        }
    }

    [Property]
    public void Scrambling_keeps_how_many_digits_two_points_share(uint a, uint b, byte choice, ulong replicate)
    {
        int dimension = choice % Sobol.Dimensions;
        uint apart = Sobol.Word(Spread(a), dimension) ^ Sobol.Word(Spread(b), dimension);
        uint scrambledApart = Sobol.Scrambled(Spread(a), dimension, Key, replicate) ^ Sobol.Scrambled(Spread(b), dimension, Key, replicate);
        Assert.Equal(BitOperations.LeadingZeroCount(apart), BitOperations.LeadingZeroCount(scrambledApart));
    }

    [Fact]
    public void Scrambled_pairs_are_nets_of_the_same_quality()
    {
        const int M = 8;
        for (ulong replicate = 0; replicate < 2; replicate++)
        {
            Assert.All(Pairs, pair => AssertNet(
                M,
                Math.Min(M, Degrees[pair.A] + Degrees[pair.B] - 2),
                index => Sobol.Scrambled(index, pair.A, Key, replicate),
                index => Sobol.Scrambled(index, pair.B, Key, replicate)));
        }
    }

    [Fact]
    public void Flips_of_seven_digits_are_the_bits_of_one_block()
    {
        // Breadth first: the flip of digit d for the value p of the digits before it is bit 2^d + p.
        AssertSubtree(prefix: 0, depth: 0);
        AssertSubtree(prefix: 0b1010011, depth: 7);
        AssertSubtree(prefix: 0b1010011_0000001, depth: 14);
    }

    [Fact]
    public void Keys_replicates_dimensions_and_points_flip_half_of_the_digits_anew()
    {
        // Over 256 scramblings the mean of 32 fair bits has a standard deviation of 0.18; the band is 8 of these.
        static uint Flips(ulong replicate, uint index = 5, int dimension = 3, uint key = 0) =>
            Sobol.Word(index, dimension) ^ Sobol.Scrambled(index, dimension, Key with { K1 = key }, replicate);
        Func<ulong, uint>[] others =
        [
            replicate => Flips(replicate + 256),
            replicate => Flips(replicate + (1UL << 32)),
            replicate => Flips(replicate, key: 1),
            replicate => Flips(replicate, dimension: 4),
            replicate => Flips(replicate, index: 4), // its first digit is another: only the flip of that one is shared
        ];
        Assert.All(others, other => Assert.InRange(
            Enumerable.Range(0, 256).Average(i => BitOperations.PopCount(Flips((ulong)i) ^ other((ulong)i))), 14.5, 17.5));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Points_are_the_same_on_every_device_and_stratified(string choice)
    {
        const int Count = 256;
        const int Replicates = 3;
        const ulong FirstReplicate = 0xFFFFFFFF; // the carry falls into the middle
        const uint First = 7 * Count;
        double[] drawn = [.. Draw(TestDevices.Get(choice), FirstReplicate, First, Count, Sobol.Dimensions, Replicates).Select(u => (double)u)];
        Assert.Equal(
            Enumerable.Range(0, Replicates)
                .SelectMany(replicate => Sobol.Points(Key, FirstReplicate + (ulong)replicate, First, Count, Sobol.Dimensions))
                .SelectMany(point => point),
            drawn);
        foreach (double[][] points in drawn.Chunk(Sobol.Dimensions).Chunk(Count))
        {
            Assert.All(Enumerable.Range(0, Sobol.Dimensions), dimension => Assert.Equal(
                Enumerable.Range(0, Count), points.Select(point => (int)(point[dimension] * Count)).Order()));
        }
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Equal("dimension is 16; it must be in [0, 15]. (Parameter 'dimension')", Refusal(() => Sobol.Word(0, 16)));
        Assert.Equal("dimension is -1; it must be in [0, 15]. (Parameter 'dimension')", Refusal(() => Sobol.Scrambled(0, -1, Key, 0)));
        Assert.Equal("count is -1; it must be at least 0. (Parameter 'count')", Refusal(() => Sobol.Points(Key, 0, 0, -1, 1)));
        const string TooMany = "dimensions is 17; it must be in [1, 16]. (Parameter 'dimensions')";
        Assert.Equal(TooMany, Refusal(() => Sobol.Points(Key, 0, 0, 1, 17)));
        Assert.Equal(TooMany, Refusal(() => Draw(TestDevices.Fastest, 0, 0, 1, 17, 1)));
        Assert.Equal(
            "first + count is 4294967297; it must be in [0, 4294967296]. (Parameter 'first + count')",
            Refusal(() => Sobol.Points(Key, 0, uint.MaxValue, 2, 1)));
        Assert.Equal(
            "first + count is 4294967297; it must be in [1, 4294967296]. (Parameter 'first + count')",
            Refusal(() => Draw(TestDevices.Fastest, 0, uint.MaxValue, 2, 1, 1)));
        Assert.Equal("count is 0; it must be at least 1.", Refusal(() => Draw(TestDevices.Fastest, 0, 0, 0, 1, 1)).Split(" (")[0]);
        Assert.Contains("with 1 more blocks it would pass", Refusal(() => Draw(TestDevices.Fastest, ulong.MaxValue, 0, 1, 1, 2)), StringComparison.Ordinal);
    }

    private static void AssertSubtree(uint prefix, int depth)
    {
        const int Dimension = 0; // its point of a given word has the index that is the word read backwards
        (uint w0, uint w1, uint w2, uint w3) = Philox4x32.Block(Words.Counter((1u << depth) + prefix, Sobol.Stream + Dimension, 5), Key);
        uint[] bits = [w0, w1, w2, w3];
        for (int node = 1; node < 128; node++)
        {
            int within = BitOperations.Log2((uint)node);
            uint before = (prefix << within) + (uint)node - (1u << within);
            uint word = (uint)((ulong)before << (32 - depth - within));
            uint flips = word ^ Sobol.Scrambled(Sobol.Word(word, Dimension), Dimension, Key, 5);
            Assert.Equal(bits[node / 32] >> (node % 32) & 1, flips >> (31 - depth - within) & 1);
        }
    }

    private static void AssertNet(int m, int t, Func<uint, uint> a, Func<uint, uint> b) => Assert.All(
        [0u, 5u << m], start => Assert.True(IsNet(m, t, Block(m, start, a), Block(m, start, b))));

    // Whether 2^t of 2^m points lie in each box of 2^-k by 2^-(m-t-k) whose sides divide the square's.
    private static bool IsNet(int m, int t, uint[] a, uint[] b) => Enumerable.Range(0, m - t + 1).All(k =>
    {
        int rest = m - t - k;
        var counts = new int[1 << (m - t)];
        foreach ((uint x, uint y) in a.Zip(b))
        {
            counts[(int)((((ulong)x >> (32 - k)) << rest) + ((ulong)y >> (32 - rest)))]++;
        }

        return counts.All(count => count == 1 << t);
    });

    private static uint[] Block(int m, uint start, Func<uint, uint> word) =>
        [.. Enumerable.Range(0, 1 << m).Select(i => word(start + (uint)i))];

    // Small numbers, as FsCheck likes them, over all 32 bits; one to one.
    private static uint Spread(uint number) => unchecked(number * 0x9E3779B1);

    private static float[] Draw(Device device, ulong firstReplicate, uint first, int count, int dimensions, int replicates)
    {
        using DeviceArray<uint> directions = device.Upload<uint>(SobolDirections.Table());
        using DeviceArray<float> points = device.Allocate<float>(replicates * count * dimensions);
        SobolKernels.Points(device, directions, new DeviceKey(Key.K0, Key.K1), firstReplicate, first, count, dimensions, points);
        return points.ToArray();
    }

    private static string Refusal(Action call) => Assert.Throws<ArgumentOutOfRangeException>(call).Message;
}
