using Xunit;

namespace BayesBench.Properties.Program;

/// <summary><c>train bound-curves</c> and <c>train evidence-table</c>: what they refuse, before anything is written.</summary>
[Collection("program")]
public sealed class PublishedComparisonVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bayesbench-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("bound-curves --latents 3,x", "--latents has 'x'; it must be whole numbers in [1, 1000], parted by commas.")]
    [InlineData("bound-curves --latents 0", "--latents has '0'; it must be whole numbers in [1, 1000], parted by commas.")]
    [InlineData("bound-curves --latents 3,3", "--latents is '3,3'; it must name each number once.")]
    [InlineData("bound-curves --samples 99", "--samples is 99; it must be in [1000, 1000000000].")]
    [InlineData("evidence-table --models vae-2", "--models has 'vae-2'; it must be some of vae-1,vae-5,vae-50,iwae-1,iwae-5,iwae-50.")]
    [InlineData("evidence-table --models vae-1,vae-1", "--models is 'vae-1,vae-1'; it must name each model once.")]
    [InlineData("evidence-table --stages 9", "--stages is 9; it must be in [1, 8].")]
    [InlineData("evidence-table --draws 1", "--draws is 1; it must be in [2, 40000].")]
    [InlineData("evidence-table --test-images 10001", "--test-images is 10001; it must be in [2, 10000].")]
    public async Task What_is_wrong_is_named_and_nothing_is_written(string command, string error)
    {
        string results = Path.Combine(_folder.FullName, "results");
        ProgramRun run = await ProgramRun.Of(["train", .. command.Split(' '), "--device", "cpu", "--results", results]);
        Assert.Equal((2, string.Empty, error), (run.ExitCode, run.Out, run.Error.Trim()));
        Assert.False(Directory.Exists(results));
    }
}
