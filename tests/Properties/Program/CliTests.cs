using System.CommandLine;
using System.Text.Json;
using BayesBench.Results;
using BayesBench.Support;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>What scripts rely on: help everywhere, exit codes, one-line errors, JSON that parses.</summary>
[Collection("program")]
public class CliTests
{
    // Commands without --json, each with the reason.
    private static readonly Dictionary<string, string> NoTable = new()
    {
        ["eval"] = "it answers in JSON Lines",
        ["report"] = "it prints the path of the file that it writes",
    };

    public static TheoryData<string> Verbs => [.. Commands().Select(one => one.Path).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_has_help(string verb)
    {
        ProgramRun run = await ProgramRun.Of([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("Usage:", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("[]", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "frob", "Unrecognized command or argument 'frob'.")]
    [InlineData(2, "verify --device foo", "--device is 'foo'; it must be auto, cuda, opencl or cpu, with :n for the n-th (cuda:1).")]
    [InlineData(2, "verify --device cpu --filter zzz", "--filter is 'zzz'; it matches no id.")]
    [InlineData(2, "verify --seed x", "Cannot parse argument 'x' for option '--seed' as expected type 'System.UInt64'.")]
    [InlineData(2, "--profile huge", "--profile is 'huge'; it must be one of full, quick, smoke.")]
    [InlineData(2, "report nowhere", "folder is 'nowhere'; there is no such folder.")]
    [InlineData(2, "train forest", "model is 'forest'; it must be one of classifier, network, sparse-lenet-300-100, sparse-lenet-5, local-300-100, dropout-300-100, map-300-100, autoencoder, importance-weighted, adaptive-depth.")]
    [InlineData(2, "train --epochs 0", "--epochs is 0; it must be at least 1.")]
    [InlineData(2, "train --learning-rate NaN", "--learning-rate is NaN; it must be positive and finite.")]
    [InlineData(2, "variance --model tree", "--model is 'tree'; it must be classifier or sigmoid-belief-net.")]
    [InlineData(2, "data fetch imagenet", "set 'imagenet' is not known; it must be one of mnist, uci, nist.")]
    [InlineData(2, "data verify imagenet", "set 'imagenet' is not known; it must be one of mnist, uci, nist.")]
    [InlineData(3, "verify --device cpu:9", "no device 'cpu:9' here: Cpu: only cpu:0 (CPUAccelerator).")]
    [InlineData(3, "eval --device cpu:9", "no device 'cpu:9' here: Cpu: only cpu:0 (CPUAccelerator).")]
    public async Task A_wrong_call_has_its_code_and_its_one_line(int code, string call, string error)
    {
        ProgramRun run = await ProgramRun.Of(call.Split(' '));
        Assert.Equal((code, string.Empty, error), (run.ExitCode, run.Out, run.Error.Trim()));
    }

    [Fact]
    public async Task Verbose_shows_where_an_error_comes_from()
    {
        ProgramRun run = await ProgramRun.Of("report", "nowhere", "--verbose");
        Assert.Contains("   at BayesBench.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_run_exits_130()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, error, () => Stream.Null, isWatched: false);
        int code = await Cli.RunAsync(["verify", "--device", "cpu"], terminal, cancelled.Token);
        Assert.Equal((130, "interrupted; finished results are in place."), (code, error.ToString().Trim()));
    }

    [Theory]
    [InlineData("devices --json", "choice")]
    [InlineData("verify --device cpu --filter normal.log-density --json", "worstShare")]
    [InlineData("variance --device cpu --problem quadratic --parameter -3 --estimators pathwise --draws 70000 --json", "exactVariance")]
    [InlineData("data list --json", "sets")]
    public async Task Json_parses_and_names_its_columns(string call, string name)
    {
        ProgramRun run = await ProgramRun.Of(call.Split(' '));
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        JsonElement root = JsonDocument.Parse(run.Out).RootElement;
        JsonElement first = root.ValueKind == JsonValueKind.Array ? root[0] : root;
        Assert.True(first.TryGetProperty(name, out _), run.Out);
    }

    [Fact]
    public async Task What_BenchmarkDotNet_says_does_not_stand_in_the_JSON()
    {
        ProgramRun run = await ProgramRun.Of("throughput", "--device", "cpu", "--filter", "sigmoid.value", "--json", "--", "--list", "flat");
        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(JsonDocument.Parse(run.Out).RootElement.GetProperty("roofs").EnumerateArray());
        Assert.Contains("SigmoidBenchmarks.Kernel", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_of_throughput_holds_the_rows_that_it_shows()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "kernels.csv");
        ProgramRun run = await ProgramRun.Of(
            "throughput", "--device", "cpu", "--profile", "smoke", "--filter", "sigmoid.value", "--output", file, "--json");
        Assert.Equal(0, run.ExitCode);
        JsonElement shown = JsonDocument.Parse(run.Out).RootElement.GetProperty("throughput");
        Assert.Equal(
            shown.EnumerateArray().Select(row => (row.GetProperty("id").GetString()!, row.GetProperty("kernelNanoseconds").GetDouble())),
            Csv.Read<ThroughputRow>(file).Select(row => (row.Id, row.KernelNanoseconds)));
        Assert.NotEqual(0, shown.GetArrayLength());
    }

    [Fact]
    public async Task An_argument_that_throughput_does_not_know_is_not_handed_on()
    {
        ProgramRun run = await ProgramRun.Of("throughput", "--device", "cpu", "--outputs", "there");
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains("'--outputs' is no argument of throughput", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_accuracy_of_a_function_is_JSON_too()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "accuracy.md");
        ProgramRun run = await ProgramRun.Of("accuracy", "--function", "sigmoid.value", "--json", "--output", file);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        JsonElement row = Assert.Single(JsonDocument.Parse(run.Out).RootElement.EnumerateArray());
        Assert.True(row.GetProperty("isWithin").GetBoolean());
        Assert.Contains("| sigmoid.value |", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_that_prints_a_table_prints_JSON()
    {
        string[] without = [.. Commands()
            .Where(one => one.Command.Action is not null && one.Command.Options.All(option => option.Name != "--json"))
            .Select(one => one.Path)];
        Assert.Equal(NoTable.Keys.Order(StringComparer.Ordinal), without.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Verify_names_the_formula_and_the_verdict()
    {
        ProgramRun run = await ProgramRun.Of("verify", "--device", "cpu", "--filter", "normal.log-*");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"normal\.log-density +\d+ +\S+ +\d+\.\d% +agrees", run.Out);
        Assert.Contains("1 agree, 0 disagree", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Devices_lists_every_kind()
    {
        ProgramRun run = await ProgramRun.Of("devices");
        Assert.Equal(0, run.ExitCode);
        Assert.All(["CUDA GPU", "OpenCL GPU", "OpenCL CPU", "CPU accelerator"], kind => Assert.Contains(kind, run.Out, StringComparison.Ordinal));
    }

    // Each command with the words that call it.
    private static IEnumerable<(string Path, Command Command)> Commands() => Below(
        string.Empty, Cli.Create(new Terminal(TextWriter.Null, TextWriter.Null, () => Stream.Null, isWatched: false)));

    private static IEnumerable<(string Path, Command Command)> Below(string path, Command command) =>
    [
        (path, command),
        .. command.Subcommands.SelectMany(inner => Below($"{path} {inner.Name}".Trim(), inner)),
    ];
}
