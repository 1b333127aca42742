namespace BayesBench.Data;

/// <summary>How patient a download is.</summary>
public sealed record DownloadPolicy
{
    /// <summary>Requests to one mirror before the next one is asked; at least one.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The pause before the second attempt; each further one is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>A server that sends nothing for this long has dropped the connection.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How a pause is spent; a test need not wait.</summary>
    public Func<TimeSpan, CancellationToken, Task> Pause { get; init; } = Task.Delay;
}
