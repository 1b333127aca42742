using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Results;

namespace BayesBench.Models;

/// <summary>
/// The published experiment with dropout regressors on a UCI set: for every split, the drop rate and the precision are those of the grid
/// whose model, fitted to the first four fifths of the training data, gives the others the highest log-likelihood; a model with these,
/// fitted to all training data, is tested.
/// </summary>
/// <remarks>
/// Source: Gal and Ghahramani (2016), section 5.2, as their program has done it since 2018 (github.com/yaringal/DropoutUncertaintyExps).
/// All models of some splits are trained side by side; a number depends on split and grid point alone.
/// </remarks>
public static class DropoutRegressorStudy
{
    /// <summary>Runs the splits that have not been run.</summary>
    /// <param name="device">Where.</param>
    /// <param name="set">Which set.</param>
    /// <param name="data">Its table.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told which share is done, and what is being done.</param>
    /// <param name="finished">Told all rows so far whenever there are more.</param>
    /// <param name="run">Keeps each split; null keeps nothing.</param>
    /// <param name="cancellation">Stops between two epochs or launches, by an exception; rows so far stand.</param>
    public static IReadOnlyList<DropoutRegressorRow> Run(
        Device device,
        UciSet set,
        RegressionData data,
        DropoutRegressorOptions options,
        Action<double, string>? progress = null,
        Action<IReadOnlyList<DropoutRegressorRow>>? finished = null,
        UnfinishedRun? run = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        run ??= UnfinishedRun.None;
        var training = new DropoutRegressorTraining(device, data, set.Hidden, set.Epochs * options.EpochFactor, options);
        var splits = UciSplits.Of(data.Targets.Length, options.Splits).Index().ToArray();
        var rows = new List<DropoutRegressorRow>();
        foreach ((int Index, DataSplit Split)[] some in splits.Chunk(options.SplitsAtOnce))
        {
            void Report(double share, string what)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Invoke((rows.Count + (share * some.Length)) / options.Splits, $"split {some[0].Index}, {what}");
            }

            rows.AddRange(run.Part($"splits {some[0].Index} to {some[^1].Index}", () => Of(set, some, training, options, Report)));
            finished?.Invoke(rows);
        }

        return rows;
    }

    private static DropoutRegressorRow[] Of(
        UciSet set,
        (int Index, DataSplit Split)[] splits,
        DropoutRegressorTraining training,
        DropoutRegressorOptions options,
        Action<double, string> report)
    {
        (double DropRate, double Precision)[] grid =
            [.. UciSet.DropRates.SelectMany(_ => set.Precisions, (rate, precision) => (rate, precision))];
        // Every model has a number of its own: a split's grid, then the one that is tested.
        int Number(int split, int model) => (split * (grid.Length + 1)) + model;
        DropoutRegressorTask[] candidates =
        [
            .. splits.SelectMany(split =>
            {
                DataSplit validation = split.Split.Validation();
                return grid.Select((point, g) => new DropoutRegressorTask(Number(split.Index, g), validation, point.DropRate, point.Precision));
            }),
        ];
        double ofSearch = grid.Length / (grid.Length + 1.0);
        RegressionScore[] scores = training.Run(candidates, done => report(ofSearch * done, "grid search"));
        int[] best =
        [
            .. scores.Chunk(grid.Length).Select(own => own.Index().MaxBy(score => score.Item.LogLikelihood).Index),
        ];
        RegressionScore[] tested = training.Run(
            [.. splits.Zip(best, (split, g) => new DropoutRegressorTask(
                Number(split.Index, grid.Length), split.Split, grid[g].DropRate, grid[g].Precision))],
            done => report(ofSearch + ((1 - ofSearch) * done), "test"));
        return
        [
            .. splits.Select((split, i) => new DropoutRegressorRow(
                set.Name, options.EpochFactor, options.Seed, split.Index, grid[best[i]].DropRate, grid[best[i]].Precision,
                scores[(i * grid.Length) + best[i]].LogLikelihood, tested[i].RootMeanSquareError, tested[i].LogLikelihood)),
        ];
    }
}
