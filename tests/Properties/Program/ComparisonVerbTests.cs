using Xunit;

namespace BayesBench.Properties.Program;

/// <summary><c>train comparison</c>: what it refuses.</summary>
[Collection("program")]
public class ComparisonVerbTests
{
    [Theory]
    [InlineData("--epochs 0", "--epochs is 0; it must be in [1, 10000].")]
    [InlineData("--members 1", "--members is 1; it must be in [2, 100].")]
    [InlineData("--draws 0", "--draws is 0; it must be in [1, 10000].")]
    public async Task A_wrong_number_is_named_and_nothing_written(string options, string error)
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        ProgramRun run = await ProgramRun.Of(["train", "comparison", "--device", "cpu", "--results", folder, .. options.Split(' ')]);
        Assert.Equal((2, string.Empty, error), (run.ExitCode, run.Out, run.Error.Trim()));
        Assert.False(Directory.Exists(folder));
    }
}
