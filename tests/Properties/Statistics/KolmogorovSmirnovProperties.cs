using BayesBench.Reference.Statistics;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Statistics;

public class KolmogorovSmirnovProperties
{
    [Theory]
    [InlineData(0.05, 14_236)]
    [InlineData(0.02, 88_975)]
    [InlineData(0.01, 355_899)]
    [InlineData(0.005, 1_423_596)]
    [InlineData(0.001, 35_589_884)]
    public void Required_draws_are_those_of_an_independent_table(double effect, long draws) =>
        Assert.Equal(draws, KolmogorovSmirnov.RequiredDraws(1e-9, effect, 1.0 - 1e-6));

    [Fact]
    public void The_distance_is_taken_on_both_sides_of_every_step()
    {
        Assert.Equal(0.9, KolmogorovSmirnov.Statistic([0.9], x => x), 1e-15);
        Assert.Equal(0.9, KolmogorovSmirnov.Statistic([0.1], x => x), 1e-15);
        Assert.Equal(0.25, KolmogorovSmirnov.Statistic([0.75, 0.25], x => x), 1e-15);
        // Three draws at one place: the step of 1 stands at 0.5.
        Assert.Equal(0.5, KolmogorovSmirnov.Statistic([0.5, 0.5, 0.5], x => x), 1e-15);
    }

    [Property]
    public void Order_does_not_matter(byte[] bytes)
    {
        double[] sample = [0.5, .. bytes.Select(b => b / 256.0)];
        Assert.Equal(
            KolmogorovSmirnov.Statistic(sample, x => x), KolmogorovSmirnov.Statistic([.. sample.Reverse()], x => x));
    }

    [Property]
    public void A_monotone_map_of_draws_and_law_changes_nothing(byte[] bytes)
    {
        double[] sample = [0.5, .. bytes.Select(b => b / 256.0)];
        Assert.Equal(
            KolmogorovSmirnov.Statistic(sample, x => x),
            KolmogorovSmirnov.Statistic([.. sample.Select(x => x * 4.0)], x => x / 4.0));
    }

    [Property]
    public void The_sample_is_not_touched(byte[] bytes)
    {
        double[] sample = [0.5, .. bytes.Select(b => b / 256.0)];
        double[] copy = [.. sample];
        KolmogorovSmirnov.Statistic(sample, x => x);
        Assert.Equal(copy, sample);
    }

    [Fact]
    public void The_bound_at_the_edge_of_the_band_is_the_rate() => Assert.Equal(
        1e-9, KolmogorovSmirnov.PValueBound(KolmogorovSmirnov.Band(1_000, 1e-9), 1_000), 1e-22);

    [Fact]
    public void Bad_draws_are_named()
    {
        Assert.Throws<ArgumentException>(() => KolmogorovSmirnov.Statistic([], x => x));
        Assert.StartsWith(
            "sample's smallest is NaN",
            Assert.Throws<ArgumentOutOfRangeException>(() => KolmogorovSmirnov.Statistic([1, double.NaN], x => 0)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "cdf(sample) is 2; it must be in [0, 1].",
            Assert.Throws<ArgumentOutOfRangeException>(() => KolmogorovSmirnov.Statistic([2], x => x)).Message,
            StringComparison.Ordinal);
    }
}
