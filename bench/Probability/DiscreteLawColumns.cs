namespace BayesBench.Probability;

/// <summary>Laws of one width for the benchmarks: of the agreements' own laws, those of another width have other sums.</summary>
internal static class DiscreteLawColumns
{
    /// <summary>Values in any order, and probabilities that are all equal and sum to 1.</summary>
    /// <param name="calls">Calls whose first argument is the values.</param>
    /// <param name="width">Values of a law; a power of two.</param>
    /// <param name="laws">Number of laws.</param>
    public static (float[] Values, float[] Probabilities) Of(IReadOnlyList<object[]> calls, int width, int laws)
    {
        float[] values = [.. calls.SelectMany(call => (double[])call[0]).Select(value => (float)value)];
        var probabilities = new float[laws * width];
        Array.Fill(probabilities, 1f / width);
        return ([.. Enumerable.Range(0, laws * width).Select(i => values[i % values.Length])], probabilities);
    }
}
