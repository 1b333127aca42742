using Xunit;

namespace BayesBench.Properties.Program;

/// <summary><c>train depth-study</c>: what it refuses, before it trains anything.</summary>
[Collection("program")]
public class DepthStudyVerbTests
{
    [Theory]
    [InlineData("--epochs 0", "--epochs is 0; it must be in [1, 1000].")]
    [InlineData("--width 4097", "--width is 4097; it must be in [1, 4096].")]
    [InlineData("--layers -1", "--layers is -1; it must be in [1, 64].")]
    [InlineData("--taus 0.1 -0.5", "--taus has -0.5; it must be in [0, 1000].")]
    [InlineData("--taus NaN", "--taus has NaN; it must be in [0, 1000].")]
    [InlineData("--taus 1 0 1", "--taus has a price twice; each makes one network.")]
    public async Task A_wrong_number_is_named_and_nothing_is_written(string options, string error)
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        ProgramRun run = await ProgramRun.Of(["train", "depth-study", "--device", "cpu", "--results", folder, .. options.Split(' ')]);
        Assert.Equal((2, string.Empty, error), (run.ExitCode, run.Out, run.Error.Trim()));
        Assert.False(Path.Exists(folder));
    }
}
