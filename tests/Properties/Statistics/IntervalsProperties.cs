using BayesBench.Reference.Statistics;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Statistics;

public class IntervalsProperties
{
    private static readonly Moments Normal = new(10_000, 5.0, 9_999 * 4.0, 0.0, 3.0 * 16.0 * 9_999 * 0.9999);

    [Fact]
    public void The_interval_of_a_mean_is_the_textbook_s()
    {
        // z at 95% is 1.959963984540054.
        Interval interval = Intervals.Mean(Normal, 0.95);
        Assert.Equal(5.0 - (1.959963984540054 * 0.02), interval.Low, 1e-14);
        Assert.Equal(5.0 + (1.959963984540054 * 0.02), interval.High, 1e-14);
    }

    [Fact]
    public void At_the_kurtosis_of_a_normal_law_the_variance_errs_by_the_textbook_s_share() =>
        // Var(s^2) = 2 sigma^4 / (n - 1).
        Assert.Equal(Math.Sqrt(2.0 / 9_999), Intervals.RelativeStandardErrorOfVariance(3.0, 10_000), 1e-15);

    [Fact]
    public void A_fair_coin_s_variance_errs_at_second_order_only() =>
        Assert.Equal(Math.Sqrt(2.0 / (100.0 * 99.0)), Intervals.RelativeStandardErrorOfVariance(1.0, 100), 1e-15);

    [Property]
    public void The_interval_of_a_variance_is_positive_and_holds_it(byte kurtosis)
    {
        Moments moments = new(20, 0.0, 19.0, 0.0, 18.05 * (1.0 + kurtosis));
        Interval interval = Intervals.Variance(moments, 0.999);
        Assert.True(interval.Low > 0.0 && interval.Contains(1.0) && interval.Low * interval.High is > 0.999 and < 1.001);
    }

    [Theory]
    [InlineData(26.797, 257_971)]
    [InlineData(177.5, 1_764_998)]
    [InlineData(37.687, 366_870)]
    [InlineData(3.0, 20_000)]
    [InlineData(9.667, 86_667)]
    public void Draws_for_a_variance_are_those_of_the_exact_kurtosis(double kurtosis, long published)
    {
        // One standard error of 1%: the confidence of one z. The kurtoses are rounded to 4 or 5 digits.
        double oneSigma = 0.6826894921370859;
        long draws = Intervals.DrawsForVariance(kurtosis, 0.01, oneSigma);
        Assert.InRange(draws, published * (1 - 1e-4), published * (1 + 1e-4));
        Assert.True(Intervals.RelativeStandardErrorOfVariance(kurtosis, draws) <= 0.01 * (1 + 1e-12));
        Assert.True(Intervals.RelativeStandardErrorOfVariance(kurtosis, draws - 1) > 0.01);
    }

    [Property]
    public void A_family_of_intervals_is_no_less_sure_than_asked(byte members)
    {
        int family = members + 1;
        double bonferroni = Intervals.Bonferroni(0.95, family);
        double sidak = Intervals.Sidak(0.95, family);
        Assert.Equal(0.95, Math.Pow(sidak, family), 1e-13);
        Assert.Equal(0.05, (1 - bonferroni) * family, 1e-13);
        Assert.True(sidak <= bonferroni + 1e-15, "independence is worth something, not nothing");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void A_confidence_is_strictly_between_0_and_1(double confidence) => Assert.StartsWith(
        "confidence is",
        Assert.Throws<ArgumentOutOfRangeException>(() => Intervals.Mean(Normal, confidence)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Too_few_draws_have_no_interval()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Intervals.Mean(Moments.Of([1.0]), 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(() => Intervals.Variance(Moments.Of([1, 2, 3]), 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(() => Intervals.Variance(Moments.Of([1, 1, 1, 1]), 0.95));
    }
}
