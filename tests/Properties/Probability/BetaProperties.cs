using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using BayesBench.Properties.Support;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Probability;

[Properties(Arbitrary = [typeof(ConjugateGenerators)])]
public class BetaProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly PhiloxKey Key = PhiloxKey.From(21);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["LogDensity: alpha is 0; it must be positive and finite."] = () => Beta.LogDensity(0.5, 0, 1),
        ["LogDensity: beta is NaN; it must be positive and finite."] = () => Beta.LogDensity(0.5, 1, double.NaN),
        ["Cdf: alpha is Infinity; it must be positive and finite."] = () => Beta.Cdf(0.5, double.PositiveInfinity, 1),
        ["Cdf: beta is -1; it must be positive and finite."] = () => Beta.Cdf(0.5, 1, -1),
        ["Quantile: probability is NaN; it must be in [0, 1]."] = () => Beta.Quantile(double.NaN, 1, 1),
        ["Quantile: probability is 1.5; it must be in [0, 1]."] = () => Beta.Quantile(1.5, 1, 1),
        ["Quantile: beta is 0; it must be positive and finite."] = () => Beta.Quantile(0.5, 1, 0),
        ["Mean: alpha is NaN; it must be positive and finite."] = () => Beta.Mean(double.NaN, 1),
        ["Variance: beta is Infinity; it must be positive and finite."] = () => Beta.Variance(1, double.PositiveInfinity),
        ["Entropy: alpha is -1; it must be positive and finite."] = () => Beta.Entropy(-1, 1),
        ["Draw: beta is 0; it must be positive and finite."] = () => Beta.Draw(1, 0, Key, 0, 0, 1),
        ["Draw: alpha is NaN; it must be positive and finite."] = () => Beta.Draw(double.NaN, 1, Key, 0, 0, 1),
        ["Draw: count is -1; it must be at least 0."] = () => Beta.Draw(1, 1, Key, 0, 0, -1),
        ["Draw: firstBlock is 18446744073709551615; with 1 more blocks it would pass 2^64 - 1."] =
            () => Beta.Draw(1, 1, Key, 0, ulong.MaxValue, 2),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [InlineData(0.0, 0.5, 2, double.PositiveInfinity)]
    [InlineData(0.0, 1.0, 3, 1.0986122886681098)] // ln beta
    [InlineData(0.0, 1.5, 2, double.NegativeInfinity)]
    [InlineData(1.0, 2.0, 0.5, double.PositiveInfinity)]
    [InlineData(1.0, 3.0, 1, 1.0986122886681098)]
    [InlineData(1.0, 2.0, 1.5, double.NegativeInfinity)]
    [InlineData(-double.Epsilon, 1.0, 1, double.NegativeInfinity)]
    [InlineData(1.0000000000000002, 1.0, 1, double.NegativeInfinity)]
    [InlineData(double.NaN, 2.0, 2, double.NaN)]
    [InlineData(0.25, 2.0, 3, 0.5232481437645478)]
    [InlineData(9.5367431640625e-07, 0.5, 0.5, 5.7867423965874384)]
    public void Log_density_has_its_known_values(double x, double alpha, double beta, double value) =>
        Assert.Equal(value, Beta.LogDensity(x, alpha, beta), 1e-14);

    [Property]
    public void Turning_the_interval_over_exchanges_the_shapes(BetaLaw law, Chance chance)
    {
        // On a grid where 1 - x is exact; the two forms meet in different order.
        double x = Math.Round(chance.Value * 1024) / 1024;
        double here = Beta.LogDensity(x, law.Alpha, law.Beta);
        double there = Beta.LogDensity(1 - x, law.Beta, law.Alpha);
        Assert.True(here.Equals(there) || Math.Abs(here - there) <= 8 * U * (1 + Math.Abs(here)), $"{here} {there}");
        Assert.Equal(1.0, Beta.Cdf(x, law.Alpha, law.Beta) + Beta.Cdf(1 - x, law.Beta, law.Alpha), U * (100 + (8 * Math.Sqrt(law.Alpha + law.Beta))));
    }

    [Property]
    public void The_law_never_decreases_and_ends_at_one(BetaLaw law, Chance first, Chance second)
    {
        (double low, double high) = (Math.Min(first.Value, second.Value), Math.Max(first.Value, second.Value));
        double slack = U * (80 + (8 * Math.Sqrt(law.Alpha + law.Beta)) + 1500);
        Assert.True(Beta.Cdf(low, law.Alpha, law.Beta) <= Beta.Cdf(high, law.Alpha, law.Beta) * (1 + slack));
        Assert.Equal(0.0, Beta.Cdf(-1, law.Alpha, law.Beta));
        Assert.Equal(1.0, Beta.Cdf(2, law.Alpha, law.Beta));
        Assert.True(double.IsNaN(Beta.Cdf(double.NaN, law.Alpha, law.Beta)));
    }

    [Property(MaxTest = 60)]
    public void The_slope_of_the_law_is_the_density(SmoothBeta law, Chance chance)
    {
        double x = 0.02 + (0.96 * chance.Value);
        double h = 1e-4 * Math.Sqrt(Beta.Variance(law.Alpha, law.Beta));
        double Difference(double step) =>
            (Beta.Cdf(x + step, law.Alpha, law.Beta) - Beta.Cdf(x - step, law.Alpha, law.Beta)) / (2 * step);
        double slope = ((4 * Difference(h)) - Difference(2 * h)) / 3;
        // The law's own rounding over h; the fourth difference of a smooth law is far below it.
        double tolerance = U * 300 / h;
        Assert.Equal(Math.Exp(Beta.LogDensity(x, law.Alpha, law.Beta)), slope, tolerance);
    }

    [Property(MaxTest = 60)]
    public void Moments_entropy_and_scores_are_integrals_of_the_density(SmoothBeta law)
    {
        (double a, double b) = (law.Alpha, law.Beta);
        double Expectation(Func<double, double> f) => Quadrature.Integral(x => Math.Exp(Beta.LogDensity(x, a, b)) * f(x), 0, 1);
        double mean = Beta.Mean(a, b);
        Assert.Equal(1.0, Expectation(_ => 1), 1e-12);
        Assert.Equal(mean, Expectation(x => x), 1e-12);
        Assert.Equal(Beta.Variance(a, b), Expectation(x => (x - mean) * (x - mean)), 1e-12);
        Assert.Equal(Beta.Entropy(a, b), Expectation(x => -Beta.LogDensity(x, a, b)), 1e-11);
        // The score of alpha is ln x - psi(alpha) + psi(alpha + beta), of mean 0.
        Assert.Equal(SpecialFunctions.Digamma(a) - SpecialFunctions.Digamma(a + b), Expectation(Math.Log), 1e-11);
    }

    [Property]
    public void Entropy_is_never_above_that_of_the_uniform_law(BetaLaw law) =>
        Assert.True(Beta.Entropy(law.Alpha, law.Beta) <= 1e-13 * (1 + Math.Abs(SpecialFunctions.LogBeta(law.Alpha, law.Beta))));

    [Property]
    public void A_unit_shape_is_a_power_law(Chance chance, BetaLaw law)
    {
        double x = chance.Value;
        // The exponent carries the rounding of the logarithm.
        double expected = Math.Pow(x, law.Alpha);
        double tolerance = U * expected * (60 + (20 * Math.Abs(law.Alpha * Math.Log(x == 0 ? 1 : x))) + (4 * Math.Sqrt(law.Alpha)));
        Assert.Equal(expected, Beta.Cdf(x, law.Alpha, 1), tolerance + double.Epsilon);
        Assert.Equal(x is 0 ? 0 : x, Beta.Cdf(x, 1, 1), U * x * (60 + (8 * Math.Abs(Math.Log(x + 1e-300)))));
        Assert.Equal(2 / Math.PI * Math.Atan2(Math.Sqrt(x), Math.Sqrt(1 - x)), Beta.Cdf(x, 0.5, 0.5), 40 * U);
    }

    [Property(MaxTest = 60)]
    public void Quantile_inverts_the_law(BetaLaw law, Chance chance)
    {
        double p = chance.Value;
        double x = Beta.Quantile(p, law.Alpha, law.Beta);
        Assert.InRange(x, 0.0, 1.0);
        // p lies between the law at x and at its neighbour below, but for the law's own error.
        double slack = U * (200 + (8 * Math.Sqrt(law.Alpha + law.Beta)) + 12000);
        Assert.True(Beta.Cdf(x, law.Alpha, law.Beta) >= p * (1 - slack), $"{x}");
        Assert.True(p == 0 || Beta.Cdf(Math.BitDecrement(x), law.Alpha, law.Beta) <= (p * (1 + slack)) + double.Epsilon, $"{x}");
    }

    [Property(MaxTest = 100)]
    public void MathNet_agrees_where_its_series_converge(SmoothBeta law, Chance chance)
    {
        double x = chance.Value;
        double theirs = MathNet.Numerics.SpecialFunctions.BetaRegularized(law.Alpha, law.Beta, x);
        // Its log-gamma is good to 1e-14 of its own size, here at most 400, and it stops a fraction at 1e-15.
        Assert.Equal(theirs, Beta.Cdf(x, law.Alpha, law.Beta), 1e-11);
        Assert.Equal(Beta.Mean(law.Alpha, law.Beta), new MathNet.Numerics.Distributions.Beta(law.Alpha, law.Beta).Mean, 4 * U);
    }

    [Property(MaxTest = 40)]
    public void Draws_stay_inside_and_do_not_depend_on_how_they_are_cut(byte count, byte rest, BetaLaw law)
    {
        double[] whole = Beta.Draw(law.Alpha, law.Beta, Key, 5, 100, count + rest);
        double[] first = Beta.Draw(law.Alpha, law.Beta, Key, 5, 100, count);
        double[] second = Beta.Draw(law.Alpha, law.Beta, Key, 5, 100UL + count, rest);
        Assert.Equal(whole, first.Concat(second));
        Assert.All(whole, x => Assert.InRange(x, 0.0, 1.0));
    }

    [Fact]
    public void Tiny_shapes_draw_the_ends_and_nothing_undefined()
    {
        // Of shapes 1e-3 nearly all mass lies within 1e-300 of an end: half of it at each.
        double[] draws = Beta.Draw(1e-3, 1e-3, Key, 1, 0, 1000);
        Assert.DoesNotContain(double.NaN, draws);
        Assert.InRange(draws.Count(x => x < 0.5), 400, 600);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["LogDensity: alpha has 2 elements; it must have 3."] = () => BetaKernels.LogDensity(device, three, two, three, three),
            ["Cdf: beta has 2 elements; it must have 3."] = () => BetaKernels.Cdf(device, three, three, two, three),
            ["Quantile: quantile has 2 elements; it must have 3."] = () => BetaKernels.Quantile(device, three, three, three, two),
            ["Mean: beta has 2 elements; it must have 3."] = () => BetaKernels.Mean(device, three, two, three),
            ["Variance: variance has 2 elements; it must have 3."] = () => BetaKernels.Variance(device, three, three, two),
            ["Entropy: beta has 2 elements; it must have 3."] = () => BetaKernels.Entropy(device, three, two, three),
            ["Draw: alpha is 0; it must be positive and finite."] =
                () => BetaKernels.Draw(device, 0, 1, new DeviceKey(1, 2), 0, 0, three),
            ["Draw: beta is NaN; it must be positive and finite."] =
                () => BetaKernels.Draw(device, 1, float.NaN, new DeviceKey(1, 2), 0, 0, three),
            ["Draw: firstBlock is 18446744073709551615; with 2 more blocks it would pass 2^64 - 1."] =
                () => BetaKernels.Draw(device, 1, 1, new DeviceKey(1, 2), 0, ulong.MaxValue, three),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}
