using BayesBench.Data;
using BayesBench.Models;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>
/// A study goes on from whatever a kill left of it, and ends with the bits of an undisturbed one. What a kill leaves is a
/// beginning of the file of parts: every draft and every part is appended, and nothing is ever changed.
/// </summary>
[Collection("program")]
public sealed class CutShortTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Objectives_with_exact_answers()
    {
        // A pilot, a plan and often a second plan: where drawing stops hangs on where it was planned.
        var options = new GradientStudyOptions
        {
            Objectives = ["quadratic", "exponential"],
            Parameters = [1.1],
            Estimators = ["score-function", "pathwise"],
            RelativeHalfWidth = 0.01,
        };
        Holds(12, kept => GradientStudy.Run(TestDevices.Fastest, options, null, kept, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_classifier()
    {
        Digits digits = SyntheticDigits.Draw(200, 50);
        var options = new ClassifierStudyOptions(8, 4, 16, 0.95, new TrainingOptions(Epochs: 2, Reports: 2));
        Holds(4, kept => ClassifierStudy.Run(TestDevices.Fastest, digits, options, null, kept, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_finished_command_leaves_nothing_and_an_interrupted_one_says_that_it_goes_on()
    {
        string[] call = ["variance", "--device", "cpu", "--problem", "quadratic", "--parameter", "3", "--estimators", "pathwise", "--draws", "70000"];
        for (int time = 0; time < 2; time++)
        {
            (int code, string error) = await Run(call, CancellationToken.None);
            Assert.Equal((0, string.Empty), (code, error));
            Assert.Empty(Directory.GetFiles(_folder));
        }

        Assert.Equal(
            (130, "interrupted; finished results are in place, and the same command goes on where it stopped.\n"),
            await Run(call, new CancellationToken(canceled: true)));
    }

    private async Task<(int Code, string Error)> Run(string[] call, CancellationToken cancellation)
    {
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, error, () => Stream.Null, isWatched: false, _folder);
        return (await Cli.RunAsync(call, terminal, cancellation), error.ToString());
    }

    private void Holds(int moments, Func<UnfinishedRun, IReadOnlyList<StudyCell>> study)
    {
        IReadOnlyList<StudyCell> undisturbed = study(UnfinishedRun.None);
        Assert.True(Same(undisturbed, Run(study)), "keeping the parts changes them");
        string file = Assert.Single(Directory.GetFiles(_folder));
        byte[] whole = File.ReadAllBytes(file);
        int[] ends = [0, .. Enumerable.Range(1, whole.Length).Where(end => whole[end - 1] == '\n')];
        var random = new System.Random(20);
        var taken = 0;
        for (int moment = 0; moment < moments; moment++)
        {
            // Lines differ in length by thousands: a line first, then a place in it.
            int line = random.Next(ends.Length - 1);
            int left = random.Next(ends[line], ends[line + 1]);
            File.WriteAllBytes(file, whole[..left]);
            Assert.True(Same(undisturbed, Run(study, () => taken++)), $"cut after {left} of {whole.Length} bytes");
        }

        Assert.True(taken > 0, "no run was taken up");
    }

    private IReadOnlyList<StudyCell> Run(Func<UnfinishedRun, IReadOnlyList<StudyCell>> study, Action? taken = null)
    {
        using var run = new UnfinishedRun(_folder, "study", fresh: false, _ => taken?.Invoke(), TimeSpan.Zero);
        return study(run);
    }

    private static bool Same(IReadOnlyList<StudyCell> one, IReadOnlyList<StudyCell> other) =>
        one.Select(Untimed).SequenceEqual(other.Select(Untimed));

    private static StudyCell Untimed(StudyCell cell) => cell with { Nanoseconds = 0 };
}
