using BayesBench.Comparison;
using Xunit;
using NormalLaw = MathNet.Numerics.Distributions.Normal;

namespace BayesBench.Properties.Comparison;

/// <summary>A ratio's interval holds the true ratio as often as it says, and knows what it does not know.</summary>
public class RatioTests
{
    private static readonly double Z95 = NormalLaw.InvCDF(0, 1, 0.975);

    [Theory]
    [InlineData(0.01, 0.01)]
    [InlineData(0.05, 0.02)]
    [InlineData(0.1, 0.1)]
    [InlineData(0.2, 0.2)]
    public void The_interval_holds_the_ratio_in_95_of_100_pairs(double relativeA, double relativeB)
    {
        // All pairs of 300 equally likely estimates each, of two means that are both 1.
        const int Points = 300;
        double[] scores = [.. Enumerable.Range(0, Points).Select(i => NormalLaw.InvCDF(0, 1, (i + 0.5) / Points))];
        int held = scores.Sum(a => scores.Count(b => Ratio.Of(
            Interval.Around(1 + (relativeB * b), Z95 * relativeB), Interval.Around(1 + (relativeA * a), Z95 * relativeA)).Differs == false));
        Assert.Equal(0.95, (double)held / (Points * Points), 2.0 / Points);
    }

    [Fact]
    public void Narrow_intervals_give_the_delta_method()
    {
        var ratio = Ratio.Of(Interval.Around(3, 0.003), Interval.Around(2, 0.002));
        double half = 1.5 * Math.Sqrt(2) * 1e-3;
        Assert.Equal(1.5, ratio.Value);
        Assert.Equal((1.5 - half, 1.5 + half), (ratio.Low!.Value, ratio.High!.Value), (a, b) => Math.Abs(a.Item1 - b.Item1) < 3e-6 && Math.Abs(a.Item2 - b.Item2) < 3e-6);
    }

    [Fact]
    public void Turned_round_it_is_its_reciprocal()
    {
        var (a, b) = (new Interval(2, 1.5, 2.2), new Interval(5, 4, 9));
        (Ratio there, Ratio back) = (Ratio.Of(b, a), Ratio.Of(a, b));
        Assert.Equal(1 / back.Value, there.Value, 1e-15);
        Assert.Equal(1 / back.High!.Value, there.Low!.Value, 1e-14);
        Assert.Equal(1 / back.Low!.Value, there.High!.Value, 1e-13);
    }

    [Fact]
    public void An_asymmetric_interval_stays_asymmetric()
    {
        var ratio = Ratio.Of(new Interval(5, 4, 9), new Interval(1, 1, 1));
        Assert.Equal((5.0, 4.0, 9.0), (ratio.Value, Math.Round(ratio.Low!.Value, 12), Math.Round(ratio.High!.Value, 12)));
    }

    [Theory]
    [InlineData(2, double.NaN, 1, 0.1, 2)] // one iteration has no interval
    [InlineData(double.PositiveInfinity, 1, 1, 0.1, double.NaN)]
    [InlineData(double.NaN, 1, 1, 0.1, double.NaN)]
    [InlineData(0, 0, 1, 0.1, double.NaN)]
    [InlineData(0, 0, 0, 0, 1)]
    public void Without_numbers_there_is_no_interval(double b, double halfB, double a, double halfA, double value)
    {
        var ratio = Ratio.Of(Interval.Around(b, halfB), Interval.Around(a, halfA));
        Assert.Equal((value, null, null, null), (ratio.Value, ratio.Low, ratio.High, ratio.Differs));
    }

    [Fact]
    public void An_interval_that_reaches_zero_bounds_nothing_on_that_side()
    {
        Assert.Equal(0, Ratio.Of(Interval.Around(1, 2), Interval.Around(1, 0.1)).Low);
        Assert.Equal(double.PositiveInfinity, Ratio.Of(Interval.Around(1, 0.1), Interval.Around(1, 1)).High);
    }
}
