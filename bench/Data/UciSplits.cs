using BayesBench.Reference.Random;

namespace BayesBench.Data;

/// <summary>Which rows of a table a model is fitted to, and which it is tested on.</summary>
/// <param name="Train">Row numbers.</param>
/// <param name="Test">The others.</param>
public sealed record DataSplit(int[] Train, int[] Test)
{
    /// <summary>
    /// The same for choosing settings: the last fifth of the training data, in their order, becomes the test data. The number of the
    /// others is rounded down.
    /// </summary>
    public DataSplit Validation()
    {
        int count = (int)(0.8 * Train.Length);
        return new DataSplit(Train[..count], Train[count..]);
    }
}

/// <summary>
/// The published splits of the UCI regression sets: nine tenths, rounded, of a random order; one generator of seed 1 draws the orders of
/// all splits. The experiments carry them as files; these are the same.
/// </summary>
public static class UciSplits
{
    private const uint Seed = 1;

    /// <summary>The first splits.</summary>
    /// <param name="rows">N, at least 2, so that none is without test data.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<DataSplit> Of(int rows, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        int train = Math.Min(rows - 1, (int)Math.Round(0.9 * rows));
        return [.. MersenneTwister.Permutations(Seed, rows, count).Select(order => new DataSplit(order[..train], order[train..]))];
    }
}
