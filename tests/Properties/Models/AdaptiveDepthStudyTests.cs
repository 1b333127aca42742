using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Models;
using BayesBench.Results;
using BayesBench.Tests.Support;
using BayesBench.Training;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>The study of adaptive depth, and the model that it trains, at small size.</summary>
public class AdaptiveDepthStudyTests
{
    private static readonly AdaptiveDepthOptions Small = new(Width: 16, Layers: 3, Batch: 10);

    [Fact]
    public void Dear_layers_are_used_less_and_their_price_decides_nothing_else()
    {
        IReadOnlyList<DepthStudyPart> parts = Study(Small, epochs: 4, [0.01f, 3f]);
        Assert.Equal(
            from tau in new[] { 0.01f, 3f } from rule in new[] { "all", "median", "draw", "joint-mode" } select (tau, rule),
            parts.SelectMany(part => part.Rows).Select(row => (row.Tau, row.Rule)));
        Assert.All(parts, part =>
        {
            DepthCostRow whole = part.Rows[0];
            Assert.Equal((3, 3, 1, 1, 1), (whole.Depth, whole.Blocks, whole.SpeedUp, whole.Work, whole.ShareOfLayers));
            Assert.InRange(whole.Error, 0, 0.6); // of ten classes nine are wrong by chance
            Assert.All(part.Rows, row =>
            {
                Assert.True(row is { Layers: 3, Rows: 100, Seconds: > 0, LogLikelihood: < 0 }, $"{row}");
                Assert.Equal(whole.Seconds / row.Seconds, row.SpeedUp, 1e-12);
                Assert.Equal(row.SpeedUp * row.Blocks / 3, row.ShareOfLayers, 1e-12);
                Assert.Equal((784 + (3 * 16) + 10) / (784 + (row.Blocks * 16) + 10), row.Work, 1e-12);
            });
            Assert.All(part.Rows.Take(3), row => Assert.Equal(row.Depth, row.Blocks));
            Assert.True(part.Rows[3].Blocks >= part.Rows[3].Depth);
        });
        Assert.True(parts[1].Rows[2].Depth < parts[0].Rows[2].Depth - 0.5, "a dear layer is drawn less often");
        Assert.Equal(40, parts[0].First.Count);
        Assert.Empty(parts[0].First.Intersect(parts[0].Last));
        DepthStudyPart again = Assert.Single(Study(Small, epochs: 4, [3f]));
        Assert.Equal(parts[1].Rows.Select(row => (row.Error, row.LogLikelihood, row.Depth)), again.Rows.Select(row => (row.Error, row.LogLikelihood, row.Depth)));
        Assert.Equal(parts[1].First, again.First);
    }

    [Fact]
    public void A_study_that_was_cut_short_goes_on_with_the_next_price()
    {
        string folder = Directory.CreateTempSubdirectory("bayesbench-").FullName;
        using var cancelled = new CancellationTokenSource();
        using (var first = new UnfinishedRun(folder, "depth", fresh: false, _ => { }))
        {
            Assert.Throws<OperationCanceledException>(() => AdaptiveDepthStudy.Run(
                TestDevices.Fastest, Few, Small, 1, [0.1f, 1], finished: _ => cancelled.Cancel(), run: first, cancellation: cancelled.Token));
        }

        var told = new List<int>();
        var shares = new List<double>();
        using var second = new UnfinishedRun(folder, "depth", fresh: false, _ => { });
        Assert.Equal(1, second.Done);
        AdaptiveDepthStudy.Run(
            TestDevices.Fastest, Few, Small, 1, [0.1f, 1], (share, _) => shares.Add(share), parts => told.Add(parts.Count), second,
            TestContext.Current.CancellationToken);
        Assert.Equal([1, 2], told);
        Assert.True(shares[0] >= 0.5, "one of two prices was done");
        Assert.Equal(shares.Order(), shares);
    }

    [Fact]
    public void Its_folder_holds_a_table_a_plot_and_the_images_that_stop_first_and_last()
    {
        string folder = Directory.CreateTempSubdirectory("bayesbench-").FullName;
        DepthCostRow row = new(0.25f, "median", 0.125, -0.5, 2, 2, 3, 20, 0.001, 1.25, 1.5, 0.75);
        Machine machine = Machine.Of(TestDevices.Fastest, string.Empty, string.Empty);
        DepthStudyFolder.Write(
            folder, [new DepthStudyPart([row], [1, 0], [19])], Few, new DepthStudyProvenance(new("a network", "4 epochs", 7, "digits"), machine));
        Assert.Equal(
            ["depth.csv", "depth.svg", "provenance.json", "tau-0.25-first.png", "tau-0.25-last.png"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Assert.Equal([row], Csv.Read<DepthCostRow>(Path.Combine(folder, "depth.csv")));
        Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(folder, "depth.svg")), StringComparison.Ordinal);
        Assert.Contains("\"seed\": 7", File.ReadAllText(Path.Combine(folder, "provenance.json")), StringComparison.Ordinal);
        Assert.Equal(
            new ImageGrid([.. Few.TestImages.AsSpan(784, 784), .. Few.TestImages.AsSpan(0, 784)], 2).Png(),
            File.ReadAllBytes(Path.Combine(folder, "tau-0.25-first.png")));
    }

    [Fact]
    public void A_model_that_was_restored_goes_on_to_the_same_bits()
    {
        Device device = TestDevices.Fastest;
        Digits digits = SyntheticDigits.Draw(40, 10);
        TrainingRecipe recipe = TrainingRecipes.Of("adaptive-depth") with { Batch = 10 };
        using ITrainedModel whole = recipe.Build(device, digits, recipe, 3), other = recipe.Build(device, digits, recipe, 4);
        void Steps(ITrainedModel model, int from, int to)
        {
            for (int step = from; step <= to; step++)
            {
                model.Step(step, new StepRates(1e-3f, 1));
            }
        }

        Steps(whole, 1, 2);
        IReadOnlyList<ModelArray> saved = whole.Save();
        Steps(whole, 3, 4);
        other.Restore(saved, 2);
        using ITrainedModel third = recipe.Build(device, digits, recipe, 3);
        third.Restore(other.Save(), 2);
        Steps(third, 3, 4);
        Assert.All(saved, array => Assert.Equal(array.Count, array.Values.Length));
        Assert.Equal(whole.Save().SelectMany(array => array.Values), third.Save().SelectMany(array => array.Values));
        Assert.NotEqual(saved[0].Values, whole.Save()[0].Values);
        ModelReport report = whole.TakeReport(40);
        Assert.Equal(report, third.TakeReport(40));
        Assert.True(report is { LogLikelihood: < 0, Divergence: >= 0 });
        TestScore score = whole.Test(0);
        Assert.Equal(score, third.Test(0));
        Assert.InRange(score.Error!.Value, 0, 1);
        Assert.True(whole.Test(2).LogLikelihood < 0);
    }

    private static Digits Few { get; } = SyntheticDigits.Draw(40, 20);

    private static IReadOnlyList<DepthStudyPart> Study(AdaptiveDepthOptions options, int epochs, float[] prices) => AdaptiveDepthStudy.Run(
        TestDevices.Fastest, SyntheticDigits.Draw(400, 100), options, epochs, prices, cancellation: TestContext.Current.CancellationToken);
}
