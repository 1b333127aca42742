using System.Text;
using System.Text.Json;
using BayesBench.Agreements;
using BayesBench.Evaluation;
using BayesBench.Properties.Support;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>eval answers in order, to the last bit, from any shape of file.</summary>
[Collection("program")]
public class EvalTests
{
    private const string Line = """{"id":"normal.log-density","args":{"x":0.1,"mean":0,"standardDeviation":1}}""";
    private const string Answer = """{"id":"normal.log-density","value":-0.9239385332046728}""";

    public static TheoryData<string, byte[]> Files => new()
    {
        { "no newline at the end", Encoding.UTF8.GetBytes($"{Line}\n{Line}") },
        { "carriage returns", Encoding.UTF8.GetBytes($"{Line}\r\n{Line}\r\n") },
        { "blank lines", Encoding.UTF8.GetBytes($"\n{Line}\n  \t\n\n{Line}\n\n") },
        { "a byte-order mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"{Line}\n{Line}\n")] },
        { "values, as in a golden file", Encoding.UTF8.GetBytes($"{Line[..^1]},\"value\":7}}\n{Line}\n") },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Shapes_of_a_file_that_are_no_errors(string shape, byte[] file)
    {
        ProgramRun run = await ProgramRun.WithInput(file, "eval");
        Assert.True(run.Out == $"{Answer}\n{Answer}\n", $"{shape}: {run.Out}");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Nothing_in_nothing_out() => Assert.Equal(new ProgramRun(0, string.Empty, string.Empty), await ProgramRun.Of("eval"));

    [Fact]
    public async Task A_missing_file_is_named()
    {
        ProgramRun run = await ProgramRun.Of("eval", "nowhere.jsonl");
        Assert.Equal((2, string.Empty, "file is 'nowhere.jsonl'; there is no such file."), (run.ExitCode, run.Out, run.Error.Trim()));
    }

    [Fact]
    public async Task Every_committed_golden_line_of_the_registry_is_answered()
    {
        var known = Registry.All.Select(agreement => agreement.Id).ToHashSet();
        GoldenLine[] lines = [.. new[] { "committed", "shared" }.SelectMany(GoldenFile.Lines).Where(line => known.Contains(line.Id))];
        string input = string.Join('\n', lines.Select(line => $"{{\"id\":\"{line.Id}\",\"args\":{line.Arguments.GetRawText()}}}"));
        ProgramRun run = await ProgramRun.WithInput(input, "eval");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        string[] answers = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines.Select(line => line.Id), answers.Select(answer => JsonDocument.Parse(answer).RootElement.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task More_lines_than_a_batch_holds_stay_in_order()
    {
        int[] xs = [.. Enumerable.Range(0, 10_000)];
        string input = string.Join('\n', xs.Select(x => FormattableString.Invariant(
            $"{{\"id\":\"normal.log-density\",\"args\":{{\"x\":{x},\"mean\":{x},\"standardDeviation\":{x + 1}}}}}")));
        ProgramRun run = await ProgramRun.WithInput(input, "eval");
        double[] values = [.. run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(answer => JsonDocument.Parse(answer).RootElement.GetProperty("value").GetDouble())];
        Assert.Equal(xs.Select(x => Reference.Probability.Normal.LogDensity(x, x, x + 1)), values);
    }

    [Fact]
    public async Task A_device_answers_within_the_bound_and_refuses_what_a_float_breaks()
    {
        string tiny = """{"id":"normal.log-density","args":{"x":0.1,"mean":0,"standardDeviation":1e-60}}""";
        ProgramRun run = await ProgramRun.WithInput($"{Line}\n{tiny}", "eval", "--device", "cpu");
        string[] answers = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // 8 units of float rounding of z^2/2 + |ln standardDeviation| + 1, the agreement's own bound.
        double value = JsonDocument.Parse(answers[0]).RootElement.GetProperty("value").GetDouble();
        Assert.InRange(value, -0.9239385332046728 - (8 * 1.005 / (1 << 24)), -0.9239385332046728 + (8 * 1.005 / (1 << 24)));
        Assert.NotEqual(-0.9239385332046728, value);
        Assert.Equal(
            "standardDeviation is 0; it must be positive and finite. (after rounding to a float, which is what reaches a device)",
            JsonDocument.Parse(answers[1]).RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_refused_without_being_held()
    {
        byte[] file = [.. Encoding.UTF8.GetBytes($"{Line}\n"), .. new byte[LineReader.LongestLine + 1], .. Encoding.UTF8.GetBytes($"\n{Line}\n")];
        ProgramRun run = await ProgramRun.WithInput(file, "eval");
        string[] answers = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([Answer, """{"id":null,"error":"the line is too long; it must have at most 67108864 bytes."}""", Answer], answers);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused()
    {
        ProgramRun run = await ProgramRun.WithInput([0x7B, 0xFF, 0x7D], "eval");
        Assert.Equal("""{"id":null,"error":"the line is not UTF-8."}""", run.Out.Trim());
    }
}
