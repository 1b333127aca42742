namespace BayesBench.Data;

/// <summary>An affine map of every column to mean 0 and variance 1, of the rows that it was made from.</summary>
/// <param name="Means">Of the columns.</param>
/// <param name="StandardDeviations">
/// Of the columns, the sum of squares divided by the number of rows; 1 for a column of one value, which becomes 0.
/// </param>
public sealed record Standardisation(double[] Means, double[] StandardDeviations)
{
    /// <summary>The map of some rows, at least one.</summary>
    public static Standardisation Of(IReadOnlyList<double[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count);
        int columns = rows[0].Length;
        var (means, deviations) = (new double[columns], new double[columns]);
        for (int d = 0; d < columns; d++)
        {
            double first = rows[0][d];
            // Distances from the first row: a column of one value has exactly this mean and no variance.
            double shift = rows.Average(row => row[d] - first);
            double variance = rows.Average(row => (row[d] - first - shift) * (row[d] - first - shift));
            means[d] = first + shift;
            deviations[d] = variance > 0 ? Math.Sqrt(variance) : 1;
        }

        return new Standardisation(means, deviations);
    }

    /// <summary>A row of the map.</summary>
    public double[] Apply(double[] row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return [.. row.Select((x, d) => (x - Means[d]) / StandardDeviations[d])];
    }
}
