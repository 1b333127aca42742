using System.Text.Json.Nodes;
using BayesBench.Results;
using BayesBench.Studies;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>A study in parts is the study: the same bits from any number of parts, and one clear error for what is no whole.</summary>
[Collection("program")]
public sealed class ShardedStudyTests : IDisposable
{
    // Five blocks: fewer than the greatest number of parts, and no power of two.
    private static readonly string[] Study =
    [
        "variance", "--device", "cpu", "--draws", "300000", "--problem", "quadratic",
        "--parameter", "0.45", "--estimators", "score-function", "leave-one-out", "--samples", "4",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Any_number_of_parts_joins_to_the_bits_of_the_whole()
    {
        Assert.Equal(0, (await ProgramRun.Of([.. Study, "-o", In("whole.csv")])).ExitCode);
        StudyCell[] whole = Cells("whole.csv");
        Assert.NotEmpty(whole);
        foreach (int count in new[] { 1, 2, 3, 7, 8 })
        {
            string[] parts = await Parts(count);
            // Any order: backwards, and from the middle on.
            foreach (string[] order in new string[][] { [.. parts.Reverse()], [.. parts[(count / 2)..], .. parts[..(count / 2)]] })
            {
                ProgramRun run = await Merge(order);
                Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
                Assert.Equal(whole, Cells("merged.csv"));
            }
        }
    }

    [Fact]
    public async Task What_is_no_whole_is_refused_in_one_line_and_nothing_is_written()
    {
        string[] parts = await Parts(3);
        string half = Changed(parts[0], text => text[..(text.Length / 2)]);
        string other = Changed(parts[1], text => text.Replace("\"mean\":1,", "\"mean\":2,", StringComparison.Ordinal));
        string device = Changed(parts[1], text => Json(text, file => file["origin"]!["device"] = "another"));
        string program = Changed(parts[0], text => Json(text, file => file["origin"]!["program"] = "another"));
        string ofFour = Changed(parts[1], text => Json(text, file => file["shard"]!["count"] = 4));
        string holed = Changed(parts[1], text => Json(text, file => file["runs"]![0]!["trees"]![0]!.AsArray().RemoveAt(0)));
        string beyond = Changed(parts[1], text => Json(text, file => file["shard"]!["number"] = 4));
        await Refused($"shard 2 of 3 is missing.", parts[0], parts[2]);
        await Refused($"shards 1, 3 of 3 are missing.", parts[1]);
        await Refused($"{parts[1]} and {parts[1]} are both shard 2/3.", parts[0], parts[1], parts[1]);
        await Refused($"{other} belongs to another study than {parts[0]}: its options differ.", parts[0], other, parts[2]);
        await Refused($"{ofFour} belongs to another study than {parts[0]}: it is one of 4 parts, not of 3.", parts[0], ofFour, parts[2]);
        await Refused($"{device} belongs to another study than {parts[0]}: its device is 'another', not '", parts[0], device, parts[2]);
        await Refused($"{program} was drawn by 'another'; this is '", program, parts[1], parts[2]);
        await Refused($"{holed} does not hold the blocks of shard 2/3.", parts[0], holed, parts[2]);
        await Refused($"{half} is no part of a study (variance --shard writes one): ", half, parts[1], parts[2]);
        await Refused($"{beyond} is no part of a study (variance --shard writes one): ", parts[0], beyond, parts[2]);
        await Refused($"Could not find file '{In("nowhere")}'.", In("nowhere"));
    }

    [Theory]
    [InlineData("--shard 0/3 -o FILE", "--shard is '0/3'; it must be i/n with 1 <= i <= n, slurm or kubernetes.")]
    [InlineData("--shard 1/3", "--shard needs --output: a part is a file.")]
    [InlineData("--shard 1/3 -o FILE", "--shard needs --draws: how many an interval needs is only known from all of them.")]
    [InlineData("--shard 1/3 -o FILE --draws 0", "draws is 0; it must be from 1 to 1099511627776.")]
    [InlineData("--shard 1/3 -o FILE --model classifier", "--shard does not go with --model.")]
    public async Task A_part_that_cannot_be_drawn_is_refused(string call, string error)
    {
        string file = In("part.json");
        ProgramRun run = await ProgramRun.Of(
            ["variance", "--device", "cpu", .. call.Replace("FILE", file, StringComparison.Ordinal).Split(' ')]);
        Assert.Equal((2, string.Empty, error), (run.ExitCode, run.Out, run.Error.Trim()));
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_job_array_draws_the_parts_by_its_environment()
    {
        string[] parts = [In("0.json"), In("1.json")];
        try
        {
            Environment.SetEnvironmentVariable("JOB_COMPLETION_COUNT", "2");
            for (int index = 0; index < 2; index++)
            {
                Environment.SetEnvironmentVariable("JOB_COMPLETION_INDEX", FormattableString.Invariant($"{index}"));
                Assert.Equal(0, (await ProgramRun.Of([.. Study, "--shard", "kubernetes", "-o", parts[index]])).ExitCode);
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("JOB_COMPLETION_COUNT", null);
            Environment.SetEnvironmentVariable("JOB_COMPLETION_INDEX", null);
        }

        Assert.Equal(0, (await Merge(parts)).ExitCode);
        Assert.NotEmpty(Cells("merged.csv"));
    }

    private async Task<string[]> Parts(int count)
    {
        var parts = new List<string>();
        for (int number = 1; number <= count; number++)
        {
            parts.Add(In($"{number}-of-{count}.json"));
            ProgramRun run = await ProgramRun.Of([.. Study, "--shard", $"{number}/{count}", "-o", parts[^1]]);
            Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        }

        return [.. parts];
    }

    private Task<ProgramRun> Merge(params string[] parts) => ProgramRun.Of(["variance", "merge", .. parts, "-o", In("merged.csv")]);

    private async Task Refused(string error, params string[] parts)
    {
        ProgramRun run = await Merge(parts);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith(error, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
        Assert.False(File.Exists(In("merged.csv")));
    }

    private string Changed(string part, Func<string, string> change)
    {
        string path = In($"{Guid.NewGuid():N}.json");
        string before = File.ReadAllText(part);
        File.WriteAllText(path, change(before));
        Assert.NotEqual(before.Trim(), File.ReadAllText(path).Trim());
        return path;
    }

    private static string Json(string text, Action<JsonNode> change)
    {
        JsonNode node = JsonNode.Parse(text)!;
        change(node);
        return node.ToJsonString();
    }

    // The time is another in every run.
    private StudyCell[] Cells(string name) => [.. Csv.Read<StudyCell>(In(name)).Select(cell => cell with { Nanoseconds = 0 })];

    private string In(string name) => Path.Combine(_folder, name);
}
