namespace BayesBench.Support;

/// <summary>Reports progress on the thread that makes it; <see cref="Progress{T}"/> would do so on another, after the work is done.</summary>
/// <param name="report">What to do with a report.</param>
public sealed class Immediate<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
