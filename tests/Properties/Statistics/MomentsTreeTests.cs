using BayesBench.Reference.Statistics;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Statistics;

/// <summary>The total of a tree has the same bits however its blocks were dealt.</summary>
public class MomentsTreeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    public void Contiguous_shards_merge_to_the_same_bits(int shards)
    {
        foreach (int blocks in (int[])[8, 13, 64, 100, 257])
        {
            Moments expected = Tree(Enumerable.Range(0, blocks)).Total();
            MomentsTree[] parts =
            [
                .. Enumerable.Range(0, shards).Select(s => Tree(Enumerable
                    .Range(0, blocks).Where(b => b * shards / blocks == s))),
            ];
            foreach (MomentsTree[] order in (MomentsTree[][])[parts, [.. parts.Reverse()]])
            {
                var total = new MomentsTree();
                foreach (MomentsTree part in order)
                {
                    total.Merge(part);
                }

                Assert.Equal(expected, total.Total());
            }
        }
    }

    [Property]
    public void Any_dealing_in_any_order_merges_to_the_same_bits(byte blocks, byte shards, int seed)
    {
        var random = new System.Random(seed);
        int[] shuffled = [.. Enumerable.Range(0, blocks + 1)];
        random.Shuffle(shuffled);
        int[] hand = [.. shuffled.Select(_ => random.Next((shards % 8) + 1))];
        var total = new MomentsTree();
        foreach (var shard in shuffled.Zip(hand).GroupBy(deal => deal.Second))
        {
            total.Merge(Tree(shard.Select(deal => deal.First)));
        }

        Assert.Equal(Tree(Enumerable.Range(0, blocks + 1)).Total(), total.Total());
    }

    [Fact]
    public void The_left_half_is_merged_with_the_right_one_level_by_level() => Assert.All(
        Enumerable.Range(1, 70),
        blocks => Assert.Equal(Half(0, 128, blocks), Tree(Enumerable.Range(0, blocks)).Total()));

    [Fact]
    public void Another_order_of_merging_has_other_bits()
    {
        // Without this the laws above would hold for a sum that has no order to get wrong.
        Moments inSequence = Enumerable.Range(0, 257).Select(Block).Aggregate(Moments.Merge);
        Assert.NotEqual(inSequence, Tree(Enumerable.Range(0, 257)).Total());
    }

    [Fact]
    public void A_range_is_held_as_its_maximal_complete_subtrees()
    {
        Assert.Equal([(0L, 7L)], Ranges(Tree(Enumerable.Range(0, 8))));
        Assert.Equal([(3L, 3L), (4L, 7L), (8L, 11L), (12L, 12L)], Ranges(Tree(Enumerable.Range(3, 10))));
        Assert.Equal([(1L, 1L), (2L, 2L)], Ranges(Tree([1, 2])));
    }

    [Fact]
    public void A_stored_shard_is_the_shard()
    {
        MomentsTree shard = Tree(Enumerable.Range(5, 30));
        var read = new MomentsTree();
        foreach (Subtree subtree in shard.Subtrees)
        {
            read.Add(subtree);
        }

        Assert.Equal(shard.Total(), read.Total());
        Assert.Equal(shard.Subtrees, read.Subtrees);
    }

    [Fact]
    public void The_total_is_that_of_all_draws()
    {
        Moments total = Tree(Enumerable.Range(0, 100)).Total();
        Moments direct = Moments.Of([.. Enumerable.Range(0, 100).SelectMany(Values)]);
        Assert.Equal(direct.Count, total.Count);
        Assert.Equal(direct.Mean, total.Mean, 1e-13);
        Assert.Equal(direct.Sum2, total.Sum2, 1e-12 * direct.Sum2);
        Assert.Equal(direct.Sum4, total.Sum4, 1e-12 * direct.Sum4);
        Assert.Equal(default, new MomentsTree().Total());
    }

    [Fact]
    public void A_block_is_added_once()
    {
        MomentsTree tree = Tree(Enumerable.Range(0, 8));
        Assert.StartsWith(
            "The tree holds a block of 5 to 5 already",
            Assert.Throws<ArgumentException>(() => tree.Add(5, Block(5))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => tree.Merge(Tree([7, 8])));
        Assert.Throws<ArgumentException>(() => Tree([3]).Add(new Subtree(2, 0, Block(0))));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Add(-1, Block(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Add(new Subtree(63, 0, Block(0))));
    }

    /// <summary>The definition, from the root down: blocks from first on, width of them, none from end on.</summary>
    private static Moments Half(int first, int width, int end) =>
        first >= end ? default
        : width == 1 ? Block(first)
        : Moments.Merge(Half(first, width / 2, end), Half(first + (width / 2), width / 2, end));

    private static MomentsTree Tree(IEnumerable<int> blocks)
    {
        var tree = new MomentsTree();
        foreach (int block in blocks)
        {
            tree.Add(block, Block(block));
        }

        return tree;
    }

    private static Moments Block(int block) => Moments.Of([.. Values(block)]);

    private static IEnumerable<double> Values(int block) =>
        Enumerable.Range(0, 3 + (block % 5)).Select(i => 5.0 + Math.Sin((17.0 * block) + i));

    private static IEnumerable<(long, long)> Ranges(MomentsTree tree) =>
        tree.Subtrees.Select(subtree => (subtree.FirstBlock, subtree.LastBlock));
}
