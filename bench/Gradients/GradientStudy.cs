using BayesBench.Kernels;
using BayesBench.Results;

namespace BayesBench.Studies;

/// <summary>
/// Compares gradient estimators where the exact gradient and variance are known: draws enough gradients for intervals of
/// the wanted width and no more, and times its own launches.
/// </summary>
public static class GradientStudy
{
    /// <summary>Runs the study.</summary>
    /// <param name="device">Where to draw.</param>
    /// <param name="options">What to compare; null takes the default study.</param>
    /// <param name="progress">Told after every run, with the cells so far.</param>
    /// <param name="kept">Keeps each run's cells, and what a long run has drawn so far; null keeps nothing.</param>
    /// <param name="cancellation">Ends the study between two launches.</param>
    /// <returns>The cells, those of one run behind one another.</returns>
    /// <exception cref="ArgumentException">An option names nothing known, or breaks its rule.</exception>
    /// <exception cref="OperationCanceledException">The study was cancelled.</exception>
    public static IReadOnlyList<StudyCell> Run(
        Device device,
        GradientStudyOptions? options = null,
        IProgress<StudyProgress>? progress = null,
        UnfinishedRun? kept = null,
        CancellationToken cancellation = default) =>
        Run(device, [options ?? new GradientStudyOptions()], progress, kept, cancellation);

    /// <summary>Runs several studies in turn; every bad option of any is refused before anything is drawn.</summary>
    /// <param name="device">Where to draw.</param>
    /// <param name="studies">What to compare; each study's intervals hold together, not those of all.</param>
    /// <param name="progress">Told after every run, with the cells so far.</param>
    /// <param name="kept">Keeps each run's cells, and what a long run has drawn so far; null keeps nothing.</param>
    /// <param name="cancellation">Ends the studies between two launches.</param>
    /// <returns>The cells of all, one study behind the other.</returns>
    /// <exception cref="ArgumentException">An option names nothing known, or breaks its rule.</exception>
    /// <exception cref="OperationCanceledException">The studies were cancelled.</exception>
    public static IReadOnlyList<StudyCell> Run(
        Device device,
        IReadOnlyList<GradientStudyOptions> studies,
        IProgress<StudyProgress>? progress,
        UnfinishedRun? kept,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(studies);
        kept ??= UnfinishedRun.None;
        IReadOnlyList<GradientRun> runs = GradientStudyPlan.Runs(studies);
        var cells = new List<StudyCell>();
        foreach ((int place, GradientRun run) in runs.Index())
        {
            // Two runs may share a title, but not a place.
            string name = FormattableString.Invariant($"variance {place} {run.Title}");
            cells.AddRange(kept.Part(name, () =>
            {
                long? blocks = run.Study.Draws is { } draws ? GradientMeasurement.BlocksOf(draws) : null;
                using var measurement = new GradientMeasurement(device, run, firstBlock: 0, blocks, cancellation);
                measurement.TakeUp(kept, name);
                measurement.Reach(run.Study.Draws, run.Study.RelativeHalfWidth);
                return GradientCells.Of(run, measurement.Totals, measurement.Elapsed);
            }));
            progress?.Report(new StudyProgress(place + 1, runs.Count, run.Title, [.. cells]));
        }

        return cells;
    }

    /// <summary>Blocks of one launch: enough that a launch and its wait hardly count beside the draws of that device.</summary>
    public static int BlocksAtOnce(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.Kind switch
        {
            DeviceKind.Cuda or DeviceKind.OpenClGpu => 1024,
            DeviceKind.OpenClCpu => 64, // 16 cost a tenth more
            _ => 16,
        };
    }

    /// <summary>
    /// Blocks after which a run first looks how many it needs: enough for a kurtosis to plan by, and few beside what most
    /// variances need. A call of several samples has less of a tail, and costs more.
    /// </summary>
    internal static int FirstLook(Device device, int samples) => BlocksAtOnce(device) / 4 / Math.Min(samples, 4);
}
