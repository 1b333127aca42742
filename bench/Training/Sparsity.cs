using BayesBench.Reference.Networks;

namespace BayesBench.Training;

/// <summary>A row of layers.csv: what sparse variational dropout leaves of a layer.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Weights">Its weights, biases aside.</param>
/// <param name="Pruned">Those with ln alpha of 3 or more, which predictions leave out.</param>
/// <param name="Sparsity">Their share.</param>
public sealed record SparsityRow(string Layer, int Weights, int Pruned, double Sparsity);

/// <summary>A row of log-alpha.csv: a bin of the histogram of ln alpha.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="From">The least ln alpha of the bin; those below -8 are counted at -8.</param>
/// <param name="To">Where the next bin begins; the last one holds its end, 8, and all above.</param>
/// <param name="Weights">Weights in it.</param>
public sealed record LogAlphaRow(string Layer, double From, double To, int Weights);

/// <summary>How sparse the layers of a model are that have a log-uniform prior.</summary>
public static class Sparsity
{
    private const double Threshold = 3, Least = -8, Width = 0.5;
    private const int Bins = 32;

    /// <summary>A row for every sparse layer; none where there is no such layer.</summary>
    public static IReadOnlyList<SparsityRow> Rows(IReadOnlyList<ModelArray> arrays) =>
    [
        .. LogAlphas(arrays).Select(layer =>
        {
            int pruned = layer.LogAlphas.Count(logAlpha => logAlpha >= Threshold);
            return new SparsityRow(layer.Layer, layer.LogAlphas.Length, pruned, (double)pruned / layer.LogAlphas.Length);
        }),
    ];

    /// <summary>The histogram of every sparse layer, bin by bin.</summary>
    public static IReadOnlyList<LogAlphaRow> Histogram(IReadOnlyList<ModelArray> arrays) =>
    [
        .. LogAlphas(arrays).SelectMany(layer =>
        {
            int[] counts = new int[Bins];
            foreach (double logAlpha in layer.LogAlphas)
            {
                counts[Math.Min(Bins - 1, (int)((logAlpha - Least) / Width))]++;
            }

            return counts.Select((count, bin) => new LogAlphaRow(layer.Layer, Least + (bin * Width), Least + ((bin + 1) * Width), count));
        }),
    ];

    private static IEnumerable<(string Layer, double[] LogAlphas)> LogAlphas(IReadOnlyList<ModelArray> arrays) =>
        from layer in arrays.Where(array => array.Layer.Contains("sparse", StringComparison.Ordinal)).GroupBy(array => array.Layer)
        let mean = layer.First(array => array.Name == "mean").Values
        let logVariance = layer.First(array => array.Name == "log-variance").Values
        select (layer.Key, mean.Zip(logVariance, (m, v) => SparseVariationalDropout.LogAlpha(m, v)).ToArray());
}
