using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Models;

/// <summary>The interval of the gradients' study holds the total variance as often as it says.</summary>
public class TotalVarianceTests
{
    private const int Pilot = 40, Vectors = 400;
    private static readonly double[] Deviations = [3, 2, 1, 0.5, 0];

    // A normal quantile for a sample of 400, and a sum of squares' skewness: a percent.
    private static readonly ProportionAssertion Coverage = Ledger.Proportion(
        "total-variance.coverage", 1e-10, 0.04, 0.999, draws: 8_000, probability: 0.95, slack: 0.012);

    [Fact]
    public void The_interval_holds_the_total_variance_as_often_as_it_says()
    {
        double truth = Deviations.Sum(s => s * s);
        TotalVariance[] found = Draws.Repeat(Coverage.Design.Id, Coverage.Design.Draws, draws =>
        {
            double[] centre = Mean(Sample(draws, Pilot));
            double[][] vectors = Sample(draws, Vectors);
            return TotalVariance.Of([.. vectors.Select(v => Distance(v, centre))], Distance(Mean(vectors), centre), 0.95);
        });
        Coverage.Agrees(found.LongCount(f => f.Low <= truth && truth <= f.High), Coverage.Design.Draws);
    }

    [Fact]
    public void The_estimate_is_the_sum_of_the_sample_variances_whatever_the_centre()
    {
        double[][] vectors = Sample(new Draws(TestKey.For("total-variance"), 0), 50);
        double expected = Enumerable.Range(0, Deviations.Length)
            .Sum(j => Moments.Of([.. vectors.Select(v => v[j])]).Variance);
        foreach (double[] centre in new double[][] { [0, 0, 0, 0, 0], [4, -2, 1, 7, 3] })
        {
            double variance = TotalVariance.Of([.. vectors.Select(v => Distance(v, centre))], Distance(Mean(vectors), centre), 0.9).Variance;
            Assert.Equal(expected, variance, 1e-12 * 100);
        }
    }

    private static double[][] Sample(Draws draws, int count) => [.. Enumerable.Range(0, count)
        .Select(_ => (double[])[.. draws.Normal(Deviations.Length).Select((e, j) => 1 + (Deviations[j] * e))])];

    private static double[] Mean(double[][] vectors) =>
        [.. Deviations.Select((_, j) => vectors.Average(v => v[j]))];

    private static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Sum();
}
