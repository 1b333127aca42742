using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Networks;

public partial class SparseVariationalDropoutProperties
{
    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["NegativeKl: logAlpha is NaN; it must be finite."] = () => SparseVariationalDropout.NegativeKl(double.NaN),
        ["NegativeKlDerivative: logAlpha is Infinity; it must be finite."] =
            () => SparseVariationalDropout.NegativeKlDerivative(double.PositiveInfinity),
        ["ExactNegativeKl: logAlpha is -Infinity; it must be finite."] =
            () => SparseVariationalDropout.ExactNegativeKl(double.NegativeInfinity),
        ["ExactNegativeKlDerivative: logAlpha is NaN; it must be finite."] =
            () => SparseVariationalDropout.ExactNegativeKlDerivative(double.NaN),
        ["CubicNegativeKl: logAlpha is 0.5; it must be in [-Infinity, 0]."] = () => SparseVariationalDropout.CubicNegativeKl(0.5),
        ["LogAlpha: weightMean is NaN; it must be finite."] = () => SparseVariationalDropout.LogAlpha(double.NaN, 0),
        ["LogAlpha: logVariance is Infinity; it must be finite."] = () => SparseVariationalDropout.LogAlpha(1, double.PositiveInfinity),
        ["Prune: logAlpha has length 2; it must have the length of weightMean, 1."] =
            () => SparseVariationalDropout.Prune([1], [1, 2], 3),
        ["Prune: threshold is NaN; it must be finite."] = () => SparseVariationalDropout.Prune([1], [1], double.NaN),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    // ln alpha, the exact divergence, the approximate one, the exact derivative of its negative, the approximate one:
    // 2F2 in 40 digits, and the printed digits of the approximations.
    public static TheoryData<double, double, double, double, double> Table => new()
    {
        { -8, 4.6350136069208618, 4.635899480, .500167900400515, .49987429 },
        { -4, 2.6257549323341875, 2.634208314, .509714239112856, .50654408 },
        { -2, 1.544154644760897, 1.540532741, .61123427780684, .61746534 },
        { -1, .91453130968471925, .913872285, .599703749532967, .59326507 },
        { 0, .42668560429604481, .431238951, .362389229503538, .35912773 },
        { 1, .17319385924328684, .177969720, .162959640780039, .16513556 },
        { 3, .024688335440298922, .025420043, .0244844933842597, .025384821 },
        { 8, .00016772193643947363, .000168369, .000167712559347121, .00016866561 },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [MemberData(nameof(Table))]
    public void Known_values_come_out_to_the_last_printed_digit(
        double logAlpha, double exact, double approximate, double exactSlope, double approximateSlope)
    {
        Assert.InRange(UnitsInTheLastPlace.Between(-exact, SparseVariationalDropout.ExactNegativeKl(logAlpha)), 0, 16);
        Assert.Equal(-approximate, SparseVariationalDropout.NegativeKl(logAlpha), 0.5001e-9);
        Assert.Equal(exactSlope, SparseVariationalDropout.ExactNegativeKlDerivative(logAlpha), 1e-14 * exactSlope);
        Assert.Equal(approximateSlope, SparseVariationalDropout.NegativeKlDerivative(logAlpha), 0.51e-8);
    }

    [Fact]
    public void The_exact_divergence_is_an_integral_of_Dawsons()
    {
        foreach (double logAlpha in Grid(-7, 20, 0.25))
        {
            double u = Math.Sqrt(0.5) * Math.Exp(-logAlpha / 2);
            double integral = 2 * Quadrature.Integral(SpecialFunctions.Dawson, 0, u);
            Assert.Equal(-integral, SparseVariationalDropout.ExactNegativeKl(logAlpha), 1e-14 * integral);
        }
    }

    [Theory]
    [InlineData(-6)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(4)]
    public void The_exact_divergence_is_that_of_the_weight_up_to_its_constant(double logAlpha)
    {
        // KL(N(1, alpha) || 1 / |w|) = E ln |w| - ln alpha / 2 + constant; without a mean, at alpha = infinity, that is
        // E ln |z|. In w = e^t and w = -e^t the logarithm is no pole.
        double ExpectedLog(double mean, double deviation) => Quadrature.Integral(
            t => t * Math.Exp(t) * (Density((Math.Exp(t) - mean) / deviation) + Density((-Math.Exp(t) - mean) / deviation)) / deviation,
            -45, 5, 400);

        double alpha = Math.Exp(logAlpha);
        double divergence = ExpectedLog(1, Math.Sqrt(alpha)) - (logAlpha / 2) - ExpectedLog(0, 1);
        Assert.Equal(-divergence, SparseVariationalDropout.ExactNegativeKl(logAlpha), 2e-13 * (1 + Math.Abs(logAlpha)));
    }

    [Fact]
    public void The_series_meet_where_they_change()
    {
        double change = -Math.Log(2 * 42.25);
        double slope = SparseVariationalDropout.ExactNegativeKlDerivative(change);
        double below = SparseVariationalDropout.ExactNegativeKl(change - 1e-9), above = SparseVariationalDropout.ExactNegativeKl(change + 1e-9);
        Assert.Equal(2e-9 * slope, above - below, 2e-14);
    }

    [Fact]
    public void Without_noise_the_divergence_is_a_logarithm_and_with_much_it_vanishes()
    {
        const double Constant = 0.635181422730739085;
        foreach (double logAlpha in new[] { -40.0, -1e3, -1e10, -1e300 })
        {
            Assert.Equal((logAlpha / 2) - Constant, SparseVariationalDropout.ExactNegativeKl(logAlpha), 1e-15 * -logAlpha);
            Assert.Equal(0.5, SparseVariationalDropout.ExactNegativeKlDerivative(logAlpha), 1e-15);
        }

        Assert.Equal(-0.5 * Math.Exp(-40), SparseVariationalDropout.ExactNegativeKl(40), 1e-15 * Math.Exp(-40));
        Assert.Equal(0.0, SparseVariationalDropout.ExactNegativeKl(1e300));
        Assert.Equal(0.0, SparseVariationalDropout.ExactNegativeKlDerivative(1e300));
        Assert.Equal(0.0, SparseVariationalDropout.NegativeKl(1e300));
    }

    [Fact]
    public void The_approximation_errs_most_near_minus_three_and_a_half()
    {
        (double Error, double At) worst = Grid(-10, 10, 0.01)
            .Max(l => (Math.Abs(SparseVariationalDropout.NegativeKl(l) - SparseVariationalDropout.ExactNegativeKl(l)), l));
        Assert.Equal(0.009375, worst.Error, 5e-7);
        Assert.Equal(-3.51, worst.At, 0.0051);
        (double Error, double At) slope = Grid(-10, 10, 0.01).Max(l => (Math.Abs(
            SparseVariationalDropout.NegativeKlDerivative(l) - SparseVariationalDropout.ExactNegativeKlDerivative(l)), l));
        Assert.Equal(0.01369, slope.Error, 5e-6);
        Assert.Equal(-2.49, slope.At, 0.0051);
    }

    [Fact]
    public void The_cubic_lies_above_the_exact_one_by_nearly_a_constant_up_to_alpha_one()
    {
        double[] gaps = [.. Grid(-20, 0, 0.01).Select(
            l => SparseVariationalDropout.CubicNegativeKl(l) - SparseVariationalDropout.ExactNegativeKl(l))];
        Assert.Equal(0.6352, gaps.Min(), 5e-5);
        Assert.Equal(0.6755, gaps.Max(), 5e-5);
    }

    [Property]
    public void A_divergence_is_never_negative_and_falls_with_alpha(short a, short b)
    {
        (double low, double high) = (Math.Min(a, b) / 1024.0, Math.Max(a, b) / 1024.0);
        foreach (Func<double, double> negativeKl in new Func<double, double>[] { SparseVariationalDropout.NegativeKl, SparseVariationalDropout.ExactNegativeKl })
        {
            Assert.True(negativeKl(high) <= 0);
            Assert.True(negativeKl(low) <= negativeKl(high) + (1e-14 * -negativeKl(high)));
        }

        Assert.True(SparseVariationalDropout.NegativeKlDerivative(low) > 0);
        Assert.True(SparseVariationalDropout.ExactNegativeKlDerivative(low) > 0);
    }

    [Property]
    public void Derivatives_are_those_of_the_values(short at)
    {
        double l = at / 4096.0;
        Assert.Equal(Slope(SparseVariationalDropout.NegativeKl, l), SparseVariationalDropout.NegativeKlDerivative(l), 1e-9);
        Assert.Equal(Slope(SparseVariationalDropout.ExactNegativeKl, l), SparseVariationalDropout.ExactNegativeKlDerivative(l), 1e-9);
    }

    private static double Slope(Func<double, double> f, double x) => FiniteDifference.Slope(h => f(x + h), 4e-3);

    private static double Density(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);

    private static IEnumerable<double> Grid(double low, double high, double step) =>
        Enumerable.Range(0, (int)Math.Round((high - low) / step) + 1).Select(i => low + (i * step));
}
