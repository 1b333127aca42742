using System.Diagnostics;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Training;

namespace BayesBench.Models;

/// <summary>
/// Cells of the published table of importance-weighted autoencoders: each is trained by the first stages of the schedule and tested by
/// importance sampling.
/// </summary>
/// <remarks>Source: Burda, Grosse and Salakhutdinov (2016), table 1, models of one stochastic layer on MNIST.</remarks>
public static class EvidenceStudy
{
    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromSeconds(5);

    /// <summary>Trains and tests the cells.</summary>
    /// <param name="device">Where.</param>
    /// <param name="digits">The data.</param>
    /// <param name="cells">Which.</param>
    /// <param name="options">How.</param>
    /// <param name="folder">Where checkpoints are kept, that the same cell goes on from; null keeps none.</param>
    /// <param name="fresh">Whether to begin anew where there is one.</param>
    /// <param name="progress">Told which share is done, and what is being done.</param>
    /// <param name="passed">Told after every pass of a cell.</param>
    /// <param name="finished">Told all rows so far whenever there are more.</param>
    /// <param name="run">Keeps parts of the test; null keeps nothing.</param>
    /// <param name="cancellation">Stops between steps, by an exception; checkpoints and rows so far stand.</param>
    public static IReadOnlyList<EvidenceRow> Run(
        Device device,
        Digits digits,
        IReadOnlyList<EvidenceCell> cells,
        EvidenceOptions options,
        string? folder = null,
        bool fresh = false,
        Action<double, string>? progress = null,
        Action<EvidenceCell, Checkpoint>? passed = null,
        Action<IReadOnlyList<EvidenceRow>>? finished = null,
        UnfinishedRun? run = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(options);
        run ??= UnfinishedRun.None;
        var rows = new List<EvidenceRow>();
        foreach (EvidenceCell cell in cells)
        {
            void Report(double share, string what) => progress?.Invoke((rows.Count + share) / cells.Count, what);
            using var training = new EvidenceTraining(device, digits, cell, options);
            string? file = folder is null ? null : FileFor(folder, cell, options);
            if (file is not null && File.Exists(file) && !fresh)
            {
                training.TakeUp(file);
            }

            Train(training, file, Report, at => passed?.Invoke(cell, at), cancellation);
            EvidenceScore score = EvidenceTest.Run(
                device, digits, options, training.Parameters,
                (name, work) => run.Part($"{cell.Name}, {name}", () =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    return work();
                }),
                share => Report(share, $"{cell.Name}, test"));
            rows.Add(Row(device, digits, cell, options, training.At, score));
            finished?.Invoke(rows);
        }

        return rows;
    }

    /// <summary>Where a cell's checkpoint is kept.</summary>
    public static string FileFor(string folder, EvidenceCell cell, EvidenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(options);
        return Path.Combine(folder, Support.Format.Invariant($"evidence-{cell.Name}-seed-{options.Seed}.checkpoint"));
    }

    private static void Train(
        EvidenceTraining training, string? file, Action<double, string> progress, Action<Checkpoint> passed,
        CancellationToken cancellation)
    {
        long kept = Stopwatch.GetTimestamp();
        void Keep()
        {
            if (file is not null)
            {
                CheckpointFile.Write(file, training.At);
                kept = Stopwatch.GetTimestamp();
            }
        }

        try
        {
            training.Run(
                at =>
                {
                    if (at.Step == at.Steps || Stopwatch.GetElapsedTime(kept) > BetweenCheckpoints)
                    {
                        Keep();
                    }

                    passed(at);
                },
                progress,
                cancellation);
        }
        catch (OperationCanceledException) when (training.At.Step > 0)
        {
            Keep();
            throw;
        }
    }

    private static EvidenceRow Row(
        Device device, Digits digits, EvidenceCell cell, EvidenceOptions options, Checkpoint at, EvidenceScore score)
    {
        Machine machine = Machine.Of(device, profile: string.Empty, data: string.Empty);
        return new EvidenceRow(
            cell.Name, options.Stages, options.Seed, EvidenceSchedule.Passes(options.Stages), at.Step, at.History[^1].LowerBound,
            score.NegativeLogLikelihood, score.StandardError, score.MonteCarloError, Math.Min(options.TestImages, digits.TestLabels.Length),
            options.Draws, score.EffectiveSampleSize, score.LeastEffectiveSampleSize, score.ActiveUnits, cell.Published,
            score.NegativeLogLikelihood - cell.Published, EvidenceSchedule.Passes(EvidenceSchedule.Stages), ClassifierStudies.NameOf(digits),
            at.Seconds, machine.Name, machine.Device, machine.Driver, machine.Commit, machine.Date.ToString("yyyy-MM-dd HH:mm", null));
    }
}
