using BayesBench.Data;
using BayesBench.Models;
using BayesBench.Reporting;
using BayesBench.Results;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>Bounds against samples: the points, a small run, and what is left of one that was cut short.</summary>
public class BoundCurveStudyTests
{
    private static readonly Lazy<Digits> Some = new(() => SyntheticDigits.Draw(40, 20));

    private static readonly BoundCurveOptions Small = new([2, 3], Samples: 20_000, Seed: 3, Batch: 2000, Hidden: 6, Tested: 30);

    [Fact]
    public void Points_are_eight_to_a_decade_and_the_last()
    {
        int[] points = new BoundCurveOptions([3]).Points();
        Assert.Equal((100, 133, 178, 100_000), (points[0], points[1], points[2], points[^1]));
        Assert.Equal(25, points.Length);
        Assert.Equal([10], new BoundCurveOptions([3], Samples: 1000).Points());
        Assert.Equal([5, 7, 9, 10], Small.Points());
    }

    [Fact]
    public void A_run_that_was_cut_short_goes_on_and_every_curve_rises()
    {
        BoundCurveRow[] whole = Run(null);
        Assert.Equal([2, 2, 2, 2, 3, 3, 3, 3], whole.Select(row => row.Latents));
        Assert.All(whole.GroupBy(row => row.Latents), curve =>
        {
            Assert.Single(curve.Select(row => row.Rate).Distinct());
            Assert.Contains(curve.First().Rate, BoundCurveOptions.Rates);
            Assert.True(curve.Last().TrainBound > curve.First().TrainBound);
            Assert.True(curve.Last().TestBound > curve.First().TestBound);
        });

        string folder = Directory.CreateTempSubdirectory("bayesbench-").FullName;
        using var cancelled = new CancellationTokenSource();
        using (var first = new UnfinishedRun(folder, "curves", fresh: false, _ => { }))
        {
            Assert.Throws<OperationCanceledException>(() => BoundCurveStudy.Run(
                TestDevices.Fastest, Some.Value, Small, finished: _ => cancelled.Cancel(), run: first, cancellation: cancelled.Token));
        }

        using var second = new UnfinishedRun(folder, "curves", fresh: false, _ => { });
        Assert.Equal(1, second.Done);
        Assert.Equal(whole, Run(second));
    }

    [Fact]
    public void The_plot_names_every_curve()
    {
        BoundCurveRow Row(int latents, long samples, double bound) => new(latents, 1, samples, 0.02, bound, bound - 1, 1, "mnist", "a", "b", "c");
        string svg = BoundCurvePlot.Svg([Row(3, 10_000, -200), Row(3, 100_000, -140), Row(20, 10_000, -180), Row(20, 100_000, -110)]);
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.Contains("3 latent numbers", svg, StringComparison.Ordinal);
        Assert.Contains("20 latent numbers", svg, StringComparison.Ordinal);
        Assert.StartsWith("<svg", BoundCurvePlot.Svg([Row(3, 10_000, -200)]), StringComparison.Ordinal);
    }

    private static BoundCurveRow[] Run(UnfinishedRun? run) =>
    [
        .. BoundCurveStudy.Run(TestDevices.Fastest, Some.Value, Small, run: run, cancellation: TestContext.Current.CancellationToken)
            .Select(row => row with { Seconds = 0, Date = string.Empty }),
    ];
}
