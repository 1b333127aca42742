using BayesBench.Kernels.Models;
using BayesBench.Studies;
using Xunit;

namespace BayesBench.Properties.Studies;

/// <summary>Ratios of total variances from gradients in pairs.</summary>
public class VarianceRatioTests
{
    private static readonly double[] Distances = [.. Enumerable.Range(0, 400).Select(r => Math.Pow(1.5 + Math.Sin(r * r), 4))];

    [Fact]
    public void What_all_pairs_have_in_common_is_certain()
    {
        var ratio = VarianceRatio.Of(Spread(4), Spread(1), 0.95);
        Assert.Equal((4.0, 4.0, 4.0), (ratio.Ratio, Math.Round(ratio.Low, 12), Math.Round(ratio.High, 12)));
    }

    // Two numbers whose logarithm's error is 1.96 sqrt(2 v / (n m^2)), as they are not pairs of anything.
    [Fact]
    public void Without_pairs_both_errors_add_up()
    {
        var ratio = VarianceRatio.Of(new([.. Distances.Skip(200)], 0, 0), new([.. Distances.Take(200)], 0, 0), 0.95);
        double Share(IEnumerable<double> some) => some.Sum(x => Math.Pow((x / some.Average()) - 1, 2)) / (199 * 200.0);
        double expected = 1.959964 * Math.Sqrt(Share(Distances.Take(200)) + Share(Distances.Skip(200)));
        Assert.Equal(Distances.Skip(200).Average() / Distances.Take(200).Average(), ratio.Ratio, 1e-12);
        // Up to the correlation that two hundred numbers have by chance.
        Assert.InRange(Math.Log(ratio.High / ratio.Ratio) / expected, 0.85, 1.15);
        Assert.Equal(ratio.High / ratio.Ratio, ratio.Ratio / ratio.Low, 1e-12);
    }

    [Fact]
    public void Pairs_are_as_many_of_both()
    {
        var error = Assert.Throws<ArgumentException>(() => VarianceRatio.Of(new([1, 2, 3, 4], 0, 0), new([1, 2, 3], 0, 0), 0.95));
        Assert.StartsWith("denominator has 3 gradients; it must have 4.", error.Message, StringComparison.Ordinal);
    }

    private static GradientSpread Spread(double factor) => new([.. Distances.Select(x => factor * x)], factor * 0.01, 0);
}
