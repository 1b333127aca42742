using System.Text;
using BayesBench.Results;
using BayesBench.Support;
using BayesBench.Training;

namespace BayesBench.Reporting;

/// <summary>The report of a folder of <c>train --results</c>: its tables, plots and pictures in one HTML file that needs nothing beside it.</summary>
public static class TrainingReport
{
    private static readonly (string Name, string Caption)[] Plotted =
    [
        ("bound", "The bound that training raises, by epochs: it must rise and level off."),
        ("error", "Test images that are classified wrongly."),
        ("log-alpha", "How noisy the weights have become, layer by layer: those to the right of the line can go."),
        ("out-of-domain", "How surprised the model is by test digits and by what is none."),
    ];

    private static readonly (string Name, string Caption)[] Pictured =
    [
        ("draws", "Draws of the model."),
        ("reconstructions", "Test images, each before what the model makes of it."),
        ("walks", "From one test image to the next, in a straight line of latent numbers."),
        ("plane", "What the model makes of the plane of its two latent numbers, in steps of equal probability."),
    ];

    /// <summary>Whether a folder holds such a run and nothing that the main job wrote.</summary>
    public static bool IsOf(string folder) => File.Exists(ProvenanceOf(folder)) && !File.Exists(Path.Combine(folder, "machine.json"));

    /// <summary>Builds the report from the stored results and puts it beside them.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The report's path.</returns>
    /// <exception cref="BadInputException">The results cannot be read.</exception>
    public static string Write(string folder)
    {
        string report = Path.GetFullPath(Path.Combine(folder, "report.html"));
        AtomicFile.WriteAllText(report, Build(folder, Provenance.Read(ProvenanceOf(folder))));
        return report;
    }

    private static string Build(string folder, Provenance provenance)
    {
        Machine machine = provenance.Machine;
        var html = new StringBuilder("<h1>BayesBench: a training run</h1>\n").Append(Html.Table(["", ""], new (string, string)[]
        {
            ("model", provenance.Run.Model),
            ("options", provenance.Run.Options),
            ("data", provenance.Run.Data),
            ("seed", Format.Invariant($"{provenance.Run.Seed}")),
            ("steps", Format.Invariant($"{provenance.Step} of {provenance.Steps} in {provenance.Seconds:F1} s, {provenance.LaunchesPerStep} launches each")),
            ("device", $"{machine.Device} ({machine.DeviceKind}), {machine.Driver}"),
            ("program", Format.Invariant($"{machine.Version}, commit {machine.Commit}; {machine.Date:yyyy-MM-dd HH:mm} UTC")),
        }.Select(row => new Cell[] { new(row.Item1, "head"), row.Item2 })));
        html.Append(Html.Table(
            ["test set predicted by", "#wrong", "#log-likelihood, nats"],
            Rows<TestRow>(folder, "test.csv").Select(row => new Cell[]
            {
                row.Predictor, Cell.Number(row.Error is { } error ? Format.Percent(error) : string.Empty), Cell.Number(Format.Digits(row.LogLikelihood)),
            })));
        foreach ((string name, string caption) in Plotted.Where(plot => File.Exists(Path.Combine(folder, plot.Name + ".svg"))))
        {
            html.Append(Html.Figure(string.Empty, [File.ReadAllText(Path.Combine(folder, name + ".svg"))], caption));
        }

        html.Append(Domains(Rows<DomainSummary>(folder, "out-of-domain-summary.csv")));
        foreach ((string name, string caption) in Pictured.Where(picture => File.Exists(Path.Combine(folder, picture.Name + ".png"))))
        {
            string data = Convert.ToBase64String(File.ReadAllBytes(Path.Combine(folder, name + ".png")));
            html.Append(Html.Figure(string.Empty, [$"<img alt=\"{Html.Encode(caption)}\" src=\"data:image/png;base64,{data}\">"], caption));
        }

        return Html.Page("BayesBench: a training run", html.ToString());
    }

    private static string Domains(IReadOnlyList<DomainSummary> rows) => rows.Count == 0 ? string.Empty : Html.Table(
        ["images", "#mean ln p(x), nats", "#below a test digit's", "#strange by density", "#strange by typicality"],
        rows.Select(row => new Cell[]
        {
            row.Domain, Cell.Number(Format.Digits(row.LogEvidence)),
            new(Format.Percent(row.BelowDigits), row.BelowDigits < 0.5 && row.Domain != OutOfDomain.Digits ? "number bad" : "number"),
            Cell.Number(Format.Percent(row.StrangeByDensity)), Cell.Number(Format.Percent(row.StrangeByTypicality)),
        }))
        + Html.Paragraph(
            "Far above one half, p(x) tells these images from digits. Below it, p(x) fails: simple images are more probable than digits to a "
            + "model of digits. The distance from the digits' mean (typicality) tells black images, and hardly the dim ones.");

    private static string ProvenanceOf(string folder) => Path.Combine(folder, "provenance.json");

    private static IReadOnlyList<T> Rows<T>(string folder, string name) =>
        File.Exists(Path.Combine(folder, name)) ? Csv.Read<T>(Path.Combine(folder, name)) : [];
}
