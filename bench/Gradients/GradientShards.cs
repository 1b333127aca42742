using BayesBench.Kernels;
using BayesBench.Reference.Statistics;
using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Studies;

/// <summary>
/// Studies in parts that are drawn apart, on as many machines as one likes, and joined to the bits of the whole: which
/// blocks a part has does not change them, and all are merged by one tree (<see cref="MomentsTree"/>).
/// </summary>
internal static class GradientShards
{
    /// <summary>Draws one part of every cell.</summary>
    /// <param name="device">Where to draw.</param>
    /// <param name="studies">What to compare; their draws are fixed.</param>
    /// <param name="shard">Which part.</param>
    /// <param name="progress">Told after every run.</param>
    /// <param name="kept">Keeps what is drawn against an interruption.</param>
    /// <param name="cancellation">Ends the drawing between two launches.</param>
    /// <exception cref="ArgumentException">An option names nothing known, breaks its rule, or leaves the draws open.</exception>
    public static ShardFile Draw(
        Device device,
        IReadOnlyList<GradientStudyOptions> studies,
        Shard shard,
        IProgress<StudyProgress>? progress,
        UnfinishedRun kept,
        CancellationToken cancellation)
    {
        IReadOnlyList<GradientRun> runs = GradientStudyPlan.Runs(studies);
        if (studies.Any(study => study.Draws is null))
        {
            throw new ArgumentException("--shard needs --draws: how many an interval needs is only known from all of them.");
        }

        var drawn = new List<ShardRun>();
        foreach (GradientRun run in runs)
        {
            string name = FormattableString.Invariant($"shard {drawn.Count} {run.Title}");
            drawn.Add(kept.Part(name, () => Draw(device, run, shard, kept, name, cancellation)));
            progress?.Report(new StudyProgress(drawn.Count, runs.Count, run.Title, []));
        }

        return new ShardFile(ShardFile.CurrentFormat, ShardOrigin.Of(device), studies, shard, drawn);
    }

    /// <summary>Joins the parts.</summary>
    /// <param name="files">Each part once, in any order, with its name.</param>
    /// <returns>The studies, and their cells: to the last bit those of the undivided studies, but for the times.</returns>
    /// <exception cref="BadInputException">A part is missing, is there twice, or belongs to other studies.</exception>
    public static (IReadOnlyList<GradientStudyOptions> Studies, IReadOnlyList<StudyCell> Cells) Merge(
        IReadOnlyList<(string Path, ShardFile File)> files)
    {
        (string firstPath, ShardFile first) = files[0];
        if (first.Origin.Program != ShardOrigin.ThisProgram)
        {
            throw new BadInputException(
                $"{firstPath} was drawn by '{first.Origin.Program}'; this is '{ShardOrigin.ThisProgram}', whose bits may be others.");
        }

        foreach ((string path, ShardFile file) in files)
        {
            string? difference = first.Origin.Differs(file.Origin)
                ?? (file.StudiesText != first.StudiesText ? "its options differ" : null)
                ?? (file.Shard.Count != first.Shard.Count ? Format.Invariant($"it is one of {file.Shard.Count} parts, not of {first.Shard.Count}") : null);
            if (difference is not null)
            {
                throw new BadInputException($"{path} belongs to another study than {firstPath}: {difference}.");
            }
        }

        RefuseDoubledAndMissing(files, first.Shard.Count);
        IReadOnlyList<GradientRun> runs = Runs(firstPath, first);
        foreach ((string path, ShardFile file) in files)
        {
            if (!IsWhole(file, runs))
            {
                throw new BadInputException($"{path} does not hold the blocks of shard {file.Shard}.");
            }
        }

        return (first.Studies, [.. runs.SelectMany((run, i) => Join(run, [.. files.Select(one => one.File.Runs[i])]))]);
    }

    private static ShardRun Draw(
        Device device, GradientRun run, Shard shard, UnfinishedRun kept, string name, CancellationToken cancellation)
    {
        (long first, long end) = shard.Of(GradientMeasurement.BlocksOf(run.Study.Draws!.Value));
        if (first == end)
        {
            return new ShardRun(run.Title, TimeSpan.Zero, [.. run.Exact.Gradient.Select(_ => Array.Empty<Subtree>())]);
        }

        using var measurement = new GradientMeasurement(device, run, first, end - first, cancellation);
        measurement.TakeUp(kept, name);
        measurement.DrawUpTo(end);
        return new ShardRun(run.Title, measurement.Elapsed, measurement.Trees);
    }

    private static void RefuseDoubledAndMissing(IReadOnlyList<(string Path, ShardFile File)> files, int count)
    {
        var held = new Dictionary<int, string>();
        foreach ((string path, ShardFile file) in files)
        {
            if (!held.TryAdd(file.Shard.Number, path))
            {
                throw new BadInputException($"{held[file.Shard.Number]} and {path} are both shard {file.Shard}.");
            }
        }

        int[] missing = [.. Enumerable.Range(1, count).Where(number => !held.ContainsKey(number)).Take(11)];
        if (missing.Length > 0)
        {
            string named = string.Join(", ", missing.Take(10)) + (missing.Length > 10 ? ", ..." : string.Empty);
            throw new BadInputException(Format.Invariant(
                $"{(missing.Length == 1 ? "shard" : "shards")} {named} of {count} {(missing.Length == 1 ? "is" : "are")} missing."));
        }
    }

    private static IReadOnlyList<GradientRun> Runs(string path, ShardFile file)
    {
        try
        {
            return file.Studies.Count > 0 && file.Studies.All(study => study.Draws is not null)
                ? GradientStudyPlan.Runs(file.Studies)
                : throw new ArgumentException("it must hold studies with fixed draws.");
        }
        catch (ArgumentException e)
        {
            throw new BadInputException($"{path} is no part of a study: {ErrorText.Of(e)}");
        }
    }

    private static bool IsWhole(ShardFile file, IReadOnlyList<GradientRun> runs) =>
        file.Runs.Count == runs.Count && runs.Zip(file.Runs).All(pair =>
        {
            (long first, long end) = file.Shard.Of(GradientMeasurement.BlocksOf(pair.First.Study.Draws!.Value));
            return pair.Second.Covers(pair.First, first, end);
        });

    private static StudyCell[] Join(GradientRun run, ShardRun[] parts)
    {
        Moments[] totals = [.. run.Exact.Gradient.Select((_, component) =>
        {
            var tree = new MomentsTree();
            foreach (Subtree subtree in parts.SelectMany(part => part.Trees[component]))
            {
                tree.Add(subtree);
            }

            return tree.Total();
        })];
        return GradientCells.Of(run, totals, TimeSpan.FromTicks(parts.Sum(part => part.Elapsed.Ticks)));
    }
}
