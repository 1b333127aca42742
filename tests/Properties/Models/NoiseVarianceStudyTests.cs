using BayesBench.Data;
using BayesBench.Models;
using BayesBench.Results;
using BayesBench.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>The study of weight noise, on a few synthetic digits.</summary>
public sealed class NoiseVarianceStudyTests : IDisposable
{
    private static readonly Lazy<Digits> Some = new(() => SyntheticDigits.Draw(60, 20));

    private readonly string _folder = Directory.CreateTempSubdirectory("bayesbench-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_estimator_is_measured_of_both_layers_at_every_epoch()
    {
        IReadOnlyList<NoiseVarianceRow> rows = Run(new NoiseVarianceOptions([1, 2], Width: 6, Batch: 12, Minibatches: 5, Examples: 6)).Rows;
        Assert.Equal(
            [.. from epoch in new[] { 1, 2 } from layer in new[] { "top", "bottom" } from one in new[] { "local 1", "separate 1", "none 1", "local 12", "shared 12" } select $"{epoch} {layer} {one}"],
            rows.Select(row => Format.Invariant($"{row.Epoch} {row.Layer} {row.Estimator} {row.Examples}")));
        Assert.All(rows, row =>
        {
            Assert.True(row.VarianceLow < row.Variance && row.Variance < row.VarianceHigh && row.VarianceLow > 0, $"{row}");
            Assert.Equal(row.Examples == 1 ? 6 : 5, row.Gradients);
            Assert.Equal(row.Estimator == "local", row.Ratio is null);
            Assert.Null(row.Published);
        });
    }

    // What the study rests on where it measures single examples.
    [Fact]
    public void The_variance_of_a_minibatch_is_that_of_an_example_over_the_batch()
    {
        var options = new NoiseVarianceOptions([1], Width: 6, Batch: 12, Minibatches: 80, Examples: 240);
        foreach (var layer in Run(options).Rows.GroupBy(row => row.Layer))
        {
            NoiseVarianceRow[] local = [.. layer.Where(row => row.Estimator == "local")];
            Assert.InRange(local[1].Variance / local[0].Variance, 0.7, 1.4);
            NoiseVarianceRow Of(string estimator) => layer.Single(row => row.Estimator == estimator);
            // The order of the published table, as far as so few gradients tell.
            Assert.True(Of("none").RatioHigh < 1, $"{Of("none")}");
            Assert.True(Of("separate").RatioHigh > 1, $"{Of("separate")}");
            Assert.True(Of("shared").RatioLow > 1, $"{Of("shared")}");
        }
    }

    [Fact]
    public void A_run_that_was_cut_short_goes_on_to_the_same_bits()
    {
        var options = new NoiseVarianceOptions([1, 2], Width: 6, Batch: 12, Minibatches: 4, Examples: 4);
        using var cancelled = new CancellationTokenSource();
        using (var first = new UnfinishedRun(_folder, "toy", fresh: false, _ => { }))
        {
            Assert.Throws<OperationCanceledException>(() => Run(options, first, _ => cancelled.Cancel(), cancelled.Token));
            Assert.Equal(5, first.Done);
        }

        using var second = new UnfinishedRun(_folder, "toy", fresh: false, _ => { });
        var told = new List<int>();
        Assert.Equal(Run(options).Rows, Run(options, second, result => told.Add(result.Rows.Count)).Rows);
        Assert.Equal([10, 20], told);
        // Another width is another network.
        var error = Assert.Throws<BadInputException>(() => Run(options with { Width = 7 }, second));
        Assert.Contains("epoch-1.checkpoint is the checkpoint of another run: its model is 'dense 6, relu,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_published_ratios_are_those_of_the_table()
    {
        double Ratio(string layer, int epoch, string estimator) =>
            PublishedNoiseVariance.Of(layer, epoch, estimator)!.Value / PublishedNoiseVariance.Of(layer, epoch, "local")!.Value;
        Assert.Equal([1.79, 2.17, 2.26, 2.27], All("separate"));
        Assert.Equal([6.28, 3.58, 4.47, 3], All("shared"));
        Assert.Null(PublishedNoiseVariance.Of("top", 11, "local"));

        double[] All(string estimator) =>
            [.. from layer in new[] { "top", "bottom" } from epoch in new[] { 10, 100 } select Math.Round(Ratio(layer, epoch, estimator), 2)];
    }

    private NoiseVarianceResult Run(
        NoiseVarianceOptions options, UnfinishedRun? run = null, Action<NoiseVarianceResult>? finished = null, CancellationToken? cancellation = null) =>
        NoiseVarianceStudy.Run(
            TestDevices.Fastest, Some.Value, options, run is null ? null : _folder, null, finished, run,
            cancellation ?? TestContext.Current.CancellationToken);
}
