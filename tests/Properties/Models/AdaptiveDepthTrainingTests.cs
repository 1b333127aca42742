using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Models;
using BayesBench.Tests.Support;
using BayesBench.Training;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>The training of a network of adaptive depth, at small size.</summary>
public class AdaptiveDepthTrainingTests
{
    [Fact]
    public void Training_raises_the_bound_and_dear_layers_are_used_less()
    {
        Digits digits = SyntheticDigits.Draw(400, 100);
        var options = new AdaptiveDepthOptions(Epochs: 4, Batch: 40, LearningRate: 3e-3f, Width: 16, Layers: 3, Reports: 4);
        AdaptiveDepthResult[] results = [.. new[] { 0.01f, 3f }.Select(tau => AdaptiveDepthTraining.Run(
            TestDevices.Fastest, digits, options with { Tau = tau }, cancellation: TestContext.Current.CancellationToken))];
        Assert.All(results, result =>
        {
            Assert.Equal([10, 20, 30, 40], result.History.Select(report => report.Step));
            AdaptiveDepthReport first = result.History[0], last = result.History[^1];
            Assert.True(last.LogLikelihood - last.Divergence > first.LogLikelihood - first.Divergence + 0.5, $"{first} became {last}");
            Assert.All(result.History, report => Assert.True(report.Divergence >= 0, $"{report}"));
            Assert.Equal(Enum.GetValues<DepthRule>(), result.Scores.Select(score => score.Rule));
            Assert.Equal(options.Layers, result.Scores[0].Depth);
            Assert.All(result.Scores, score => Assert.InRange(score.Blocks, 0, options.Layers));
        });
        Assert.True(results[1].History[^1].ExpectedDepth < results[0].History[^1].ExpectedDepth - 0.5);
    }

    [Fact]
    public void The_study_has_a_row_for_every_price_and_rule()
    {
        var options = new AdaptiveDepthOptions(Epochs: 1, Batch: 20, Width: 4, Layers: 2, Reports: 1);
        IReadOnlyList<DepthCostRow> rows = AdaptiveDepthStudy.Run(
            TestDevices.Fastest, SyntheticDigits.Draw(40, 20), options, [0.1f, 1], TestContext.Current.CancellationToken);
        Assert.Equal(
            from tau in new[] { 0.1f, 1 } from rule in Enum.GetValues<DepthRule>() select ((double)tau, rule),
            rows.Select(row => (row.Tau, row.Rule)));
        Assert.All(rows, row => Assert.True(row is { Seconds: > 0, SpeedUp: > 0, Error: >= 0 and <= 1 } && row.Blocks <= 2, $"{row}"));
        Assert.All(rows.Where(row => row.Rule == DepthRule.All), row => Assert.Equal((2, 1), (row.Blocks, row.SpeedUp)));
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
}
