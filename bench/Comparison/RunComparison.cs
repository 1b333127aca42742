using System.Text.Json;
using BayesBench.Agreements;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Comparison;

/// <summary>What differs in the records of the two runs.</summary>
public sealed record Difference(string Field, string A, string B);

/// <summary>Two runs side by side: two machines, or two commits. Every ratio is B over A.</summary>
/// <param name="A">The first run's folder.</param>
/// <param name="B">The second's.</param>
/// <param name="Machine">What differs in their records: commit, device, driver, profile, date.</param>
/// <param name="Verified">Largest error as a share of its bound.</param>
/// <param name="Roofs">What the devices do at best.</param>
/// <param name="Throughput">Time for an item.</param>
/// <param name="Variances">Variance of a gradient.</param>
/// <param name="Training">The fits, as they went.</param>
/// <param name="Predictions">How the fitted models predict.</param>
public sealed record RunComparison(
    string A,
    string B,
    IReadOnlyList<Difference> Machine,
    IReadOnlyList<Compared<VerifyRow>> Verified,
    IReadOnlyList<Compared<RoofRow>> Roofs,
    IReadOnlyList<Compared<ThroughputRow>> Throughput,
    IReadOnlyList<Compared<StudyCell>> Variances,
    IReadOnlyList<Compared<TrainingRow>> Training,
    IReadOnlyList<Compared<PredictiveRow>> Predictions)
{
    /// <summary>Reads and joins two runs.</summary>
    /// <exception cref="BadInputException">A folder holds no results, or a table cannot be read.</exception>
    public static RunComparison Of(ResultsFolder a, ResultsFolder b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return new(
            a.Path,
            b.Path,
            Differences(a.RequiredMachine(), b.RequiredMachine()),
            Compared.Join(a.Verified, b.Verified, row => row.Id, verdict: row => row.Failure is null),
            Compared.Join(a.Roofs, b.Roofs, row => row.Roof, row => Interval.None(row.Rate)),
            Compared.Join(
                a.Throughput, b.Throughput, row => $"{row.Id} {row.Benchmark} {row.WorkingSet}",
                row => Interval.Around(row.KernelNanoseconds, row.KernelHalfWidth)),
            Compared.Join(
                a.Variances, b.Variances, KeyOf,
                cell => new Interval(cell.Variance, cell.VarianceLow, cell.VarianceHigh), cell => cell.Nanoseconds),
            Compared.Join(
                a.Training, b.Training, row => Format.Invariant($"{row.Model} {row.Data} step {row.Step}"), time: row => row.Seconds),
            Compared.Join(
                a.Predictions, b.Predictions, row => $"{row.Model} {row.Data} {row.Predictor}", time: row => row.Seconds));
    }

    private static string KeyOf(StudyCell cell) => cell.Parameter is { } parameter
        ? Format.Invariant($"{cell.Problem} {parameter} {cell.Estimator} {cell.Component}")
        : $"{cell.Problem} {cell.Estimator} {cell.Component}";

    private static IReadOnlyList<Difference> Differences(Machine a, Machine b) =>
    [
        .. Values.Members(typeof(Machine))
            .Select(member => new Difference(
                Names.KebabCase(member.Name).Replace('-', ' '), TextOf(member.GetValue(a)), TextOf(member.GetValue(b))))
            .Where(difference => difference.A != difference.B),
    ];

    private static string TextOf(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        DateTime date => Format.Invariant($"{date:yyyy-MM-dd HH:mm} UTC"),
        IReadOnlyDictionary<string, long> sizes => JsonSerializer.Serialize(sizes),
        _ => Format.Invariant($"{value}"),
    };
}
