using BayesBench.Data;
using BayesBench.Models;
using BayesBench.Studies;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>The study of the belief net's gradients, at small size.</summary>
public class BeliefNetStudyTests
{
    [Fact]
    public void The_study_measures_every_cell_and_finds_the_known_order()
    {
        Digits digits = SyntheticDigits.Draw(200, 1);
        var options = new BeliefNetStudyOptions(Gradients: 60, Pilot: 20, Images: 4, Latents: 20, Confidence: 0.95, Steps: 30, Batch: 20);
        IReadOnlyList<StudyCell> cells = BeliefNetStudy.Run(
            TestDevices.Fastest, digits, options, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(2 * BeliefNetStudy.Contestants.Count, cells.Count);
        Assert.All(cells, cell =>
        {
            Assert.True(cell.VarianceLow < cell.Variance && cell.Variance < cell.VarianceHigh, $"{cell}");
            Assert.True(cell is { Nanoseconds: > 0, VarianceLow: > 0, Draws: 60 }, $"{cell}");
        });
        Assert.All(cells.GroupBy(cell => cell.Problem), stage =>
        {
            double Of(string estimator) => stage.Single(cell => cell.Estimator == estimator).Variance;
            // Without a baseline the score function carries hundreds of nats.
            Assert.True(Of("score-function") > 20 * Of("leave-one-out(2)"), $"{stage.Key}");
            Assert.True(Of("leave-one-out(2)") > Of("leave-one-out(4)"), $"{stage.Key}");
            Assert.True(Of("augment-reinforce-merge") > Of("dis-arm"), $"{stage.Key}");
        });
    }
}
