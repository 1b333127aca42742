using System.Text;
using BayesBench.Support;

namespace BayesBench.Catalogue;

/// <summary>The tables of <c>docs/estimators.md</c>: the registry's gradient estimators, then those of the literature.</summary>
internal static class EstimatorsDocument
{
    public static string Text()
    {
        int whole = KnownEstimator.All.Count(row => !row.Open.Any());
        int begun = KnownEstimator.All.Count(row => row.Open.Any() && row.Served.Any());
        return new StringBuilder()
            .Append('\n').Append(Document.Origin).Append("\n\n## In the suite\n\n")
            .Append(Format.Invariant($"{EstimatorPage.All.Count} estimators. Their exact moments are formulas of the suite: `catalogue ID` shows one.\n\n"))
            .Append(Markdown.Table(["estimator", "problems", "bias", "evaluations", "exact moments", "held by"], EstimatorPage.All.Select(Row)))
            .Append("\n## In the literature\n\n")
            .Append(Format.Invariant($"Of {KnownEstimator.All.Count} the suite has {whole} whole and {begun} in part; the rest is open.\n"))
            .Append("Tensor Monte Carlo is left out: it is a bound for models with several latent variables in a structure, which the lecture does not have.\n\n")
            .Append(Markdown.Table(["", "estimator", "laws", "bias", "in the suite", "open"], KnownEstimator.All.Select(Row)))
            .ToString();
    }

    private static string[] Row(EstimatorPage page) =>
    [
        Markdown.Plain(page.Title),
        string.Join(", ", page.Supports),
        page.IsUnbiased ? "none" : "biased",
        page.Evaluations,
        string.Join(", ", page.Moments),
        string.Join(" · ", page.Tests.Select(test =>
            test.File is { } file ? Markdown.Link(test.View, $"../{file}") : $"no {test.View}: {test.MissingBecause}")),
    ];

    private static string[] Row(KnownEstimator row) =>
    [
        Format.Invariant($"{row.Number}"),
        Markdown.Plain(row.Name),
        Markdown.Plain(row.Laws),
        Markdown.Plain(row.Bias),
        string.Join(", ", row.Served.SelectMany(NamesOf)),
        string.Join(", ", row.Open),
    ];

    // What can be asked for by name in a study, else the topic's own name.
    private static string[] NamesOf(string topic)
    {
        string[] names = [.. EstimatorPage.All.Where(page => page.Topic == topic).Select(page => page.Title)];
        return names.Length > 0 ? names : [topic];
    }
}
