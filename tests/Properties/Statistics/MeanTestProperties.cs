using BayesBench.Reference.Statistics;
using Xunit;

namespace BayesBench.Properties.Statistics;

public class MeanTestProperties
{
    [Theory]
    [InlineData(1e-9, 1e-6, 0.1, 11_801)]
    [InlineData(1e-9, 1e-6, 0.01, 1_180_012)]
    [InlineData(1e-9, 1e-6, 0.005, 4_720_047)]
    [InlineData(1e-6, 1e-6, 0.02, 232_569)]
    [InlineData(1e-6, 1e-3, 0.05, 25_485)]
    [InlineData(1e-6, 1e-3, 0.005, 2_548_411)]
    public void Required_draws_are_those_of_an_independent_table(
        double falseAlarm, double miss, double effect, long draws) =>
        Assert.Equal(draws, MeanTest.RequiredDraws(falseAlarm, effect, 1.0 - miss));

    [Theory]
    [InlineData(1.959963984540054, 0.05)]
    [InlineData(-1.959963984540054, 0.05)]
    [InlineData(6.109410204869, 1e-9)]
    [InlineData(0.0, 1.0)]
    public void The_p_value_is_twice_the_tail(double z, double p) => Assert.Equal(p, MeanTest.PValue(z), 1e-11 * p);

    [Fact]
    public void The_smallest_visible_effect_is_visible_and_no_smaller_one_is()
    {
        foreach (long draws in (long[])[10, 1_000, 123_457])
        {
            double effect = MeanTest.SmallestVisibleEffect(draws, 1e-9, 0.999);
            Assert.InRange(MeanTest.RequiredDraws(1e-9, effect * (1 + 1e-12), 0.999), draws - 1, draws);
            Assert.True(MeanTest.RequiredDraws(1e-9, effect * (1 - 1e-9), 0.999) > draws - 1);
        }
    }

    [Fact]
    public void The_statistic_counts_standard_errors() =>
        Assert.Equal(3.0, MeanTest.Statistic(2.3, 2.0, 1.0, 100), 1e-13);

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.StartsWith(
            "standardDeviation is 0; it must be positive and finite.",
            Assert.Throws<ArgumentOutOfRangeException>(() => MeanTest.Statistic(0, 0, 0, 1)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "draws is 0; it must be at least 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => MeanTest.Statistic(0, 0, 1, 0)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => MeanTest.PValue(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => MeanTest.RequiredDraws(0.0, 0.1, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => MeanTest.RequiredDraws(0.1, 0.1, 1.0));
    }
}
