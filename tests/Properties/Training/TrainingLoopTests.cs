using BayesBench.Kernels.Models;
using BayesBench.Support;
using BayesBench.Training;
using Xunit;

namespace BayesBench.Properties.Training;

/// <summary>The loop: which rates a step has, what is kept and when, how a run that was cut goes on, how a broken one stops.</summary>
public sealed class TrainingLoopTests : IDisposable
{
    private const int StepsPerEpoch = 5;

    private static readonly TrainingRecipe Recipe = new(
        "fake", "A fake.", string.Empty, Epochs: 4, Batch: 10, NetworkOptimiser.Adam, new LearningRate(0.1, 2, 6), new WarmUp(1, 3), InputScale.Unit, 0,
        (_, _, _, _) => new FakeModel());

    private static readonly RunDefinition Definition = new("fake 3", Recipe.Options, 7, "fake, 50 images");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bayesbench-");

    private string File => Path.Combine(_folder.FullName, "a.checkpoint");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Rates_change_between_epochs()
    {
        var model = new FakeModel();
        Run(model);
        Assert.Equal(Enumerable.Range(1, 20), model.Steps.Select(one => one.Step));
        (float, float)[] expected = [(0.1f, 0), (0.1f, 0), (0.1f, 0.5f), (0.075f, 1)];
        Assert.Equal(
            expected.SelectMany(rates => Enumerable.Repeat(rates, StepsPerEpoch)),
            model.Steps.Select(one => (one.Rates.LearningRate, one.Rates.DivergenceWeight)));
    }

    [Fact]
    public void An_epoch_has_its_row_and_its_checkpoint()
    {
        var model = new FakeModel();
        Checkpoint end = Run(model);
        Assert.Equal([(5, 1, 0), (10, 2, 0), (15, 3, 0.5), (20, 4, 1)], end.History.Select(row => (row.Step, row.Epoch, row.DivergenceWeight)));
        Assert.All(end.History, row => Assert.Equal(0.5, row.Error));
        Assert.True(end.History.Zip(end.History.Skip(1)).All(two => two.First.Seconds < two.Second.Seconds));
        Assert.All(end.History, row => Assert.True(row.ExamplesPerSecond > 0));
        AssertSame(end, CheckpointFile.Read(File));
    }

    // The cut falls into an epoch: what the steps before it saw counts in that epoch's row.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(19)]
    public void A_run_that_was_cut_goes_on_to_the_same_bits(int cut)
    {
        Checkpoint whole = Run(new FakeModel());
        using var source = new CancellationTokenSource();
        Checkpoint cutShort = Run(
            new FakeModel { Stepped = step => CancelAt(cut, step, source) }, source);
        Assert.Equal((cut, 20), (cutShort.Step, cutShort.Steps));
        AssertSame(cutShort, CheckpointFile.Read(File));

        var other = new FakeModel();
        Checkpoint found = Resumption.TakeUp(File, other, Definition);
        Checkpoint end = Loop(other).Run(found, null, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(cut + 1, 20 - cut), other.Steps.Select(one => one.Step));
        AssertSame(whole, end);
    }

    [Fact]
    public void A_finished_run_goes_on_when_more_epochs_are_asked_for()
    {
        Run(new FakeModel(), recipe: Recipe with { Epochs = 2 });
        var other = new FakeModel();
        Checkpoint found = Resumption.TakeUp(File, other, Definition);
        Assert.Equal((10, 10), (found.Step, found.Steps));
        AssertSame(Run(new FakeModel()), Loop(other).Run(found, null, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Infinity", "after step 13, layer 1 (fake 3): mean[1] is Infinity (learning rate 0.1, divergence weight 0.5)")]
    [InlineData("NaN", "after step 13, layer 1 (fake 3): mean[1] is NaN (learning rate 0.1, divergence weight 0.5)")]
    [InlineData("bound", "after step 13, the log-likelihood is ")]
    public void A_model_that_breaks_stops_at_its_step(string how, string told)
    {
        var error = Assert.Throws<CheckFailedException>(() => Run(new FakeModel { Ruin = (13, how) }));
        Assert.StartsWith($"training stopped: {told}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"the last good checkpoint is {File}, of step 10.", error.Message, StringComparison.Ordinal);
        Assert.Equal(10, CheckpointFile.Read(File).Step);
    }

    [Fact]
    public void A_model_that_breaks_before_it_was_kept_says_so() => Assert.EndsWith(
        "; no good checkpoint was kept.",
        Assert.Throws<CheckFailedException>(() => Run(new FakeModel { Ruin = (2, "NaN") })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_broken_model_is_not_kept_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        Assert.Throws<CheckFailedException>(() => Run(
            new FakeModel { Ruin = (2, "NaN"), Stepped = step => CancelAt(3, step, source) }, source));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused()
    {
        Run(new FakeModel());
        Refuses(Definition with { Model = "fake 4" }, "its model is 'fake 3', asked for is 'fake 4'");
        Refuses(Definition with { Data = "fake, 51 images" }, "its data is 'fake, 50 images', asked for is 'fake, 51 images'");
        Refuses(Definition with { Options = "Adam" }, $"its options is '{Recipe.Options}', asked for is 'Adam'");
        Refuses(Definition with { Seed = 8 }, "its seed is '7', asked for is '8'");
        Checkpoint end = CheckpointFile.Read(File);
        CheckpointFile.Write(File, end with { Arrays = [end.Arrays[0], end.Arrays[1] with { Shape = [1, 3] }, end.Arrays[2]] });
        Refuses(Definition, "its array 1 is 'layer 1 (fake 3): memory of mean' [1, 3], the model's is 'layer 1 (fake 3): memory of mean' [3]");
        CheckpointFile.Write(File, end with { Arrays = [end.Arrays[0], end.Arrays[1]] });
        Refuses(Definition, "its array 2 is missing, the model's is 'log-likelihood since the last report' [1, 3]");
    }

    [Fact]
    public void Progress_tells_every_epoch_and_what_is_left()
    {
        var told = new List<TrainingProgress>();
        Loop(new FakeModel()).Run(Start(), new Immediate<TrainingProgress>(told.Add), TestContext.Current.CancellationToken);
        Assert.Equal([5, 10, 15, 20], told.Where(at => at.EndOfEpoch is not null).Select(at => at.Step));
        Assert.All(told, at => Assert.True(at.Step < at.Steps ? at.Left > TimeSpan.Zero : at.Left == TimeSpan.Zero));
    }

    private void Refuses(RunDefinition asked, string difference)
    {
        var error = Assert.Throws<BadInputException>(() => Resumption.TakeUp(File, new FakeModel(), asked));
        Assert.Equal($"{File} is the checkpoint of another run: {difference}.", error.Message);
    }

    private static void CancelAt(int last, int step, CancellationTokenSource source)
    {
        if (step == last)
        {
            source.Cancel();
        }
    }

    private Checkpoint Run(FakeModel model, CancellationTokenSource? cancelled = null, TrainingRecipe? recipe = null) =>
        Loop(model, recipe).Run(Start(), null, (cancelled?.Token).GetValueOrDefault(TestContext.Current.CancellationToken));

    private TrainingLoop Loop(FakeModel model, TrainingRecipe? recipe = null) => new(model, recipe ?? Recipe, StepsPerEpoch, File, () => { });

    private static Checkpoint Start() => new(Definition, "here", 0, 0, 0, [], new FakeModel().Save());

    // All but the clock.
    private static void AssertSame(Checkpoint expected, Checkpoint actual)
    {
        Assert.Equal((expected.Run, expected.Step, expected.Steps), (actual.Run, actual.Step, actual.Steps));
        Assert.Equal(expected.History.Select(Untimed), actual.History.Select(Untimed));
        Assert.Equal(expected.Arrays.SelectMany(array => array.Values), actual.Arrays.SelectMany(array => array.Values));
    }

    private static TrainingPoint Untimed(TrainingPoint point) => point with { Seconds = 0, ExamplesPerSecond = 0 };
}
