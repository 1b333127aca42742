using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Statistics;

/// <summary>Moments of numbered blocks, merged by one binary tree over the block index.</summary>
/// <remarks>
/// The node (level l, index i) stands for blocks <c>i 2^l</c> to <c>(i + 1) 2^l - 1</c> and is always the merge of its
/// left with its right half, so its bits depend on the blocks alone. A shard keeps the maximal complete subtrees of what
/// it has seen, at most two a level for a contiguous range. However the blocks are dealt to shards, and in whatever order
/// they or the shards arrive, the total has the same bits.
/// </remarks>
public sealed class MomentsTree
{
    /// <summary>Root of 2^62 blocks: the highest node whose range a long can number.</summary>
    private const int HighestLevel = 62;

    private readonly Dictionary<(int Level, long Index), Moments> _subtrees = [];

    /// <summary>The maximal complete subtrees held, by first block: all that has to be stored of a shard.</summary>
    public IReadOnlyList<Subtree> Subtrees =>
    [
        .. _subtrees
            .Select(node => new Subtree(node.Key.Level, node.Key.Index, node.Value))
            .OrderBy(subtree => subtree.FirstBlock),
    ];

    /// <summary>Adds one block.</summary>
    /// <param name="block">Index of the block, not negative, not yet in the tree.</param>
    /// <param name="moments">Moments of its draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    /// <exception cref="ArgumentException">The tree holds the block already.</exception>
    public void Add(long block, Moments moments) => Add(new Subtree(0, block, moments));

    /// <summary>Adds a complete subtree, as <see cref="Subtrees"/> of another tree lists it.</summary>
    /// <param name="subtree">Covers no block that is in the tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">Its level or index is no node of the tree.</exception>
    /// <exception cref="ArgumentException">The tree holds one of its blocks already.</exception>
    public void Add(Subtree subtree)
    {
        Guard.Within(subtree.Level, 0, HighestLevel, $"{nameof(subtree)}.{nameof(subtree.Level)}");
        Guard.Within(
            subtree.Index, 0, long.MaxValue >> subtree.Level, $"{nameof(subtree)}.{nameof(subtree.Index)}");
        RefuseOverlap(subtree);

        (int level, long index, Moments moments) = subtree;
        // As in binary addition: two complete halves carry into the complete node above.
        while (level < HighestLevel && _subtrees.Remove((level, index ^ 1), out Moments sibling))
        {
            moments = (index & 1) == 0 ? Moments.Merge(moments, sibling) : Moments.Merge(sibling, moments);
            (level, index) = (level + 1, index >> 1);
        }

        _subtrees.Add((level, index), moments);
    }

    /// <summary>Adds all blocks of another tree; the other one stays as it is.</summary>
    /// <param name="other">Holds no block that is in this tree.</param>
    /// <exception cref="ArgumentException">Both trees hold one block; this one then has part of the other.</exception>
    public void Merge(MomentsTree other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (Subtree subtree in other.Subtrees)
        {
            Add(subtree);
        }
    }

    /// <summary>The moments of all blocks; those of an empty sample where there are none.</summary>
    /// <remarks>The same tree, with missing blocks as empty samples: a node with one half is that half.</remarks>
    public Moments Total()
    {
        var nodes = new SortedDictionary<(int Level, long Index), Moments>(_subtrees);
        while (nodes.Count > 1)
        {
            ((int level, long index), Moments left) = nodes.First();
            nodes.Remove((level, index));
            // Lowest level, lowest index first: a left half is met before its sibling, and below it nothing is left.
            Moments right = nodes.Remove((level, index | 1), out Moments sibling) ? sibling : default;
            nodes.Add((level + 1, index >> 1), Moments.Merge(left, right));
        }

        return nodes.Values.SingleOrDefault();
    }

    private void RefuseOverlap(Subtree subtree)
    {
        bool held = _subtrees.Keys.Any(node => node.Level >= subtree.Level
            ? subtree.Index >> (node.Level - subtree.Level) == node.Index
            : node.Index >> (subtree.Level - node.Level) == subtree.Index);
        if (held)
        {
            throw new ArgumentException(
                $"The tree holds a block of {subtree.FirstBlock} to {subtree.LastBlock} already; "
                + "every block is added once.",
                nameof(subtree));
        }
    }
}

/// <summary>The merged moments of blocks <c>index 2^level</c> to <c>(index + 1) 2^level - 1</c>.</summary>
/// <param name="Level">Height above the single block.</param>
/// <param name="Index">Place among the nodes of that level.</param>
/// <param name="Moments">Of all draws of these blocks.</param>
public readonly record struct Subtree(int Level, long Index, Moments Moments)
{
    /// <summary>First block covered.</summary>
    public long FirstBlock => Index << Level;

    /// <summary>Last block covered.</summary>
    public long LastBlock => FirstBlock + ((1L << Level) - 1);
}
