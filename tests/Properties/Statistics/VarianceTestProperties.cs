using BayesBench.Reference.Statistics;
using Xunit;

namespace BayesBench.Properties.Statistics;

public class VarianceTestProperties
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(3.0)]
    [InlineData(177.5)]
    public void The_required_draws_see_the_effect_and_one_fewer_does_not(double kurtosis)
    {
        long draws = VarianceTest.RequiredDraws(1e-9, 0.05, 0.999, kurtosis);
        Assert.True(VarianceTest.SmallestVisibleEffect(draws, 1e-9, 0.999, kurtosis) <= 0.05);
        Assert.True(VarianceTest.SmallestVisibleEffect(draws - 1, 1e-9, 0.999, kurtosis) > 0.05);
    }

    [Fact]
    public void Draws_grow_with_the_kurtosis() => Assert.Equal(
        176.5 / 2.0,
        (double)VarianceTest.RequiredDraws(1e-9, 0.01, 0.999, 177.5) / VarianceTest.RequiredDraws(1e-9, 0.01, 0.999, 3.0),
        1e-4);

    [Fact]
    public void Twice_and_half_the_variance_are_equally_far() => Assert.Equal(
        VarianceTest.Statistic(8.0, 4.0, 3.0, 1_000), -VarianceTest.Statistic(2.0, 4.0, 3.0, 1_000));

    [Fact]
    public void The_statistic_is_that_of_the_interval()
    {
        // The claim at the interval's end is the claim rejected at that level, and no sooner.
        Moments moments = new(10_000, 0.0, 9_999.0, 0.0, 5.0 * 9_999 * 0.9999);
        Interval interval = Intervals.Variance(moments, 0.99);
        double p = VarianceTest.PValue(
            VarianceTest.Statistic(moments.Variance, interval.High, moments.Kurtosis, moments.Count));
        Assert.Equal(0.01, p, 1e-13);
    }

    [Fact]
    public void No_spread_at_all_is_infinitely_far() =>
        Assert.Equal(0.0, VarianceTest.PValue(VarianceTest.Statistic(0.0, 1.0, 3.0, 100)));

    [Fact]
    public void No_law_has_a_kurtosis_below_1() => Assert.StartsWith(
        "kurtosis is 0.9; it must be in [1,",
        Assert.Throws<ArgumentOutOfRangeException>(() => VarianceTest.Statistic(1, 1, 0.9, 100)).Message,
        StringComparison.Ordinal);
}
