using System.Text.RegularExpressions;
using BayesBench.Catalogue;
using BayesBench.Reporting;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>The report shows every stored number, needs nothing beside it, and is rebuilt from the tables alone.</summary>
public partial class ReportTests
{
    [Fact]
    public async Task The_report_holds_every_row_and_stands_alone()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        ResultsFolder results = Fill(folder);
        ProgramRun run = await ProgramRun.Of("report", folder);
        Assert.Equal((0, results.Report, string.Empty), (run.ExitCode, run.Out.Trim(), run.Error));
        string html = File.ReadAllText(results.Report);
        foreach (StudyCell cell in results.Variances)
        {
            Assert.Contains($">{Format.Digits(cell.Variance)}<", html, StringComparison.Ordinal);
            Assert.Contains($">{cell.Estimator}<", html, StringComparison.Ordinal);
        }

        Assert.Contains("off by 3 &lt; 4 &amp; more", html, StringComparison.Ordinal);
        Assert.Contains("1 of 2 kernels DISAGREE", html, StringComparison.Ordinal);
        Assert.Contains("1 of 2 measured variances hold", html, StringComparison.Ordinal);
        foreach (ThroughputRow row in results.Throughput)
        {
            Assert.Contains($"{row.Id} ({row.WorkingSet})", html, StringComparison.Ordinal);
            double?[] shares = [row.ShareOfMemory, row.ShareOfArithmetic, row.ShareOfRandomNumbers, row.ShareOfLaunch];
            Assert.All(shares.OfType<double>(), share => Assert.Contains($">{Format.Percent(share)}<", html, StringComparison.Ordinal));
        }

        Assert.Contains("Nearest to what the device can do: a.b (cold), 81.2% of the memory roof.", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(Outside(), html);
        string[] ids = [.. Ids().Matches(html).Select(match => match.Groups[1].Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(Uses().Matches(html).Select(match => match.Groups[1].Value), used => Assert.Contains(used, ids));
        // Skia writes no text on a machine without fonts unless a font comes along.
        Assert.True(Regex.Count(html, "<text") > 50);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_report_holds_the_errata_and_what_torch_did_on_this_gpu()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        ResultsFolder results = Fill(folder);
        Csv.Write<TorchRow>(
            Path.Combine(folder, "torch.csv"),
            [new("a.b", "half", "eager", 8, 2.5, 1e-7, "torch 2", "today"), new("a.b", "half", "compiled", 8, null, null, "torch 2", "today", "no < compiler")]);
        Assert.Equal(0, (await ProgramRun.Of("report", folder)).ExitCode);
        string html = File.ReadAllText(results.Report);
        Statement[] wrong = [.. Statements.All.Where(statement => statement.Status == Status.WrongAsPrinted)];
        Assert.Equal(10, wrong.Length);
        Assert.All(wrong, statement => Assert.Contains(
            $"<td>{statement.Number}</td><td>{Html.Encode(statement.Printed)}</td><td>{Html.Encode(statement.Corrected!)}</td>", html, StringComparison.Ordinal));
        Assert.Contains("<td class=\"number\">2.5 ns</td><td class=\"number\">1e-7</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"bad\">no &lt; compiler</td>", html, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_kernel_below_half_of_its_roof_says_why_and_no_other()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        ResultsFolder results = Fill(folder);
        ThroughputRow row = results.Throughput[0];
        Csv.Write(
            Path.Combine(folder, "kernels.csv"),
            [row with { Id = "cholesky.factor", ShareOfRoof = 0.49 }, row with { Id = "uniform.quantile", ShareOfRoof = 0.51 }]);
        Assert.Equal(0, (await ProgramRun.Of("report", folder)).ExitCode);
        string html = File.ReadAllText(results.Report);
        Assert.Contains(Html.Encode(ThroughputStudy.Limits["cholesky.factor"]), html, StringComparison.Ordinal);
        Assert.DoesNotContain(Html.Encode(ThroughputStudy.Limits["uniform.quantile"]), html, StringComparison.Ordinal);
        Assert.All(ThroughputStudy.Limits.Values, Assert.NotEmpty);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_folder_without_results_is_refused()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        ProgramRun run = await ProgramRun.Of("report", folder);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"{folder} holds no results; it must hold a machine.json (the main job writes one).", run.Error.Trim());
        Directory.Delete(folder, recursive: true);
    }

    internal static ResultsFolder Fill(string folder) => new(folder)
    {
        Machine = new Machine(
            "m", "a processor", 2, 4, 8, new Dictionary<string, long> { ["L1"] = 32768 }, 1 << 30, "CUDA GPU", "a GPU", 1L << 34,
            "CUDA 13", "Linux", ".NET 10", "Release", "0.1.0", "abc", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), "full", "MNIST."),
        Verified = [new("a.b", "dev", 10, 1e-7, 0.5, null), new("c.d", "dev", 10, 3, 2, "off by 3 < 4 & more")],
        Roofs = [new("memory", 1e11, "B/s", null, "copy"), new("arithmetic", 2e11, "flop/s", 2.4e11, "chains")],
        Throughput =
        [
            new("a.b", "Kernel", "cold", "dev", 1024, 20, 2, 0.1, 10, 8e9, 1e10, 0.812, 0.05, null, 0.003, "memory", 0.812),
            new("a.b", "Kernel", "warm", "dev", 64, 20, 1.5, 0.1, 13, 9e9, 2e10, 0.309, 0.1, null, 0.623, "launch-in-a-row", 0.623),
            new("e.f", "Kernel", "registers", "dev", 64, 20, 1.5, 0.1, 13, 0, 2e10, null, 0.1, 0.444, 0.001, "normals", 0.444),
        ],
        Variances =
        [
            new("quadratic", 1, "pathwise", "mean", 100, 1, 0.1, 1, 1, 4.1234, 4, 4.3, 4.1, 1, 2),
            new("quadratic", 3, "score-function", "mean", 100, 1, 0.1, 1, 1, 87.65, 87, 88, 99, 1, 2),
            new("logistic-regression trained fixed-minibatch", null, "pathwise", "mean", 100, 1, 0.1, null, null, 777, 700, 800, null, 1, 2e5),
        ],
        Curves = [new("quadratic", 1, "pathwise", "mean", 4.1), new("quadratic", 3, "pathwise", "mean", 4.1)],
        Training = [new("bayesian-classifier", "mnist", 1, 0.1, -2, 0.5, 0.3, 1), new("bayesian-classifier", "mnist", 2, 0.2, -1, 0.5, 0.7, 2)],
        Predictions = [new("bayesian-classifier", "mnist", "posterior-mean", 0.1, -0.3, 0.02, 2, 2)],
    };

    // Anything that a browser would fetch; the SVG namespace is only a name.
    [GeneratedRegex("(src|href)=\"(?!#)|@import|url\\((?!#)")]
    private static partial Regex Outside();

    [GeneratedRegex("\\bid=\"([^\"]+)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("url\\(#([^)]+)\\)")]
    private static partial Regex Uses();
}
