namespace BayesBench.Statistical.Random;

/// <summary>Counts of numbers of the unit interval, and of pairs of them, by cell.</summary>
internal static class Cells
{
    public const int PerSide = 16;

    public static double[] Equal(int cells) => [.. Enumerable.Repeat(1.0 / cells, cells)];

    public static long[] Count(IEnumerable<double> uniforms, int cells)
    {
        var counts = new long[cells];
        foreach (double u in uniforms)
        {
            counts[(int)(u * cells)]++;
        }

        return counts;
    }

    /// <summary>The squares of so many per side that pairs fall into.</summary>
    public static long[] CountPairs(IEnumerable<(double U, double V)> pairs)
    {
        var counts = new long[PerSide * PerSide];
        foreach ((double u, double v) in pairs)
        {
            counts[((int)(u * PerSide) * PerSide) + (int)(v * PerSide)]++;
        }

        return counts;
    }

    /// <summary>Pairs so far apart, of which no number is in two: each pair is then a draw of its own.</summary>
    public static IEnumerable<(double U, double V)> AtLag(double[] uniforms, int lag)
    {
        for (int start = 0; start + (2 * lag) <= uniforms.Length; start += 2 * lag)
        {
            for (int i = start; i < start + lag; i++)
            {
                yield return (uniforms[i], uniforms[i + lag]);
            }
        }
    }
}
