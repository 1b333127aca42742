using System.Text.Json;
using BayesBench.Agreements;
using BayesBench.Catalogue;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>The catalogue's three forms: a table, a formula, a statement of the lecture.</summary>
[Collection("program")]
public class CatalogueTests
{
    [Theory]
    [InlineData("nonsense", "no formula 'nonsense'; nearest: ")]
    [InlineData("normal.log-densty", "no formula 'normal.log-densty'; nearest: normal.log-density, ")]
    [InlineData("F97", "no statement 'F97'; the lecture has F01 to F96.")]
    [InlineData("f0", "no statement 'f0'; the lecture has F01 to F96.")]
    [InlineData("--filter zzz", "--filter is 'zzz'; it matches no id.")]
    [InlineData("F27 --filter normal", "--filter is 'normal'; it goes with the table, not with 'F27'.")]
    public async Task What_is_not_there_is_one_line(string call, string error)
    {
        ProgramRun run = await ProgramRun.Of(["catalogue", .. call.Split(' ')]);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith(error, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task The_table_has_every_formula()
    {
        ProgramRun run = await ProgramRun.Of("catalogue");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.All(Registry.All, agreement => Assert.Contains($"  {agreement.Id}(", run.Out, StringComparison.Ordinal));
        Assert.Contains("no statistics (", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_is_filtered()
    {
        ProgramRun run = await ProgramRun.Of("catalogue", "--filter", "normal.log-*");
        Assert.Matches(@"normal\.log-density\(x, mean, standardDeviation\) +Probability/Normal +all +\d+ +F17 F63", run.Out);
        Assert.DoesNotContain("normal.cdf", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F59")]
    [InlineData("f59")]
    [InlineData("f059")]
    public async Task A_statement_of_the_suite_is_evaluated(string number)
    {
        ProgramRun run = await ProgramRun.Of("catalogue", number);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith("F59: correct", run.Out, StringComparison.Ordinal);
        Assert.Matches("lives in +Inference/Elbo", run.Out);
        Assert.Matches("tests +tests/Properties/Inference/ElboProperties.cs", run.Out);
        Assert.Contains("= -1.60561347", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_in_the_suite_is_said_to_be_planned()
    {
        foreach (Statement statement in Statements.All.Where(one => Statements.CoverageOf(one) == Coverage.NotYet))
        {
            ProgramRun run = await ProgramRun.Of("catalogue", statement.Number);
            Assert.Matches($"lives in +not yet in the suite; planned in {statement.Home}", run.Out);
            Assert.Contains($"{statement.Planned[0]} (planned)", run.Out, StringComparison.Ordinal);
            Assert.Equal(statement.Example?.Right is not null, run.Out.Contains("(stated, not yet computed here)", StringComparison.Ordinal));
            ProgramRun asked = await ProgramRun.Of("catalogue", statement.Planned[0]);
            Assert.Equal(2, asked.ExitCode);
            Assert.StartsWith($"no formula '{statement.Planned[0]}' yet; it is planned for ", asked.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_erratum_shows_both_forms_and_both_numbers()
    {
        ProgramRun run = await ProgramRun.Of("catalogue", "F76");
        Assert.StartsWith("F76: wrong as printed", run.Out, StringComparison.Ordinal);
        Assert.Matches("printed form +0", run.Out);
        Assert.Contains("= 6.9077", run.Out, StringComparison.Ordinal);
        Assert.Matches("proof +tests/Properties/Networks/DropConnectProperties.cs Erratum_F76", run.Out);
    }

    [Fact]
    public async Task A_formula_shows_text_bound_example_and_files()
    {
        ProgramRun run = await ProgramRun.Of("catalogue", "Normal.Log-Density");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("double LogDensity(double x, double mean, double standardDeviation)", run.Out, StringComparison.Ordinal);
        Assert.Contains(Registry.Find("normal.log-density").Bound.Analysis, run.Out, StringComparison.Ordinal);
        Assert.Contains("= -0.9189385332046728", run.Out, StringComparison.Ordinal);
        Assert.Contains("bench/Probability/NormalBenchmarks.cs", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--filter normal.cdf", "id", "normal.cdf")]
    [InlineData("normal.cdf", "signature", "double Cdf(double x, double mean, double standardDeviation)")]
    [InlineData("F59", "coverage", "whole")]
    public async Task Json_has_the_same(string call, string member, string value)
    {
        ProgramRun run = await ProgramRun.Of(["catalogue", .. call.Split(' '), "--json"]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        JsonElement root = JsonDocument.Parse(run.Out).RootElement;
        JsonElement page = root.ValueKind == JsonValueKind.Array ? root[0] : root;
        Assert.Equal(value, page.GetProperty(member).GetString());
    }
}
