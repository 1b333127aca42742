using System.Text.Json;
using BayesBench.Properties.Support;
using BayesBench.Reference.Numerics;
using Xunit;

namespace BayesBench.Properties.Numerics;

/// <summary>The error function and its relatives.</summary>
public partial class SpecialFunctionsProperties
{
    private const double SmallestNormal = 2.2250738585072014e-308;

    // The bounds are those printed in the documentation of each function.
    [Fact]
    public void Erf_is_within_4_units_in_the_last_place() =>
        Assert.InRange(Worst("special-functions.erf", "x", SpecialFunctions.Erf), 0.01, 4.0);

    [Fact]
    public void Erfc_is_within_6_units_in_the_last_place() =>
        Assert.InRange(Worst("special-functions.erfc", "x", SpecialFunctions.Erfc), 0.01, 6.0);

    [Fact]
    public void Erfcx_is_within_6_units_in_the_last_place() =>
        Assert.InRange(Worst("special-functions.erfcx", "x", SpecialFunctions.Erfcx), 0.01, 6.0);

    [Fact]
    public void ErfInverse_is_within_6_units_in_the_last_place() =>
        Assert.InRange(Worst("special-functions.erf-inverse", "p", SpecialFunctions.ErfInverse), 0.01, 6.0);

    [Fact]
    public void ErfcInverse_is_within_6_units_in_the_last_place() =>
        Assert.InRange(Worst("special-functions.erfc-inverse", "y", SpecialFunctions.ErfcInverse), 0.01, 6.0);

    [Fact]
    public void Erf_is_odd() => Assert.All(Grid(), x => Assert.Equal(-SpecialFunctions.Erf(x), SpecialFunctions.Erf(-x)));

    [Fact]
    public void Erfc_never_increases() => Assert.All(
        Grid().Order().Zip(Grid().Order().Skip(1)),
        pair => Assert.True(
            SpecialFunctions.Erfc(pair.Second) <= SpecialFunctions.Erfc(pair.First) * (1.0 + 2e-15), $"{pair}"));

    [Fact]
    public void The_ends_of_the_line_are_exact()
    {
        Assert.Equal(1.0, SpecialFunctions.Erf(double.PositiveInfinity));
        Assert.Equal(-1.0, SpecialFunctions.Erf(double.NegativeInfinity));
        Assert.Equal(0.0, SpecialFunctions.Erfc(double.PositiveInfinity));
        Assert.Equal(2.0, SpecialFunctions.Erfc(double.NegativeInfinity));
        Assert.Equal(0.0, SpecialFunctions.Erfcx(double.PositiveInfinity));
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.Erfcx(double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.ErfcInverse(0.0));
        Assert.Equal(double.NegativeInfinity, SpecialFunctions.ErfcInverse(2.0));
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.ErfInverse(1.0));
        Assert.Equal(double.NegativeInfinity, SpecialFunctions.ErfInverse(-1.0));
        Assert.True(double.IsNegative(SpecialFunctions.Erf(-0.0)));
    }

    [Fact]
    public void Not_a_number_stays_so()
    {
        Assert.True(double.IsNaN(SpecialFunctions.Erf(double.NaN)));
        Assert.True(double.IsNaN(SpecialFunctions.Erfc(double.NaN)));
        Assert.True(double.IsNaN(SpecialFunctions.Erfcx(double.NaN)));
    }

    [Theory]
    [InlineData(-1e-300, "y is -1E-300; it must be in [0, 2].")]
    [InlineData(2.5, "y is 2.5; it must be in [0, 2].")]
    [InlineData(double.NaN, "y is NaN; it must be in [0, 2].")]
    public void An_inverse_outside_its_domain_is_refused(double y, string rule)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => SpecialFunctions.ErfcInverse(y));
        Assert.StartsWith(rule, error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<double> Grid() => Enumerable.Range(-3000, 6001).Select(i => i * 0.01);

    /// <summary>The worst error over the golden rows; subnormal results carry fewer bits and are left to a law.</summary>
    private static double Worst(string id, string argument, Func<double, double> function) => Golden(id)
        .Where(row => row.Value == 0.0 || Math.Abs(row.Value) >= SmallestNormal)
        .Max(row => UnitsInTheLastPlace.Between(row.Value, function(row.Arguments.GetProperty(argument).GetDouble())));

    /// <summary>The committed rows of an id; none at all would prove nothing.</summary>
    private static List<(JsonElement Arguments, double Value)> Golden(string id)
    {
        var rows = GoldenFile.Lines("committed")
            .Where(line => line.Id == id).Select(line => (line.Arguments, line.Value.GetDouble())).ToList();
        Assert.NotEmpty(rows);
        return rows;
    }
}
