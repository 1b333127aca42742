using System.Text.Json;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Properties.Program;
using BayesBench.Results;
using BayesBench.Support;
using BayesBench.Tests.Support;
using BayesBench.Training;
using Xunit;

namespace BayesBench.Properties.Training;

/// <summary>The command as a user meets it, on a few synthetic digits.</summary>
[Collection("program")]
public sealed class TrainingCommandTests : IDisposable
{
    private static readonly Lazy<Digits> Some = new(() => SyntheticDigits.Draw(60, 20));

    private static readonly TrainingRecipe Classifier = TrainingRecipes.Of("classifier") with { Epochs = 2, Batch = 12, Draws = 2 };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bayesbench-");

    public static TheoryData<string, string> DevicesAndModels =>
        [.. from choice in TestDevices.Choices from model in new[] { "classifier", "network", "sparse-lenet-300-100", "autoencoder" } select (choice.Data, model)];

    private string File => Path.Combine(_folder.FullName, "a.checkpoint");

    public void Dispose() => _folder.Delete(recursive: true);

    // Ten steps in two epochs; the cut after four falls into the first.
    [Theory]
    [MemberData(nameof(DevicesAndModels))]
    public void Ten_steps_are_four_a_checkpoint_and_six(string choice, string model)
    {
        Device device = TestDevices.Get(choice);
        TrainingRecipe recipe = Recipe(model);
        Checkpoint whole = Train(device, recipe, stopAfter: null, resume: false);
        Checkpoint cut = Train(device, recipe, stopAfter: 4, resume: false);
        Assert.Equal((4, 10), (cut.Step, whole.Step));
        Checkpoint end = Train(device, recipe, stopAfter: null, resume: true);
        Assert.Equal(Bits(whole), Bits(end));
        Assert.Equal(whole.History.Select(Untimed), end.History.Select(Untimed));
        Assert.NotEqual(Bits(cut), Bits(end));
    }

    [Fact]
    public void A_run_leaves_its_results()
    {
        string results = Path.Combine(_folder.FullName, "results");
        (int code, string told, string error) = Run(new TrainingRequest(Classifier, 3, null, false, false, results, Json: false));
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("posterior-predictive", told, StringComparison.Ordinal);
        Assert.Equal(2, error.Split('\n').Count(line => line.StartsWith("epoch ", StringComparison.Ordinal)));
        IReadOnlyList<TrainingPoint> history = Csv.Read<TrainingPoint>(Path.Combine(results, "history.csv"));
        Assert.Equal([5, 10], history.Select(row => row.Step));
        Assert.Equal(2, Csv.Read<TestRow>(Path.Combine(results, "test.csv")).Count);
        JsonElement provenance = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(results, "provenance.json"))).RootElement;
        Assert.Equal(3, provenance.GetProperty("run").GetProperty("seed").GetInt32());
        Assert.True(provenance.GetProperty("machine").TryGetProperty("driver", out _));
        string[] files = [.. Directory.GetFiles(results).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "bound.svg", "error.svg", "filters-epoch-0001.png", "filters-epoch-0002.png", "history.csv", "layers.csv", "log-alpha.csv",
                "model.checkpoint", "provenance.json", "test.csv",
            ],
            files);
        Assert.Equal(history, CheckpointFile.Read(Path.Combine(results, "model.checkpoint")).History);
    }

    [Fact]
    public async Task An_autoencoder_leaves_pictures_and_scores_and_a_report_shows_them()
    {
        string results = Path.Combine(_folder.FullName, "results");
        TrainingRecipe recipe = Recipe("autoencoder") with { Epochs = 1, Draws = 0, Layers = "dense 6, tanh, dense 4 / dense 6, tanh, dense 784" };
        Assert.Equal(ExitCode.Done, Run(new TrainingRequest(recipe, 3, null, false, false, results, Json: false)).Code);
        Assert.All(
            new[] { "draws.png", "reconstructions.png", "walks.png", "plane.png", "out-of-domain.svg" },
            name => Assert.True(System.IO.File.Exists(Path.Combine(results, name)), name));
        IReadOnlyList<DomainRow> rows = Csv.Read<DomainRow>(Path.Combine(results, "out-of-domain.csv"));
        Assert.Equal(6 * 10, rows.Count);
        Assert.Equal(OutOfDomain.Summary(rows), Csv.Read<DomainSummary>(Path.Combine(results, "out-of-domain-summary.csv")));
        ProgramRun run = await ProgramRun.Of("report", results);
        Assert.Equal((0, Path.Combine(results, "report.html"), string.Empty), (run.ExitCode, run.Out.Trim(), run.Error));
        string html = await System.IO.File.ReadAllTextAsync(Path.Combine(results, "report.html"), TestContext.Current.CancellationToken);
        Assert.Equal(4, html.Split("data:image/png;base64,").Length - 1);
        Assert.Equal(2, html.Split("<svg").Length - 1);
        Assert.Contains("a quarter as bright", html, StringComparison.Ordinal);
        System.IO.File.WriteAllText(Path.Combine(results, "provenance.json"), "{}");
        ProgramRun broken = await ProgramRun.Of("report", results);
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains("provenance.json is not what train writes", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_in_JSON_holds_the_history()
    {
        (int code, string told, _) = Run(new TrainingRequest(Classifier, 1, File, false, false, null, Json: true));
        Assert.Equal(ExitCode.Done, code);
        JsonElement root = JsonDocument.Parse(told).RootElement;
        Assert.Equal(2, root.GetProperty("training").GetArrayLength());
        Assert.Equal(2, root.GetProperty("predictions").GetArrayLength());
        Assert.Equal(File, root.GetProperty("checkpoint").GetString());
    }

    [Fact]
    public void An_interrupted_run_says_so_and_its_checkpoint_stands()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        (int code, _, string error) = Run(new TrainingRequest(Classifier, 1, File, false, false, null, Json: false), cancelled);
        Assert.Equal(ExitCode.Interrupted, code);
        Assert.Contains("interrupted after step 0 of 10; the same command with --resume goes on.", error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Run(new TrainingRequest(Classifier, 1, File, true, false, null, Json: false)).Code);
        Assert.Equal(10, CheckpointFile.Read(File).Step);
    }

    [Fact]
    public void A_checkpoint_is_not_overwritten_unasked()
    {
        var request = new TrainingRequest(Classifier, 1, File, false, false, null, Json: false);
        Run(request);
        var error = Assert.Throws<BadInputException>(() => Run(request));
        Assert.Equal($"{File} is there already; --resume goes on with it, --fresh begins anew.", error.Message);
        Assert.Equal(ExitCode.Done, Run(request with { Fresh = true }).Code);
        // Another seed is another run.
        Assert.Contains(
            "its seed is '1', asked for is '2'",
            Assert.Throws<BadInputException>(() => Run(request with { Seed = 2, Resume = true })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_file_there_is_nothing_to_resume() => Assert.Equal(
        "--resume has no checkpoint; --checkpoint must name one.",
        Assert.Throws<BadInputException>(() => Run(new TrainingRequest(Classifier, 1, null, true, false, null, Json: false))).Message);

    [Fact]
    public void A_learning_rate_that_ruins_the_model_stops_the_run()
    {
        TrainingRecipe wild = Classifier with { Rate = new LearningRate(1e30) };
        var error = Assert.Throws<CheckFailedException>(() => Run(new TrainingRequest(wild, 1, File, false, false, null, Json: false)));
        Assert.Matches(@"^training stopped: after step 1, the log-likelihood is \S+ and the divergence Infinity \(learning rate 1E\+30, divergence weight 1\); no good", error.Message);
    }

    // Few outputs: what is tested is how a run goes on.
    private static TrainingRecipe Recipe(string model)
    {
        TrainingRecipe recipe = TrainingRecipes.Of(model) with { Epochs = 2, Batch = 12, WarmUp = new WarmUp(0, 2) };
        string[] sizes = ["300", "100", "500"];
        return recipe with { Layers = sizes.Aggregate(recipe.Layers, (layers, size) => layers.Replace(size, "6", StringComparison.Ordinal)) };
    }

    private static TrainingPoint Untimed(TrainingPoint point) => point with { Seconds = 0, ExamplesPerSecond = 0 };

    private static IEnumerable<uint> Bits(Checkpoint checkpoint) =>
        checkpoint.Arrays.SelectMany(array => array.Values).Select(BitConverter.SingleToUInt32Bits);

    private (int Code, string Out, string Error) Run(TrainingRequest request, CancellationTokenSource? cancelled = null)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, () => Stream.Null, isWatched: false);
        int code = new TrainingCommand(TestDevices.Fastest, Some.Value, "some digits", terminal)
            .Run(request, (cancelled?.Token).GetValueOrDefault(TestContext.Current.CancellationToken));
        return (code, output.ToString(), error.ToString());
    }

    private Checkpoint Train(Device device, TrainingRecipe recipe, int? stopAfter, bool resume)
    {
        using var source = new CancellationTokenSource();
        using ITrainedModel model = recipe.Build(device, Inputs.Scaled(Some.Value, recipe.Inputs), recipe, 5);
        var run = new RunDefinition(model.Text, recipe.Options, 5, "some digits");
        Checkpoint start = resume ? Resumption.TakeUp(File, model, run) : new Checkpoint(run, device.Name, 0, 0, 0, [], model.Save());
        using var cut = new CutModel(model, step => step == stopAfter, source);
        return new TrainingLoop(cut, recipe, stepsPerEpoch: 5, File, device.Synchronize).Run(start, null, source.Token);
    }

    /// <summary>A model that cancels its run after a step.</summary>
    private sealed class CutModel(ITrainedModel model, Predicate<int> isLast, CancellationTokenSource source) : ITrainedModel
    {
        public string Text => model.Text;

        public int LaunchesPerStep => model.LaunchesPerStep;

        public void Step(int step, StepRates rates)
        {
            model.Step(step, rates);
            if (isLast(step))
            {
                source.Cancel();
            }
        }

        public ModelReport TakeReport(int examples) => model.TakeReport(examples);

        public TestScore Test(int draws) => model.Test(draws);

        public IReadOnlyList<ModelArray> Save() => model.Save();

        public void Restore(IReadOnlyList<ModelArray> arrays, int step) => model.Restore(arrays, step);

        public void Dispose()
        {
        }
    }
}
