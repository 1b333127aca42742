using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>A file of studies is each of them in turn, and its mistakes are named by study and member.</summary>
[Collection("program")]
public sealed class StudyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_studies_of_a_file_are_those_of_the_command_line_in_turn()
    {
        string[] one = ["--problem", "quadratic", "--parameter", "3", "--estimators", "pathwise", "--draws", "70000", "--mean", "2"];
        string[] other =
            ["--problem", "bernoulli", "--parameter", "0.2", "0.4", "--estimators", "leave-one-out", "--samples", "2", "--draws", "1"];
        string file = Write("""
            [
              {"problem": "quadratic", "parameter": 3, "estimators": ["pathwise"], "draws": 70000, "mean": 2},
              {"problem": ["bernoulli"], "parameter": [0.2, 0.4], "estimators": "leave-one-out", "samples": 2, "draws": 1}
            ]
            """);
        StudyCell[] apart = [.. await Cells(one), .. await Cells(other)];
        Assert.Equal(2 + 4, apart.Length);
        Assert.Equal(apart, await Cells("--study", file));

        // In parts, both studies at once.
        for (int part = 1; part <= 2; part++)
        {
            Assert.Equal(0, (await Run("--study", file, "--shard", $"{part}/2", "-o", In($"{part}.json"))).ExitCode);
        }

        Assert.Equal(0, (await ProgramRun.Of("variance", "merge", In("2.json"), In("1.json"), "-o", In("merged.csv"))).ExitCode);
        Assert.Equal(apart, Read("merged.csv"));
    }

    [Theory]
    [InlineData("""{"linear": [1, 2, 3]}""", new[] { 1, 1.5, 2 })]
    [InlineData("""{"logarithmic": [0.25, 4, 3]}""", new[] { 0.25, 1, 4 })]
    public async Task A_grid_stands_for_its_numbers(string grid, double[] numbers)
    {
        string file = Write("""[{"problem": "quadratic", "estimators": "pathwise", "draws": 1, "parameter": GRID}]"""
            .Replace("GRID", grid, StringComparison.Ordinal));
        Assert.Equal(numbers, (await Cells("--study", file)).Select(cell => cell.Parameter!.Value).Distinct());
    }

    [Fact]
    public async Task Results_are_a_folder_with_a_report()
    {
        string file = Write("""[{"problem": "cosine", "estimators": ["pathwise", "score-function"], "draws": 1, "parameter": [1, 2]}]""");
        StudyCell[] cells = await Cells("--study", file, "--results", In("results"));
        var results = new ResultsFolder(In("results"));
        Assert.Equal(cells, results.Variances.Select(cell => cell with { Nanoseconds = 0 }));
        Assert.Equal([2 * 2 * 61, 2], [results.Curves.Count, results.Crossings.Count]);
        Assert.Equal("CPU accelerator", results.RequiredMachine().DeviceKind);
        string report = await File.ReadAllTextAsync(results.Report, TestContext.Current.CancellationToken);
        Assert.Contains("<svg", report, StringComparison.Ordinal);
        Assert.Contains($"cosine, mean: pathwise up to {Format.Digits(1.063782)}, score-function.", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "FILE is no JSON: ")]
    [InlineData("[]", "FILE must hold an array of studies, at least one.")]
    [InlineData("{}", "FILE must hold an array of studies, at least one.")]
    [InlineData("[{}, 3]", "FILE, study 2 is 3; it must be an object.")]
    [InlineData("[{}, {\"objective\": 1}]", "FILE, study 2: there is no 'objective'; there are with, problem, estimators, parameter, samples, ")]
    [InlineData("[{\"draws\": \"many\"}]", "FILE, study 1: draws is \"many\"; it must be a whole number.")]
    [InlineData("[{\"draws\": 1.5}]", "FILE, study 1: draws is 1.5; it must be a whole number.")]
    [InlineData("[{\"mean\": null}]", "FILE, study 1: mean is null; it must be a number.")]
    [InlineData("[{\"estimators\": [\"pathwise\", 3]}]", "FILE, study 1: estimators is 3; it must be a text, at least one.")]
    [InlineData("[{\"samples\": []}]", "FILE, study 1: samples is []; it must be a whole number, at least one.")]
    [InlineData("[{\"logit\": \"none\"}]", "FILE, study 1: logit is \"none\"; it must be a number or a grid, ")]
    [InlineData("[{\"parameter\": {\"linear\": [1, 2]}}]", "FILE, study 1: parameter is {\"linear\": [1, 2]}; it must be a number or a grid, ")]
    [InlineData("[{\"parameter\": {\"linear\": [1, 2, 1]}}]", "FILE, study 1: parameter is {\"linear\": [1, 2, 1]}; it must be a number or a grid, ")]
    [InlineData("[{\"parameter\": {\"logarithmic\": [0, 2, 9]}}]", "FILE, study 1: parameter is {\"logarithmic\": [0, 2, 9]}; it must be a number or a grid, ")]
    [InlineData("[{\"with\": \"none.dll\"}]", "none.dll cannot be read: ")]
    [InlineData("[{\"draws\": 1, \"draws\": 2}]", "FILE is no JSON: Duplicate property 'draws'")]
    [InlineData("[{}, {\"draws\": 0}]", "study 2: draws is 0; it must be from 1 to 1099511627776.")]
    [InlineData("[{}, {\"estimators\": \"reinforce\"}]", "study 2: no estimator 'reinforce'; there are ")]
    public async Task A_bad_file_gets_one_clear_error(string text, string error)
    {
        string file = Write(text);
        ProgramRun run = await Run("--study", file, "-o", In("cells.csv"));
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith(error.Replace("FILE", file, StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
        Assert.False(File.Exists(In("cells.csv")));
    }

    [Fact]
    public async Task An_option_of_a_study_does_not_stand_beside_a_file_of_studies()
    {
        ProgramRun run = await Run("--study", Write("[{}]"), "--draws", "5");
        Assert.Equal((2, "--draws does not go with --study."), (run.ExitCode, run.Error.Trim()));
    }

    private static Task<ProgramRun> Run(params string[] arguments) => ProgramRun.Of(["variance", "--device", "cpu", .. arguments]);

    private async Task<StudyCell[]> Cells(params string[] arguments)
    {
        ProgramRun run = await Run([.. arguments, "-o", In("cells.csv")]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return Read("cells.csv");
    }

    private StudyCell[] Read(string name) => [.. Csv.Read<StudyCell>(In(name)).Select(cell => cell with { Nanoseconds = 0 })];

    private string Write(string text)
    {
        File.WriteAllText(In("studies.json"), text);
        return In("studies.json");
    }

    private string In(string name) => Path.Combine(_folder, name);
}
