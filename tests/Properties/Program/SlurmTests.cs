using BayesBench.Results;
using BayesBench.Studies;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>A real job array draws a study in parts, each task its own; they join to the bits of the whole.</summary>
[Collection("program")]
public sealed class SlurmTests : IDisposable
{
    private const string Study = "variance --device cpu --draws 300000 --problem quadratic --parameter 0.45 --estimators score-function pathwise";

    private readonly string _folder = Directory.CreateTempSubdirectory("slurm").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_array_of_three_tasks_draws_the_study()
    {
        using var cluster = new SlurmCluster(_folder);
        string part = Path.Combine(_folder, "part-$SLURM_ARRAY_TASK_ID.json");

        // An array may begin anywhere.
        (int status, string said) = cluster.Array("4-6", $"{ProgramProcess.Command} {Study} --shard slurm -o {part}");
        Assert.True(status == 0, said + cluster.Logs);
        string[] parts = [.. Enumerable.Range(4, 3).Select(task => part.Replace("$SLURM_ARRAY_TASK_ID", $"{task}", StringComparison.Ordinal))];
        Assert.Equal([1, 2, 3], parts.Select(file => ShardNumber(File.ReadAllText(file))));

        string merged = Path.Combine(_folder, "merged.csv");
        Assert.Equal(0, (await ProgramRun.Of(["variance", "merge", .. parts, "-o", merged])).ExitCode);
        string whole = Path.Combine(_folder, "whole.csv");
        Assert.Equal(0, (await ProgramRun.Of([.. Study.Split(' '), "-o", whole])).ExitCode);
        Assert.Equal(Cells(whole), Cells(merged));
    }

    private static int ShardNumber(string file) =>
        System.Text.Json.Nodes.JsonNode.Parse(file)!["shard"]!["number"]!.GetValue<int>();

    private static StudyCell[] Cells(string path) => [.. Csv.Read<StudyCell>(path).Select(cell => cell with { Nanoseconds = 0 })];
}
