using BayesBench.Reference.Statistics;
using MathNet.Numerics.Distributions;
using Xunit;

namespace BayesBench.Properties.Statistics;

public class ChiSquareProperties
{
    private static readonly double[] Even = [0.25, 0.25, 0.25, 0.25];

    [Fact]
    public void The_statistic_is_the_sum_over_categories() =>
        // Expected 25 each; the differences 1, -2, 3, -2 squared sum to 18.
        Assert.Equal(18.0 / 25.0, ChiSquare.Statistic([26, 23, 28, 23], Even), 1e-15);

    [Theory]
    [InlineData(1, 63.7)]
    [InlineData(9, 86.1)]
    [InlineData(99, 164.2)]
    [InlineData(255, 231.7)]
    public void The_noncentrality_needed_is_that_of_an_independent_table(int degrees, double lambda) => Assert.Equal(
        lambda, ChiSquare.SmallestVisibleEffect(1, 1e-6, 0.999, degrees), 0.05);

    [Fact]
    public void Required_draws_are_those_of_an_independent_table() =>
        Assert.InRange(ChiSquare.RequiredDraws(1e-6, 1e-4, 0.999, 99), 1_642_102, 1_642_104);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(300)]
    public void The_tail_is_that_of_another_library(int degrees)
    {
        foreach (double deviations in (double[])[-1, 0, 2, 5])
        {
            double x = degrees + (deviations * Math.Sqrt(2 * degrees));
            if (x > 0)
            {
                Assert.Equal(1 - ChiSquared.CDF(degrees, x), ChiSquare.PValue(x, degrees), 1e-12);
            }
        }
    }

    [Fact]
    public void With_two_degrees_the_tail_is_an_exponential() => Assert.All(
        Enumerable.Range(0, 100).Select(i => 10.0 * i),
        x => Assert.Equal(1.0, ChiSquare.PValue(x, 2) / Math.Exp(-x / 2), 1e-12));

    [Fact]
    public void With_one_degree_power_is_that_of_the_normal_test()
    {
        // The noncentral law with one degree is (Z + sqrt(lambda))^2: two normal tails.
        double z = Math.Sqrt(ChiSquare.CriticalValue(1, 0.01));
        double shift = Math.Sqrt(100 * 0.09);
        double expected = 0.5 * (MathNet.Numerics.SpecialFunctions.Erfc((z - shift) / Math.Sqrt(2))
            + MathNet.Numerics.SpecialFunctions.Erfc((z + shift) / Math.Sqrt(2)));
        Assert.Equal(expected, ChiSquare.Power(100, 1, 0.01, 0.09), 1e-12);
    }

    [Fact]
    public void The_power_at_no_effect_is_the_false_alarm_rate() =>
        Assert.Equal(0.01, ChiSquare.Power(1, 7, 0.01, 1e-14), 1e-12);

    [Fact]
    public void The_required_draws_see_the_effect_and_one_percent_fewer_do_not()
    {
        long draws = ChiSquare.RequiredDraws(1e-9, 1e-3, 0.999, 15);
        Assert.True(ChiSquare.Power(draws, 15, 1e-9, 1e-3) >= 0.999);
        Assert.True(ChiSquare.Power(draws * 99 / 100, 15, 1e-9, 1e-3) < 0.999);
    }

    [Fact]
    public void An_impossible_category_is_infinitely_far_when_drawn_and_silent_when_not()
    {
        Assert.Equal(double.PositiveInfinity, ChiSquare.Statistic([5, 5, 1], [0.5, 0.5, 0.0]));
        Assert.Equal(0.0, ChiSquare.PValue(double.PositiveInfinity, 2));
        Assert.Equal(0.0, ChiSquare.Statistic([5, 5, 0], [0.5, 0.5, 0.0]));
    }

    [Fact]
    public void Bad_counts_and_laws_are_named()
    {
        Assert.Throws<ArgumentException>(() => ChiSquare.Statistic([1], [1.0]));
        Assert.Throws<ArgumentException>(() => ChiSquare.Statistic([1, 2], [1.0]));
        Assert.Throws<ArgumentException>(() => ChiSquare.Statistic([0, 0], [0.5, 0.5]));
        Assert.StartsWith(
            "counts[1] is -1; it must be at least 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => ChiSquare.Statistic([1, -1], [0.5, 0.5])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "the sum of probabilities is 0.9",
            Assert.Throws<ArgumentOutOfRangeException>(() => ChiSquare.Statistic([1, 1], [0.5, 0.4])).Message,
            StringComparison.Ordinal);
    }
}
