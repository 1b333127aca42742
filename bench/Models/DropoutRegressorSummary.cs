using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Results;

namespace BayesBench.Models;

/// <summary>A row of summary.csv: a set's means over its splits, with their standard errors, beside what was published.</summary>
/// <param name="Set">The set.</param>
/// <param name="EpochFactor">Times the set's epochs.</param>
/// <param name="Seed">Key of all noise.</param>
/// <param name="Splits">How many are done.</param>
/// <param name="RootMeanSquareError">Mean, in units of the target.</param>
/// <param name="RootMeanSquareErrorError">Its standard error; missing for one split.</param>
/// <param name="PublishedRootMeanSquareError">As reported.</param>
/// <param name="PublishedRootMeanSquareErrorError">Its standard error, as reported.</param>
/// <param name="RootMeanSquareErrorDistance">
/// Ours less the published, in standard errors of a difference as if the splits were not the same; missing unless all splits are done.
/// </param>
/// <param name="LogLikelihood">Mean, in nats a datum.</param>
/// <param name="LogLikelihoodError">Its standard error.</param>
/// <param name="PublishedLogLikelihood">As reported.</param>
/// <param name="PublishedLogLikelihoodError">Its standard error, as reported.</param>
/// <param name="LogLikelihoodDistance">Ours less the published, in the same units.</param>
/// <param name="Draws">Of the masks, for a prediction.</param>
/// <param name="Machine">Processor or GPU.</param>
/// <param name="Device">The device's name.</param>
/// <param name="Driver">Its driver.</param>
/// <param name="Commit">What the program was built from.</param>
/// <param name="Date">When these splits were written, UTC.</param>
public sealed record DropoutRegressorSummary(
    string Set,
    int EpochFactor,
    ulong Seed,
    int Splits,
    double RootMeanSquareError,
    double? RootMeanSquareErrorError,
    double PublishedRootMeanSquareError,
    double PublishedRootMeanSquareErrorError,
    double? RootMeanSquareErrorDistance,
    double LogLikelihood,
    double? LogLikelihoodError,
    double PublishedLogLikelihood,
    double PublishedLogLikelihoodError,
    double? LogLikelihoodDistance,
    int Draws,
    string Machine,
    string Device,
    string Driver,
    string Commit,
    string Date)
{
    /// <summary>Sums rows of one set up.</summary>
    /// <param name="set">The set.</param>
    /// <param name="rows">At least one.</param>
    /// <param name="options">How they were made.</param>
    /// <param name="device">Where.</param>
    public static DropoutRegressorSummary Of(
        UciSet set, IReadOnlyList<DropoutRegressorRow> rows, DropoutRegressorOptions options, Device device)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        Machine machine = Results.Machine.Of(device, profile: string.Empty, data: string.Empty);
        (double root, double? rootError) = MeanOf(rows.Select(row => row.RootMeanSquareError));
        (double log, double? logError) = MeanOf(rows.Select(row => row.LogLikelihood));
        PublishedRegression published = set.Published;
        bool isWhole = rows.Count == set.Splits;
        return new DropoutRegressorSummary(
            set.Name, options.EpochFactor, options.Seed, rows.Count,
            root, rootError, published.RootMeanSquareError, published.RootMeanSquareErrorError,
            isWhole ? Distance(root, rootError, published.RootMeanSquareError, published.RootMeanSquareErrorError) : null,
            log, logError, published.LogLikelihood, published.LogLikelihoodError,
            isWhole ? Distance(log, logError, published.LogLikelihood, published.LogLikelihoodError) : null,
            options.Draws, machine.Name, machine.Device, machine.Driver, machine.Commit, machine.Date.ToString("yyyy-MM-dd HH:mm", null));
    }

    private static (double Mean, double? Error) MeanOf(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        double squares = all.Sum(value => (value - mean) * (value - mean));
        return (mean, all.Length < 2 ? null : Math.Sqrt(squares / (all.Length - 1) / all.Length));
    }

    private static double? Distance(double ours, double? error, double published, double publishedError) =>
        error is { } own ? (ours - published) / Math.Sqrt((own * own) + (publishedError * publishedError)) : null;
}
