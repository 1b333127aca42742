using BayesBench.Reference.Statistics;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Statistics;

public class MomentsTests
{
    private static readonly double[] Small = [1, 2, 4, 8, 16];

    [Fact]
    public void The_moments_of_a_small_sample_are_those_of_the_definition()
    {
        // Mean 6.2; the central sums of 1, 2, 4, 8, 16 by hand, in rational arithmetic.
        Moments moments = Moments.Of(Small);
        Assert.Equal(5, moments.Count);
        Assert.Equal(6.2, moments.Mean, 1e-15 * 6.2);
        Assert.Equal(148.8, moments.Sum2, 1e-13);
        Assert.Equal(721.68, moments.Sum3, 1e-12);
        Assert.Equal(10299.936, moments.Sum4, 1e-11);
        Assert.Equal(37.2, moments.Variance, 1e-13);
        Assert.Equal(Math.Sqrt(37.2 / 5), moments.StandardError, 1e-14);
        Assert.Equal(5 * 10299.936 / (148.8 * 148.8), moments.Kurtosis, 1e-13);
        Assert.Equal(Math.Sqrt(5) * 721.68 / Math.Pow(148.8, 1.5), moments.Skewness, 1e-13);
    }

    [Property]
    public void Merging_two_samples_is_taking_them_together(short[] first, short[] second) => AssertClose(
        Moments.Of(Doubles([.. first, .. second])),
        Moments.Merge(Moments.Of(Doubles(first)), Moments.Of(Doubles(second))));

    [Property]
    public void Merging_is_associative_to_rounding(short[] a, short[] b, short[] c)
    {
        Moments x = Moments.Of(Doubles(a));
        Moments y = Moments.Of(Doubles(b));
        Moments z = Moments.Of(Doubles(c));
        AssertClose(Moments.Merge(Moments.Merge(x, y), z), Moments.Merge(x, Moments.Merge(y, z)));
    }

    [Property]
    public void Adding_draw_by_draw_is_taking_them_together(short[] sample) =>
        AssertClose(Moments.Of(Doubles(sample)), Doubles(sample).Aggregate(default(Moments), (m, x) => m.Add(x)));

    [Property]
    public void Nothing_changes_when_nothing_is_added(short[] sample)
    {
        Moments moments = Moments.Of(Doubles(sample));
        Assert.Equal(moments, Moments.Merge(moments, default));
        Assert.Equal(moments, Moments.Merge(default, moments));
    }

    [Theory]
    [InlineData(1e6)]
    [InlineData(1e8)]
    [InlineData(1e12)]
    public void Central_sums_survive_an_offset(double offset)
    {
        double[] moved = [.. Small.Select(x => x + offset)];
        foreach (Moments moments in (Moments[])[
            Moments.Of(moved),
            moved.Aggregate(default(Moments), (m, x) => m.Add(x)),
            Moments.Merge(Moments.Of(moved.AsSpan(0, 2)), Moments.Of(moved.AsSpan(2)))])
        {
            // The mean is stored to half a unit of its last place; the k-th sum moves by k times that times the one below.
            double rounding = 4 * Math.BitIncrement(offset) - (4 * offset);
            Assert.Equal(148.8, moments.Sum2, 1e-12 + (2 * rounding * 24));
            Assert.Equal(721.68, moments.Sum3, 1e-11 + (3 * rounding * 148.8));
            Assert.Equal(10299.936, moments.Sum4, 1e-9 + (4 * rounding * 1200));
        }
    }

    [Fact]
    public void A_draw_that_is_not_finite_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Moments.Of([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(Moments).Add(double.PositiveInfinity));
    }

    [Fact]
    public void Too_few_draws_have_no_variance() => Assert.True(double.IsNaN(Moments.Of([1.0]).Variance));

    private static double[] Doubles(short[] values) => [.. values.Select(v => (double)v)];

    /// <summary>Each merge rounds terms that are at most a power of the range times the count: 100 roundings of the largest
    /// such term, for the at most 300 merges here whose errors do not all point one way.</summary>
    private static void AssertClose(Moments expected, Moments actual)
    {
        const double range = 1 << 16;
        double unit = 100.0 / (1L << 53) * Math.Max(1, expected.Count);
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.Mean, actual.Mean, unit * range);
        Assert.Equal(expected.Sum2, actual.Sum2, unit * range * range);
        Assert.Equal(expected.Sum3, actual.Sum3, unit * range * range * range);
        Assert.Equal(expected.Sum4, actual.Sum4, unit * range * range * range * range);
    }
}
