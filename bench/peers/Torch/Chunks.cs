using System.Diagnostics;
using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers.Torch;

/// <summary>Torch's work cut into chunks of one size, with the tensors it needs.</summary>
/// <param name="Run">Does all of it.</param>
/// <param name="Tensors">Views and temporaries, given back with it.</param>
internal sealed record ChunkedWork(Action Run, IReadOnlyList<torch.Tensor> Tensors) : IDisposable
{
    public string How { get; init; } = string.Empty;

    public void Dispose()
    {
        foreach (torch.Tensor tensor in Tensors)
        {
            tensor.Dispose();
        }
    }
}

/// <summary>
/// Torch's operations pass over memory one by one, so a chunk that stays in a cache makes it faster where there are several
/// of them, and slower where each chunk's calls cost more than they save. Which is better is tried.
/// </summary>
internal static class Chunks
{
    /// <summary>Below it libtorch cuts no operation up for its own threads.</summary>
    public const int OneThread = 1 << 15;

    private const int Smallest = 1 << 10;
    private const int Beyond = 1 << 20;
    private const int Repetitions = 5;
    private const double LeastSeconds = 0.05;

    /// <summary>The work with the fastest chunk.</summary>
    /// <param name="items">Items, a power of two.</param>
    /// <param name="largest">The largest chunk to try, a power of two.</param>
    /// <param name="width">Numbers of one item: chunks are tried by their numbers.</param>
    /// <param name="build">The work in chunks of so many items.</param>
    public static ChunkedWork Fastest(int items, int largest, int width, Func<int, ChunkedWork> build)
    {
        ChunkedWork? best = null;
        double fastest = double.PositiveInfinity;
        int first = Math.Min(items, largest);
        for (int chunk = first; chunk == first || chunk * width >= Smallest; chunk /= 2)
        {
            if (chunk < first && chunk * width > Beyond)
            {
                continue; // no cache holds it: the whole at once stands for it
            }

            ChunkedWork work = build(chunk);
            double seconds = Seconds(work.Run);
            if (seconds < fastest)
            {
                best?.Dispose();
                (best, fastest) = (work with { How = Name(chunk, items) }, seconds);
            }
            else
            {
                work.Dispose();
            }

            if (seconds > 4 * fastest)
            {
                break; // its calls cost most of the time, and smaller chunks make more of them
            }
        }

        return best!;
    }

    private static string Name(int chunk, int items) =>
        chunk == items ? "the whole at once" : Format.Invariant($"chunks of {chunk:N0} items");

    // The median, for a contest is decided by medians: fresh memory is cheap now and then, and dear as a rule.
    private static double Seconds(Action run)
    {
        run();
        var seconds = new List<double>();
        var total = Stopwatch.StartNew();
        while (seconds.Count < Repetitions || total.Elapsed.TotalSeconds < LeastSeconds)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        seconds.Sort();
        return seconds[seconds.Count / 2];
    }
}
