using BayesBench.Reference.Statistics;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Statistics;

public class SampleProperties
{
    private const double U = 1.0 / (1L << 53);

    /// <summary>Mean 0.3, which no double near 1e15 is: the variance must not suffer from that.</summary>
    private static readonly double[] Deviations = [-2, -1, 0, 1, 2, 3, -3, 4, -4, 3];

    [Property]
    public void Moving_a_sample_moves_its_mean_and_nothing_else(short[] sample, int offset)
    {
        // Integers below 2^53 move exactly, so the laws are the functions' own.
        double[] x = [1, 2, .. sample.Select(v => (double)v)];
        double[] moved = [.. x.Select(v => v + offset)];
        double spread = 1 << 16;
        Assert.Equal(Sample.Mean(x) + offset, Sample.Mean(moved), 4 * U * (Math.Abs((double)offset) + spread));
        Assert.Equal(Sample.Variance(x), Sample.Variance(moved), 1e-13 * Sample.Variance(x));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1e6)]
    [InlineData(1e8)]
    [InlineData(1e15)]
    public void The_variance_survives_an_offset(double offset) => Assert.Equal(
        68.1 / 9.0, Sample.Variance([.. Deviations.Select(d => d + offset)]), 1e-14);

    [Fact]
    public void The_subtractive_variance_fails_at_an_offset_of_1e8()
    {
        // F11 as many print it: mean of squares less square of mean. Here it has no correct digit.
        double[] x = [.. Deviations.Select(d => (d * 1e-3) + 1e8)];
        double subtractive = (x.Average(v => v * v) - (x.Average() * x.Average())) * x.Length / (x.Length - 1);
        double stable = Sample.Variance(x);
        Assert.InRange(Math.Abs(subtractive - stable) / stable, 1.0, double.PositiveInfinity);
        // x itself is rounded to 1.5e-8, which is 1.5e-5 of its spread.
        Assert.Equal(68.1 / 9.0 * 1e-6, stable, 1e-4 * stable);
    }

    [Property]
    public void The_covariance_with_itself_is_the_variance(short[] sample)
    {
        double[] x = [0, 1, .. sample.Select(v => (double)v)];
        Assert.Equal(Sample.Variance(x), Sample.Covariance(x, x));
    }

    [Property]
    public void The_covariance_is_symmetric(short[] sample)
    {
        double[] x = [0, 1, .. sample.Select(v => (double)v)];
        double[] y = [.. x.Reverse()];
        Assert.Equal(Sample.Covariance(x, y), Sample.Covariance(y, x));
    }

    [Fact]
    public void The_mean_of_the_largest_doubles_does_not_overflow() =>
        Assert.Equal(1e308, Sample.Mean([1e308, 1e308, 1e308]), 1e293);

    [Fact]
    public void The_mean_keeps_what_large_values_hide() => Assert.Equal(1.0 / 3.0, Sample.Mean([1e16, 1.0, -1e16]));

    [Fact]
    public void Bad_samples_get_one_clear_error()
    {
        AssertError<ArgumentException>("sample has length 0; it must have at least 1", () => Sample.Mean([]));
        AssertError<ArgumentException>("sample has length 1; it must have at least 2", () => Sample.Variance([1]));
        AssertError<ArgumentException>("y has length 3; it must have the length of x, 2", () => Sample.Covariance([1, 2], [1, 2, 3]));
        AssertError<ArgumentOutOfRangeException>("sample[1] is NaN; it must be finite", () => Sample.Mean([1, double.NaN]));
        AssertError<ArgumentOutOfRangeException>("y[0] is Infinity", () => Sample.Covariance([1, 2], [double.PositiveInfinity, 2]));
    }

    private static void AssertError<T>(string message, Func<double> call)
        where T : Exception =>
        Assert.StartsWith(message, Assert.Throws<T>(() => call()).Message, StringComparison.Ordinal);
}
