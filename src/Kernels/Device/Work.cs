namespace BayesBench.Kernels;

/// <summary>The shape of a launch: how many work items, and how many of them form a group.</summary>
/// <param name="Items">Number of work items; each gets its own index from 0 to Items - 1.</param>
/// <param name="GroupSize">
/// Work items per group; 0 leaves it to the device. A body that is itself a tile of work (a block of a
/// matrix product, a chunk of a sum) asks for 1, so that a processor spreads the tiles over its cores.
/// </param>
public readonly record struct Work(int Items, int GroupSize = 0)
{
    /// <summary>A launch of so many work items, grouped as the device likes best.</summary>
    /// <param name="items">Number of work items.</param>
    public static implicit operator Work(int items) => new(items);

    /// <summary>A launch of so many tiles, each a group of its own.</summary>
    /// <param name="items">Number of tiles.</param>
    /// <returns>The shape.</returns>
    public static Work Tiles(int items) => new(items, 1);

    /// <summary>The named form of the conversion from a number of work items.</summary>
    /// <param name="items">Number of work items.</param>
    /// <returns>The shape.</returns>
    public static Work FromInt32(int items) => new(items);
}
