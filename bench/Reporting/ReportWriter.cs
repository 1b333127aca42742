using System.Text;
using BayesBench.Catalogue;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Reporting;

/// <summary>The report of one run: one HTML file that needs nothing beside it.</summary>
public static class ReportWriter
{
    /// <summary>Builds the report from the stored results and puts it beside them.</summary>
    /// <exception cref="BadInputException">There are no results, or they cannot be read.</exception>
    public static void Write(ResultsFolder results)
    {
        ArgumentNullException.ThrowIfNull(results);
        AtomicFile.WriteAllText(results.Report, Build(results.RequiredMachine(), results));
    }

    private static string Build(Machine machine, ResultsFolder results)
    {
        IReadOnlyList<VerifyRow> verified = results.Verified;
        IReadOnlyList<StudyCell> cells = results.Variances;
        StudyCell[] toys = [.. cells.Where(cell => cell.Parameter is not null)];
        StudyCell[] models = [.. cells.Where(cell => cell.Parameter is null)];
        string[] estimators = [.. cells.Select(cell => cell.Estimator).Distinct()];
        var html = new StringBuilder();
        html.Append("<h1>BayesBench report</h1>\n")
            .Append(Html.Paragraph(
                "Are the formulas of Bayesian deep learning right on this machine, how fast are their kernels, and which gradient estimator "
                + "gives the most precision for its time? Every number below was measured in one run."))
            .Append(Summary.Build(machine, results))
            .Append(Sections.Of(machine));
        Add(html, "Verification", verified, () => Sections.Verification(verified));
        Add(html, "Gradient estimators against exact answers", toys, () => VarianceFigures.Build(toys, results.Curves, estimators) + Sections.Crossings(results.Crossings) + Sections.Cells(toys));
        Add(html, "The price of precision", toys, () => CostFigures.Build(toys, estimators));
        Add(html, "Gradient estimators of a real model", models, () => ModelFigures.Build(models, estimators) + CostFigures.Build(models, estimators) + Sections.Cells(models));
        Add(html, "Training", results.Training, () => Sections.Training(machine, results.Training, results.Predictions));
        Add(html, "Throughput", results.Throughput, () => ThroughputFigures.Build(results.Throughput)
            + Sections.Roofs(results.Roofs) + Sections.Throughput(results.Throughput));
        if (results.Kernels is { Count: > 0 } kernels)
        {
            Add(html, "Every kernel", kernels, () => Sections.Kernels(kernels));
        }

        if (results.Peers is { Count: > 0 } peers)
        {
            Add(html, "Beside other libraries", peers, () => PeerSection.Build(peers));
        }

        if (results.Torch is { Count: > 0 } torch)
        {
            Add(html, "PyTorch on this GPU", torch, () => PeerSection.Build(torch));
        }

        Statement[] wrong = [.. Statements.All.Where(statement => statement.Status == Status.WrongAsPrinted)];
        Add(html, "Errata of the lecture", wrong, () => ErrataSection.Build(wrong));

        return Html.Page($"BayesBench: {machine.Device}", html.ToString());
    }

    private static void Add<T>(StringBuilder html, string title, IReadOnlyList<T> rows, Func<string> section)
    {
        html.Append("<h2>").Append(Html.Encode(title)).Append("</h2>\n")
            .Append(rows.Count > 0 ? section() : Html.Paragraph("Not part of this run."));
    }
}
