using System.Text.Json;
using BayesBench.Commands;
using BayesBench.Data;
using BayesBench.Models;
using BayesBench.Results;
using BayesBench.Support;
using BayesBench.Tests.Support;
using BayesBench.Training;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary><c>train noise-variance</c>: what it refuses, and one small run of it.</summary>
[Collection("program")]
public sealed class NoiseVarianceVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bayesbench-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--at 0", "--at has 0 at place 0; epochs must rise, and this one must be at least 1.")]
    [InlineData("--at 10 10", "--at has 10 at place 1; epochs must rise, and this one must be at least 11.")]
    [InlineData("--width 0", "--width is 0; it must be in [1, 10000].")]
    [InlineData("--batch -1", "--batch is -1; it must be in [1, 60000].")]
    [InlineData("--minibatches 2", "--minibatches is 2; it must be in [3, 100000].")]
    [InlineData("--examples 2", "--examples is 2; it must be in [3, 100000].")]
    public async Task A_wrong_number_is_named_and_nothing_written(string options, string error)
    {
        ProgramRun run = await ProgramRun.Of(["train", "noise-variance", "--device", "cpu", "--results", _folder, .. options.Split(' ')]);
        Assert.Equal((2, string.Empty, error), (run.ExitCode, run.Out, run.Error.Trim()));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task It_must_know_where_to_keep_its_results()
    {
        ProgramRun run = await ProgramRun.Of("train", "noise-variance");
        Assert.Equal((2, "Option '--results' is required."), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void A_run_leaves_its_results_and_goes_on_from_its_network()
    {
        var options = new NoiseVarianceOptions([1], Width: 6, Batch: 12, Minibatches: 3, Examples: 3);
        JsonElement[] rows = [.. Run(options).GetProperty("variances").EnumerateArray()];
        Assert.Equal(
            ["checkpoints", "history.csv", "noise-variance.csv", "provenance.json"],
            Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        IReadOnlyList<NoiseVarianceRow> written = Csv.Read<NoiseVarianceRow>(Path.Combine(_folder, "noise-variance.csv"));
        Assert.Equal(rows.Select(row => row.GetProperty("variance").GetDouble()), written.Select(row => row.Variance));
        string checkpoint = Path.Combine(_folder, "checkpoints", "epoch-1.checkpoint");
        Assert.Equal((5, 5), (CheckpointFile.Read(checkpoint).Step, Csv.Read<TrainingPoint>(Path.Combine(_folder, "history.csv")).Single().Step));
        DateTime made = File.GetLastWriteTimeUtc(checkpoint);
        Run(options);
        Assert.Equal(written, Csv.Read<NoiseVarianceRow>(Path.Combine(_folder, "noise-variance.csv")));
        Assert.Equal(made, File.GetLastWriteTimeUtc(checkpoint));
        // Another seed is another run, but where one begins anew.
        Assert.Contains("its seed is '1', asked for is '2'", Assert.Throws<BadInputException>(() => Run(options with { Seed = 2 })).Message, StringComparison.Ordinal);
        Run(options with { Seed = 2 }, fresh: true);
        Assert.Equal(2ul, CheckpointFile.Read(checkpoint).Run.Seed);
    }

    private JsonElement Run(NoiseVarianceOptions options, bool fresh = false)
    {
        using StringWriter output = new(), error = new();
        var terminal = new Terminal(output, error, () => Stream.Null, isWatched: false);
        int code = NoiseVarianceVerb.Run(
            new NoiseVarianceRequest(options, _folder, fresh, Json: true), TestDevices.Fastest, SyntheticDigits.Draw(60, 20), "some digits", terminal,
            TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Done, code);
        Assert.EndsWith("100%: measuring after epoch 1\n", error.ToString(), StringComparison.Ordinal);
        return JsonDocument.Parse(output.ToString()).RootElement.Clone();
    }
}
