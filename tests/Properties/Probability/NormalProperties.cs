using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using BayesBench.Properties.Support;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Probability;

[Properties(Arbitrary = [typeof(Generators)])]
public class NormalProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly PhiloxKey Key = PhiloxKey.From(17);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["LogDensity: mean is NaN; it must be finite."] = () => Normal.LogDensity(0, double.NaN, 1),
        ["LogDensity: standardDeviation is 0; it must be positive and finite."] = () => Normal.LogDensity(0, 0, 0),
        ["LogDensity: standardDeviation is -1; it must be positive and finite."] = () => Normal.LogDensity(0, 0, -1),
        ["LogDensity: standardDeviation is NaN; it must be positive and finite."] = () => Normal.LogDensity(0, 0, double.NaN),
        ["Cdf: mean is Infinity; it must be finite."] = () => Normal.Cdf(0, double.PositiveInfinity, 1),
        ["Cdf: standardDeviation is Infinity; it must be positive and finite."] =
            () => Normal.Cdf(0, 0, double.PositiveInfinity),
        ["Quantile: probability is -5E-324; it must be in [0, 1]."] = () => Normal.Quantile(-double.Epsilon, 0, 1),
        ["Quantile: probability is 1.0000000000000002; it must be in [0, 1]."] =
            () => Normal.Quantile(Math.BitIncrement(1.0), 0, 1),
        ["Quantile: probability is NaN; it must be in [0, 1]."] = () => Normal.Quantile(double.NaN, 0, 1),
        ["Quantile: mean is -Infinity; it must be finite."] = () => Normal.Quantile(0.5, double.NegativeInfinity, 1),
        ["Quantile: standardDeviation is 0; it must be positive and finite."] = () => Normal.Quantile(0.5, 0, 0),
        ["Entropy: standardDeviation is -2; it must be positive and finite."] = () => Normal.Entropy(-2),
        ["Draw: mean is NaN; it must be finite."] = () => Normal.Draw(double.NaN, 1, Key, 0, 0, 1),
        ["Draw: standardDeviation is 0; it must be positive and finite."] = () => Normal.Draw(0, 0, Key, 0, 0, 1),
        ["Draw: count is -1; it must be at least 0."] = () => Normal.Draw(0, 1, Key, 0, 0, -1),
        ["Draw: firstBlock is 18446744073709551615; with 1 more blocks it would pass 2^64 - 1."] =
            () => Normal.Draw(0, 1, Key, 0, ulong.MaxValue, 5),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Density_is_symmetric_about_the_mean(Score score, NormalLaw law) => Assert.Equal(
        Normal.LogDensity(score.Value * law.StandardDeviation, 0, law.StandardDeviation),
        Normal.LogDensity(-score.Value * law.StandardDeviation, 0, law.StandardDeviation));

    [Property(MaxTest = 30)]
    public void Density_integrates_to_one(NormalLaw law) => Assert.Equal(
        1.0,
        Quadrature.OverTheLine(x => Math.Exp(Normal.LogDensity(x, law.Mean, law.StandardDeviation)), law),
        1e-12 + Resolution(law));

    [Property(MaxTest = 30)]
    public void Score_has_expectation_zero(NormalLaw law)
    {
        // The log-density is a parabola in the mean, so a central difference of any step is its derivative.
        double step = 0.5 * law.StandardDeviation;
        double expectation = Quadrature.OverTheLine(
            x => Math.Exp(Normal.LogDensity(x, law.Mean, law.StandardDeviation))
                * (Normal.LogDensity(x, law.Mean + step, law.StandardDeviation)
                    - Normal.LogDensity(x, law.Mean - step, law.StandardDeviation)),
            law);
        Assert.Equal(0.0, expectation, 1e-12 + (4 * Resolution(law)));
    }

    [Property(MaxTest = 50)]
    public void Distribution_function_is_the_integral_of_the_density(Score score)
    {
        double low = Math.Clamp(score.Value, -30, 30);
        double mass = Quadrature.Integral(x => Math.Exp(Normal.LogDensity(x, 0, 1)), low, low + 1, 4);
        // Of a difference of two probabilities the larger one's roundings stay.
        double tolerance = (1e-13 * mass) + (U * (30 + (low * low)) * Normal.Cdf(low + 1, 0, 1));
        Assert.Equal(mass, Normal.Cdf(low + 1, 0, 1) - Normal.Cdf(low, 0, 1), tolerance);
    }

    [Property]
    public void Quantile_inverts_the_distribution_function(Chance chance)
    {
        double z = Normal.Quantile(chance.Value, 0, 1);
        // d ln F / dz is at most |z| + 1, and z carries some 10 roundings; the last subnormals carry fewer bits.
        double tolerance = chance.Value is 0 or 1
            ? 0
            : (chance.Value * U * (20 + (20 * Math.Abs(z) * (Math.Abs(z) + 1)))) + (2 * double.Epsilon);
        Assert.Equal(chance.Value, Normal.Cdf(z, 0, 1), tolerance);
    }

    [Property]
    public void Both_tails_sum_to_one(Score score) =>
        Assert.Equal(1.0, Normal.Cdf(score.Value, 0, 1) + Normal.Cdf(-score.Value, 0, 1), 4 * U);

    [Property]
    public void Distribution_function_never_decreases(Score first, Score second) => Assert.True(
        // Neighbours may be out of order by the roundings of one value.
        Normal.Cdf(Math.Min(first.Value, second.Value), 0, 1)
            <= Normal.Cdf(Math.Max(first.Value, second.Value), 0, 1) * (1 + (U * (20 + (4 * first.Value * first.Value)))));

    [Property]
    public void Standardising_moves_the_density_by_the_log_of_the_scale(Score score, NormalLaw law)
    {
        double x = law.Mean + (score.Value * law.StandardDeviation);
        double z = (x - law.Mean) / law.StandardDeviation;
        double expected = Normal.LogDensity(z, 0, 1) - Math.Log(law.StandardDeviation);
        double terms = (z * z) + Math.Abs(Math.Log(law.StandardDeviation)) + 1;
        Assert.Equal(expected, Normal.LogDensity(x, law.Mean, law.StandardDeviation), 8 * U * terms);
    }

    [Property(MaxTest = 30)]
    public void Entropy_is_the_expected_surprise(NormalLaw law)
    {
        double surprise = Quadrature.OverTheLine(
            x =>
            {
                double logDensity = Normal.LogDensity(x, 0, law.StandardDeviation);
                return -Math.Exp(logDensity) * logDensity;
            },
            law with { Mean = 0 });
        Assert.Equal(Normal.Entropy(law.StandardDeviation), surprise, 1e-12 * (1 + Math.Abs(Math.Log(law.StandardDeviation))));
    }

    [Property]
    public void A_library_of_another_origin_agrees(Score score, NormalLaw law)
    {
        double x = law.Mean + (score.Value * law.StandardDeviation);
        double terms = (score.Value * score.Value) + Math.Abs(Math.Log(law.StandardDeviation)) + 1 + Math.Abs(law.Mean / law.StandardDeviation);
        Assert.Equal(
            MathNet.Numerics.Distributions.Normal.PDFLn(law.Mean, law.StandardDeviation, x),
            Normal.LogDensity(x, law.Mean, law.StandardDeviation),
            16 * U * terms);
    }

    [Fact]
    public void The_ends_of_the_line_are_exact()
    {
        Assert.Equal(double.NegativeInfinity, Normal.LogDensity(double.PositiveInfinity, 0, 1));
        Assert.True(double.IsNaN(Normal.LogDensity(double.NaN, 0, 1)));
        Assert.Equal(0.0, Normal.Cdf(double.NegativeInfinity, 0, 1));
        Assert.Equal(1.0, Normal.Cdf(double.PositiveInfinity, 0, 1));
        Assert.True(double.IsNaN(Normal.Cdf(double.NaN, 0, 1)));
        Assert.Equal(double.NegativeInfinity, Normal.Quantile(0, 3, 2));
        Assert.Equal(double.PositiveInfinity, Normal.Quantile(1, 3, 2));
        Assert.Equal(3.0, Normal.Quantile(0.5, 3, 2));
    }

    [Property]
    public void Draws_do_not_depend_on_how_they_are_cut(byte blocks, byte rest, NormalLaw law)
    {
        double[] whole = Normal.Draw(law.Mean, law.StandardDeviation, Key, 5, 100, (4 * blocks) + rest);
        double[] first = Normal.Draw(law.Mean, law.StandardDeviation, Key, 5, 100, 4 * blocks);
        double[] second = Normal.Draw(law.Mean, law.StandardDeviation, Key, 5, 100UL + blocks, rest);
        Assert.Equal(whole, first.Concat(second));
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
            ["LogDensity: mean has 2 elements; it must have 3."] =
                () => NormalKernels.LogDensity(device, three, two, three, three),
            ["Cdf: standardDeviation has 2 elements; it must have 3."] = () => NormalKernels.Cdf(device, three, three, two, three),
            ["Quantile: quantile has 2 elements; it must have 3."] = () => NormalKernels.Quantile(device, three, three, three, two),
            ["Entropy: entropy has 2 elements; it must have 3."] = () => NormalKernels.Entropy(device, three, two),
            ["Draw: standardDeviation is 0; it must be positive and finite."] =
                () => NormalKernels.Draw(device, 0, 0, new DeviceKey(1, 2), 0, 0, three),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    // A law far from 0 for its width: x itself is rounded, by this share of a standard deviation.
    private static double Resolution(NormalLaw law) => 40 * U * Math.Abs(law.Mean) / law.StandardDeviation;
}
