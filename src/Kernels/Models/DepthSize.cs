namespace BayesBench.Kernels.Models;

/// <summary>Many laws of the depth, and how their numbers lie: row after row, or depth after depth.</summary>
/// <param name="Rows">N.</param>
/// <param name="Layers">L: depths go from 0 to L.</param>
/// <param name="DepthStep">From a depth to the next: 1 where a row's numbers are neighbours, N where a depth's are.</param>
public readonly record struct DepthSize(int Rows, int Layers, int DepthStep = 1)
{
    /// <summary>All rows of one depth, then of the next.</summary>
    /// <param name="rows">N.</param>
    /// <param name="layers">L.</param>
    /// <returns>The sizes.</returns>
    public static DepthSize ByDepth(int rows, int layers) => new(rows, layers, rows);

    /// <summary>Where a row begins in an array of so many depths.</summary>
    /// <param name="row">The row.</param>
    /// <param name="depths">L or L + 1.</param>
    /// <returns>The place of its first number.</returns>
    public int Start(int row, int depths) => DepthStep > 1 ? row : row * depths;
}
