using System.Text;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Reporting;

/// <summary>What the run found, in a few sentences; printed at its end and at the head of the report.</summary>
public static class Summary
{
    public static string Build(Machine machine, ResultsFolder results) =>
        "<ul class=\"summary\">" + string.Concat(Sentences(machine, results).Select(one => $"<li>{Html.Encode(one)}</li>")) + "</ul>\n";

    public static IEnumerable<string> Sentences(Machine machine, ResultsFolder results)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(results);
        return new[]
        {
            Verified(results.Verified, machine), Studied([.. results.Variances.Where(cell => cell.Parameter is not null)]),
            Modelled([.. results.Variances.Where(cell => cell.Parameter is null)]), Trained(machine, results.Predictions),
            Timed(results.Throughput),
        }.OfType<string>();
    }

    private static string? Verified(IReadOnlyList<VerifyRow> rows, Machine machine)
    {
        int failed = rows.Count(row => row.Failure is not null);
        return rows.Count == 0 ? null : failed == 0
            ? Format.Invariant($"All {rows.Count} kernels agree with the reference on {machine.Device}, in {rows.Sum(row => (long)row.Calls):N0} calls.")
            : Format.Invariant($"{failed} of {rows.Count} kernels DISAGREE with the reference on {machine.Device}.");
    }

    private static string? Studied(StudyCell[] cells)
    {
        int known = cells.Count(cell => cell.HoldsExact is not null);
        int held = cells.Count(cell => cell.HoldsExact == true);
        return cells.Length == 0 ? null : Format.Invariant(
            $"{held} of {known} measured variances hold the exact value within their interval; the widest interval is ±{Format.Percent(cells.Max(cell => cell.RelativeHalfWidth))}.");
    }

    private static string? Modelled(StudyCell[] cells)
    {
        var best = cells.Where(cell => cell.VarianceTimesTime > 0)
            .GroupBy(cell => cell.Estimator)
            .Select(group => (Name: group.Key, Cost: group.Average(cell => Math.Log(cell.VarianceTimesTime))))
            .OrderBy(estimator => estimator.Cost).ToArray();
        return best.Length < 2 ? null : Format.Invariant(
            $"On the classifier, {best[0].Name} is the cheapest way to a given precision; {best[^1].Name} needs {Format.Short(Math.Exp(best[^1].Cost - best[0].Cost))} times its time.");
    }

    private static string? Trained(Machine machine, IReadOnlyList<PredictiveRow> rows) => rows.Count == 0 ? null : Format.Invariant(
        $"The Bayesian classifier gets {Format.Percent(1 - rows[^1].Error)} of the test labels right after {rows[^1].Seconds:F1} s of training. {machine.Data}");

    private static string? Timed(IReadOnlyList<ThroughputRow> rows)
    {
        if (rows.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        ThroughputRow ratio = rows.MaxBy(row => row.Ratio)!;
        // A row that is all launch says nothing about its kernel.
        ThroughputRow share = rows.MaxBy(row => row.ShareOfRoof > row.ShareOfLaunch ? row.ShareOfRoof : 0)!;
        text.Append(Format.Invariant($"Furthest ahead of the reference: {ratio.Id}, {ratio.Ratio:G3} times as fast. "))
            .Append(Format.Invariant($"Nearest to what the device can do: {share.Id} ({share.WorkingSet}), {Format.Percent(share.ShareOfRoof)} of the {share.Roof} roof."));
        return text.ToString();
    }
}
