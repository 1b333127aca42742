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
public class GammaProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly PhiloxKey Key = PhiloxKey.From(22);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["LogDensity: shape is 0; it must be positive and finite."] = () => Gamma.LogDensity(0.5, 0, 1),
        ["LogDensity: rate is NaN; it must be positive and finite."] = () => Gamma.LogDensity(0.5, 1, double.NaN),
        ["Cdf: shape is Infinity; it must be positive and finite."] = () => Gamma.Cdf(0.5, double.PositiveInfinity, 1),
        ["Cdf: rate is -1; it must be positive and finite."] = () => Gamma.Cdf(0.5, 1, -1),
        ["Quantile: probability is NaN; it must be in [0, 1]."] = () => Gamma.Quantile(double.NaN, 1, 1),
        ["Quantile: rate is 0; it must be positive and finite."] = () => Gamma.Quantile(0.5, 1, 0),
        ["Mean: shape is NaN; it must be positive and finite."] = () => Gamma.Mean(double.NaN, 1),
        ["Variance: rate is Infinity; it must be positive and finite."] = () => Gamma.Variance(1, double.PositiveInfinity),
        ["Entropy: shape is -1; it must be positive and finite."] = () => Gamma.Entropy(-1, 1),
        ["Attempt: shape is NaN; it must be positive and finite."] = () => Gamma.Attempt(double.NaN, new Words(1, 2, 3, 4)),
        ["Draw: rate is 0; it must be positive and finite."] = () => Gamma.Draw(1, 0, Key, 0, 0, 1),
        ["Draw: shape is Infinity; it must be positive and finite."] = () => Gamma.Draw(double.PositiveInfinity, 1, Key, 0, 0, 1),
        ["Draw: count is -1; it must be at least 0."] = () => Gamma.Draw(1, 1, Key, 0, 0, -1),
        ["Draw: firstBlock is 18446744073709551615; with 1 more blocks it would pass 2^64 - 1."] =
            () => Gamma.Draw(1, 1, Key, 0, ulong.MaxValue, 2),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [InlineData(0.0, 0.5, 2, double.PositiveInfinity)]
    [InlineData(0.0, 1.0, 2, 0.6931471805599453)] // ln rate
    [InlineData(0.0, 1.5, 2, double.NegativeInfinity)]
    [InlineData(-double.Epsilon, 0.5, 1, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, 0.5, 1, double.NegativeInfinity)]
    [InlineData(double.NaN, 2.0, 2, double.NaN)]
    public void Log_density_has_its_known_values(double x, double shape, double rate, double value) =>
        Assert.Equal(value, Gamma.LogDensity(x, shape, rate), 1e-14);

    [Property]
    public void A_unit_shape_is_the_exponential_law(Chance chance, GammaLaw law)
    {
        double x = -Math.Log(1 - (chance.Value * 0.999)) / law.Rate;
        double survival = Math.Exp(-law.Rate * x);
        Assert.Equal(1 - survival, Gamma.Cdf(x, 1, law.Rate), 40 * U);
        Assert.Equal(
            Math.Log(law.Rate) - (law.Rate * x),
            Gamma.LogDensity(x, 1, law.Rate),
            4 * U * (1 + Math.Abs(Math.Log(law.Rate)) + (law.Rate * x)));
        Assert.Equal(1 - Math.Log(law.Rate), Gamma.Entropy(1, law.Rate), 4 * U * (2 + Math.Abs(Math.Log(law.Rate))));
    }

    [Property]
    public void Doubling_the_rate_halves_the_draw(GammaLaw law, Chance chance)
    {
        // By a power of two every step but the logarithm is exact.
        double x = (0.5 + chance.Value) * Gamma.Mean(law.Shape, law.Rate);
        Assert.Equal(Gamma.Cdf(x, law.Shape, law.Rate), Gamma.Cdf(x / 2, law.Shape, 2 * law.Rate));
        Assert.Equal(
            Gamma.Quantile(0.25, law.Shape, law.Rate) / 2, Gamma.Quantile(0.25, law.Shape, 2 * law.Rate), double.Epsilon);
        Assert.Equal(Gamma.Mean(law.Shape, law.Rate) / 2, Gamma.Mean(law.Shape, 2 * law.Rate));
        Assert.Equal(Gamma.Variance(law.Shape, law.Rate) / 4, Gamma.Variance(law.Shape, 2 * law.Rate));
    }

    [Property(MaxTest = 60)]
    public void Moments_entropy_and_scores_are_integrals_of_the_density(SmoothBeta shapes)
    {
        (double shape, double rate) = (shapes.Alpha, shapes.Beta);
        double sd = Math.Sqrt(shape);
        // Beyond twenty standard deviations and more lies nothing of a shape of eight or more.
        double end = shape + (12 * sd) + 60;
        double Expectation(Func<double, double> f) => Quadrature.Integral(
            y => Math.Exp(Gamma.LogDensity(y / rate, shape, rate)) / rate * f(y / rate), 0, end, 48);
        double mean = Gamma.Mean(shape, rate);
        Assert.Equal(1.0, Expectation(_ => 1), 1e-11);
        Assert.Equal(mean, Expectation(x => x), 1e-11 * mean);
        Assert.Equal(Gamma.Variance(shape, rate), Expectation(x => (x - mean) * (x - mean)), 1e-10 * mean * mean);
        Assert.Equal(Gamma.Entropy(shape, rate), Expectation(x => -Gamma.LogDensity(x, shape, rate)), 1e-9);
        // The score of the shape is ln(rate x) - psi(shape), of mean 0.
        Assert.Equal(SpecialFunctions.Digamma(shape), Expectation(x => Math.Log(rate * x)), 1e-9);
    }

    [Property(MaxTest = 60)]
    public void The_slope_of_the_law_is_the_density(SmoothBeta shapes, Chance chance)
    {
        double shape = shapes.Alpha;
        double x = shape * (0.3 + (1.4 * chance.Value));
        double h = 1e-4 * Math.Sqrt(shape);
        double Difference(double step) => (Gamma.Cdf(x + step, shape, 1) - Gamma.Cdf(x - step, shape, 1)) / (2 * step);
        double slope = ((4 * Difference(h)) - Difference(2 * h)) / 3;
        Assert.Equal(Math.Exp(Gamma.LogDensity(x, shape, 1)), slope, U * 300 / h);
    }

    [Property(MaxTest = 60)]
    public void Quantile_inverts_the_law(GammaLaw law, Chance chance)
    {
        double p = chance.Value;
        double x = Gamma.Quantile(p, law.Shape, 1);
        double slack = U * (200 + (8 * Math.Sqrt(law.Shape)) + 12000);
        Assert.True(Gamma.Cdf(x, law.Shape, 1) >= p * (1 - slack), $"{x}");
        Assert.True(p is 0 or 1 || Gamma.Cdf(Math.BitDecrement(x), law.Shape, 1) <= (p * (1 + slack)) + double.Epsilon, $"{x}");
    }

    [Property(MaxTest = 100)]
    public void MathNet_agrees_where_its_series_converge(SmoothBeta shapes, Chance chance)
    {
        double x = 2 * shapes.Alpha * chance.Value;
        // It stops its series at 1e-15 of the sum, and its log-gamma is good to 1e-14 of its own size.
        Assert.Equal(MathNet.Numerics.SpecialFunctions.GammaLowerRegularized(shapes.Alpha, x), Gamma.Cdf(x, shapes.Alpha, 1), 1e-11);
    }

    [Property]
    public void The_margin_is_that_of_Marsaglia_and_Tsang_as_printed(uint w0, uint w1, uint w2, uint w3, GammaLaw law)
    {
        double shape = 1 + (law.Shape % 50);
        GammaAttempt attempt = Gamma.Attempt(shape, new Words(w0, w1, w2, w3));
        double d = shape - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        double z = BoxMuller.FromWords(w0, w1).Z0, v = Math.Pow(1 + (c * z), 3);
        double margin = (0.5 * z * z) + d - (d * v) + (d * Math.Log(v)) - Math.Log((w2 + 1.0) / 4294967296.0);
        Assert.True(
            v <= 0 ? double.IsNegativeInfinity(attempt.Margin) : Math.Abs(margin - attempt.Margin) <= 40 * U * (40 + (d * (1 + v))),
            $"{margin} {attempt}");
        Assert.True(v <= 0 || Math.Abs(Math.Log(d * v) - attempt.LogDraw) <= 1e-12 * (1 + Math.Abs(attempt.LogDraw)));
    }

    [Property(MaxTest = 40)]
    public void Draws_are_positive_and_do_not_depend_on_how_they_are_cut(byte count, byte rest, GammaLaw law)
    {
        double[] whole = Gamma.Draw(law.Shape, law.Rate, Key, 5, 100, count + rest);
        double[] first = Gamma.Draw(law.Shape, law.Rate, Key, 5, 100, count);
        double[] second = Gamma.Draw(law.Shape, law.Rate, Key, 5, 100UL + count, rest);
        Assert.Equal(whole, first.Concat(second));
        Assert.All(whole, x => Assert.InRange(x, 0.0, double.MaxValue));
    }

    [Fact]
    public void A_tiny_shape_is_drawn_where_its_power_alone_would_vanish() =>
        // u^(1 / shape) is below 1e-308 in half of the draws, but not so over a rate of 1e-300.
        Assert.DoesNotContain(0.0, Gamma.Draw(0.02, 1e-300, Key, 0, 0, 200));

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        using DeviceArray<uint> words = device.Allocate<uint>(8);
        var table = new Dictionary<string, Action>
        {
            ["LogDensity: rate has 2 elements; it must have 3."] = () => GammaKernels.LogDensity(device, three, three, two, three),
            ["Cdf: shape has 2 elements; it must have 3."] = () => GammaKernels.Cdf(device, three, two, three, three),
            ["Quantile: rate has 2 elements; it must have 3."] = () => GammaKernels.Quantile(device, three, three, two, three),
            ["Mean: mean has 2 elements; it must have 3."] = () => GammaKernels.Mean(device, three, three, two),
            ["Variance: rate has 2 elements; it must have 3."] = () => GammaKernels.Variance(device, three, two, three),
            ["Entropy: entropy has 2 elements; it must have 3."] = () => GammaKernels.Entropy(device, three, three, two),
            ["Attempt: words has 8 elements; it must have 12."] = () => GammaKernels.Attempt(device, three, words, three, three),
            ["Attempt: margin has 3 elements; it must have 2."] = () => GammaKernels.Attempt(device, two, words, two, three),
            ["Draw: shape is 0; it must be positive and finite."] =
                () => GammaKernels.Draw(device, 0, 1, new DeviceKey(1, 2), 0, 0, three),
            ["Draw: rate is -1; it must be positive and finite."] =
                () => GammaKernels.Draw(device, 1, -1, new DeviceKey(1, 2), 0, 0, three),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}
