namespace BayesBench.PtxGate;

/// <summary>Work shared out among the processors, a fixed part for each.</summary>
internal static class Workers
{
    /// <summary>Runs the work of every part; every n-th item is of one part, so that neighbours, which are alike, are not.</summary>
    public static IReadOnlyList<TResult> Run<TItem, TResult>(
        IReadOnlyList<TItem> items, Func<IReadOnlyList<TItem>, IReadOnlyList<TResult>> work, CancellationToken cancellation)
    {
        int parts = Math.Max(1, Math.Min(Environment.ProcessorCount, items.Count));
        var results = new TResult[items.Count];
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = parts, CancellationToken = cancellation }, part =>
        {
            IReadOnlyList<TResult> done = work([.. items.Where((_, i) => i % parts == part)]);
            for (int i = 0; i < done.Count; i++)
            {
                results[(i * parts) + part] = done[i];
            }
        });
        return results;
    }
}
