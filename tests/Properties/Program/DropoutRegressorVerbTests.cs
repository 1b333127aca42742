using System.Text.Json;
using BayesBench.Data;
using BayesBench.Models;
using BayesBench.Properties.Data;
using BayesBench.Results;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary><c>train dropout-regressor</c>: what it refuses, and one small run of it.</summary>
[Collection("program")]
public class DropoutRegressorVerbTests
{
    [Theory]
    [InlineData("--splits 0", "--splits is 0; it must be in [1, 20].")]
    [InlineData("--splits 21", "--splits is 21; it must be in [1, 20].")]
    [InlineData("--set protein-tertiary-structure --splits 6", "--splits is 6; it must be in [1, 5].")]
    [InlineData("--draws 0", "--draws is 0; it must be in [1, 1000000].")]
    [InlineData("--epoch-factor -1", "--epoch-factor is -1; it must be in [1, 1000].")]
    public async Task A_wrong_number_is_named(string options, string error)
    {
        ProgramRun run = await Train(["--device", "cpu", .. options.Split(' ')]);
        Assert.Equal((2, string.Empty, error), (run.ExitCode, run.Out, run.Error.Trim()));
    }

    [Fact]
    public async Task A_set_that_nobody_knows_is_named()
    {
        ProgramRun run = await Train("--set", "boston");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("set 'boston' is not known; it must be one of concrete, energy, ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_says_and_writes_how_it_compares()
    {
        RealData.Require("uci");
        string folder = Directory.CreateTempSubdirectory("bayesbench-").FullName;
        ProgramRun run = await Train("--splits", "1", "--epoch-factor", "1", "--draws", "20", "--json", "--results", folder);
        Assert.Equal(0, run.ExitCode);
        JsonElement shown = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(UciSet.Find("yacht").Published.LogLikelihood, shown.GetProperty("publishedLogLikelihood").GetDouble());
        DropoutRegressorSummary summary = Assert.Single(Csv.Read<DropoutRegressorSummary>(Path.Combine(folder, "summary.csv")));
        Assert.Equal(shown.GetProperty("rootMeanSquareError").GetDouble(), summary.RootMeanSquareError);
        // Forty epochs are few, but better than the target's own standard deviation, 15.
        Assert.InRange(summary.RootMeanSquareError, 1, 14);
        Assert.Equal(("yacht", 0), Csv.Read<DropoutRegressorRow>(Path.Combine(folder, "splits.csv")).Select(row => (row.Set, row.Split)).Single());
    }

    private static Task<ProgramRun> Train(params string[] options) => ProgramRun.Of(["train", "dropout-regressor", .. options]);
}
