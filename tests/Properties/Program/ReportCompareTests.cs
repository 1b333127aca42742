using System.Text.Json;
using BayesBench.Results;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>Two runs side by side: every row of both, ratios with intervals, what differs at the head.</summary>
[Collection("program")]
public sealed class ReportCompareTests : IDisposable
{
    private readonly string _a = Directory.CreateTempSubdirectory().FullName;
    private readonly string _b = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public async Task A_run_compared_with_itself_differs_nowhere()
    {
        ReportTests.Fill(_a);
        ProgramRun run = await ProgramRun.Of("report", "compare", _a, _a);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("Their records are the same.", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"a\.b Kernel cold +2 ns ± 0\.1 ns +2 ns ± 0\.1 ns +1 +0\.93\d … 1\.07", run.Out);
        Assert.Contains("3 rows: 0 differ, 0 only in A, 0 only in B.", run.Out, StringComparison.Ordinal);
        Assert.Equal(0, await Count("differs", _a, _a));
    }

    [Fact]
    public async Task What_differs_is_marked_and_no_row_is_dropped()
    {
        Two();
        ProgramRun run = await ProgramRun.Of("report", "compare", _a, _b);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Matches(@"commit +abc +def", run.Out);
        Assert.Matches(@"profile +full +smoke", run.Out);
        Assert.DoesNotMatch(@"processor +a processor", run.Out); // the same in both
        Assert.Matches(@"a\.b Kernel cold +2 ns ± 0\.1 ns +4 ns ± 0\.1 ns +2 +1\.\d+ … 2\.\d+ +differs", run.Out);
        Assert.Matches(@"only\.a Kernel cold +3 ns +only in A", run.Out);
        Assert.Matches(@"only\.b Kernel cold +5 ns ± 0\.1 ns +only in B", run.Out);
        Assert.Matches(@"single\.shot Kernel cold +7 ns +14 ns +2 *\n", run.Out); // no interval, so nothing is claimed
        Assert.Matches(@"endless Kernel cold +Infinity s +1 ns ± 0\.1 ns +NaN *\n", run.Out);
        Assert.Matches(@"c\.d +200\.0% +50\.0% +off by 3 < 4 & more +agrees +differs", run.Out);
        Assert.Contains("quadratic 1 pathwise mean", run.Out, StringComparison.Ordinal);
        Assert.Matches("Roofs\n2 rows: 0 differ, 2 only in A, 0 only in B.", run.Out.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Rows_of_one_key_are_told_apart()
    {
        Two();
        ThroughputRow row = Row("twice", 1, 0.1);
        new ResultsFolder(_a).Throughput = [row, row with { KernelNanoseconds = 2 }];
        new ResultsFolder(_b).Throughput = [row, row with { KernelNanoseconds = 2 }];
        ProgramRun run = await ProgramRun.Of("report", "compare", _a, _b);
        Assert.Matches(@"twice Kernel cold \(2\) +2 ns ± 0\.1 ns +2 ns ± 0\.1 ns +1 ", run.Out);
    }

    [Fact]
    public async Task Json_has_both_rows_and_the_ratio()
    {
        Two();
        ProgramRun run = await ProgramRun.Of("report", "compare", _a, _b, "--json");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        JsonElement row = JsonDocument.Parse(run.Out).RootElement.GetProperty("throughput")[0];
        Assert.Equal((2.0, 4.0), (row.GetProperty("a").GetProperty("kernelNanoseconds").GetDouble(), row.GetProperty("b").GetProperty("kernelNanoseconds").GetDouble()));
        JsonElement ratio = row.GetProperty("ratio");
        Assert.Equal((2.0, true), (ratio.GetProperty("value").GetDouble(), ratio.GetProperty("differs").GetBoolean()));
        Assert.InRange(2, ratio.GetProperty("low").GetDouble(), ratio.GetProperty("high").GetDouble());
        Assert.Equal(5, await Count("differs", _a, _b) + await Count("only in A", _a, _b) + await Count("only in B", _a, _b));
    }

    [Fact]
    public async Task Html_has_every_row_and_stands_alone()
    {
        Two();
        string file = Path.Combine(_b, "compared.html");
        ProgramRun run = await ProgramRun.Of("report", "compare", _a, _b, "--output", file);
        Assert.Equal((0, file, string.Empty), (run.ExitCode, run.Out.Trim(), run.Error));
        string html = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.All(["only.a Kernel", "only.b Kernel", "<td class=\"bad\">differs</td>", "off by 3 &lt; 4 &amp; more"], text =>
            Assert.Contains(text, html, StringComparison.Ordinal));
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_folder_is_one_line()
    {
        ReportTests.Fill(_a);
        await Refused("A is 'nowhere'; there is no such folder.", "nowhere", _a);
        await Refused("B is 'nowhere'; there is no such folder.", _a, "nowhere");
        await Refused($"{_b} holds no results; it must hold a machine.json (the main job writes one).", _a, _b);
        new ResultsFolder(_b).Machine = new ResultsFolder(_a).Machine;
        await File.WriteAllTextAsync(Path.Combine(_b, "roofs.csv"), "roof\n", TestContext.Current.CancellationToken);
        await Refused($"{Path.Combine(_b, "roofs.csv")} has another head; it must be {string.Join(',', Csv.HeadOf<RoofRow>())}.", _a, _b);
    }

    public void Dispose()
    {
        Directory.Delete(_a, recursive: true);
        Directory.Delete(_b, recursive: true);
    }

    private static async Task Refused(string error, string a, string b)
    {
        ProgramRun run = await ProgramRun.Of("report", "compare", a, b);
        Assert.Equal((2, string.Empty, error), (run.ExitCode, run.Out, run.Error.Trim()));
    }

    // How many rows of throughput have a mark.
    private static async Task<int> Count(string mark, string a, string b) =>
        (await ProgramRun.Of("report", "compare", a, b)).Out.ReplaceLineEndings("\n").Split("Throughput")[1].Split("Variance of")[0]
            .Split('\n').Count(line => line.TrimEnd().EndsWith("  " + mark, StringComparison.Ordinal));

    private void Two()
    {
        ResultsFolder a = ReportTests.Fill(_a);
        a.Throughput = [.. a.Throughput, Row("only.a", 3, double.NaN), Row("single.shot", 7, double.NaN), Row("endless", double.PositiveInfinity, double.NaN)];
        var b = new ResultsFolder(_b)
        {
            Machine = a.Machine! with { Commit = "def", Profile = "smoke" },
            Throughput = [Row("a.b", 4, 0.1), Row("single.shot", 14, double.NaN), Row("endless", 1, 0.1), Row("only.b", 5, 0.1)],
            Verified = [a.Verified[0], new("c.d", "dev", 10, 1e-7, 0.5, null)],
            Variances = a.Variances,
        };
        File.Delete(Path.Combine(b.Path, "roofs.csv")); // never written: a missing table is an empty one
    }

    private static ThroughputRow Row(string id, double nanoseconds, double halfWidth) =>
        new(id, "Kernel", "cold", "dev", 1024, 20, nanoseconds, halfWidth, 20 / nanoseconds, 8e9, 1e10, 0.5, 0.1, null, 0.01, "memory", 0.5);
}
