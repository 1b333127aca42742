using BayesBench.Properties.Support;
using BayesBench.Reference.Numerics;
using Xunit;

namespace BayesBench.Properties.Numerics;

/// <content>The gamma function and its relatives.</content>
public partial class SpecialFunctionsProperties
{
    [Fact]
    public void LogGamma_is_within_8_units_in_the_last_place() => Assert.InRange(
        Golden("special-functions.log-gamma").Max(row => UnitsInTheLastPlace.Between(
            row.Value, SpecialFunctions.LogGamma(row.Arguments.GetProperty("x").GetDouble()))),
        0.01,
        8.0);

    [Fact]
    public void RegularizedGammaQ_is_within_its_bound() =>
        Assert.InRange(WorstShare("special-functions.regularized-gamma-q", SpecialFunctions.RegularizedGammaQ), 0.01, 1.0);

    [Fact]
    public void RegularizedGammaP_is_within_its_bound() =>
        Assert.InRange(WorstShare("special-functions.regularized-gamma-p", SpecialFunctions.RegularizedGammaP), 0.01, 1.0);

    [Fact]
    public void LogGamma_of_a_count_is_the_logarithm_of_a_factorial()
    {
        double factorial = 1.0;
        for (int n = 1; n <= 18; n++)
        {
            // 18! < 2^53: the product is exact.
            Assert.InRange(UnitsInTheLastPlace.Between(Math.Log(factorial), SpecialFunctions.LogGamma(n)), 0.0, 8.0);
            factorial *= n;
        }
    }

    [Fact]
    public void The_zeros_of_LogGamma_are_exact()
    {
        Assert.Equal(0.0, SpecialFunctions.LogGamma(1.0));
        Assert.Equal(0.0, SpecialFunctions.LogGamma(2.0));
    }

    [Fact]
    public void The_ends_of_the_incomplete_gamma_are_exact()
    {
        Assert.Equal(1.0, SpecialFunctions.RegularizedGammaQ(2.5, 0.0));
        Assert.Equal(0.0, SpecialFunctions.RegularizedGammaQ(2.5, double.PositiveInfinity));
        Assert.Equal(0.0, SpecialFunctions.RegularizedGammaP(2.5, 0.0));
        Assert.Equal(1.0, SpecialFunctions.RegularizedGammaP(2.5, double.PositiveInfinity));
    }

    [Fact]
    public void Half_of_a_square_is_the_error_function() => Assert.All(
        Enumerable.Range(1, 260).Select(i => i * 0.1),
        // Q(1/2, x^2) = erfc(x): 8 |log Q| of the bound is the rounding of x^2, 676 at most.
        x => Assert.Equal(
            1.0, SpecialFunctions.RegularizedGammaQ(0.5, x * x) / SpecialFunctions.Erfc(x), (30 + (8 * x * x)) / (1L << 53)));

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    public void LogGamma_refuses_what_is_not_positive(double x) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SpecialFunctions.LogGamma(x));

    private static double WorstShare(string id, Func<double, double, double> function) => Golden(id)
        .Where(row => row.Value > 1e-300)
        .Max(row =>
        {
            double a = row.Arguments.GetProperty("a").GetDouble();
            double error = Math.Abs(function(a, row.Arguments.GetProperty("x").GetDouble()) / row.Value - 1.0);
            return error / (20.0 + (8.0 * Math.Abs(Math.Log(row.Value))) + (2.0 * Math.Sqrt(a))) * Math.Pow(2.0, 53);
        });
}
