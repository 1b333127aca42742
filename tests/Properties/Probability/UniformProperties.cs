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
public class UniformProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly PhiloxKey Key = PhiloxKey.From(18);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["LogDensity: lower is NaN; it must be finite."] = () => Uniform.LogDensity(0, double.NaN, 1),
        ["LogDensity: upper is Infinity; it must be finite."] = () => Uniform.LogDensity(0, 0, double.PositiveInfinity),
        ["LogDensity: upper is 1; it must be above lower, 1."] = () => Uniform.LogDensity(0, 1, 1),
        ["Cdf: upper is 0; it must be above lower, 1."] = () => Uniform.Cdf(0, 1, 0),
        ["Cdf: upper - lower is Infinity; it must be finite."] = () => Uniform.Cdf(0, double.MinValue, double.MaxValue),
        ["Quantile: probability is 2; it must be in [0, 1]."] = () => Uniform.Quantile(2, 0, 1),
        ["Quantile: probability is NaN; it must be in [0, 1]."] = () => Uniform.Quantile(double.NaN, 0, 1),
        ["Quantile: upper is -1; it must be above lower, 0."] = () => Uniform.Quantile(0.5, 0, -1),
        ["Mean: upper is 0; it must be above lower, 0."] = () => Uniform.Mean(0, 0),
        ["Variance: lower is -Infinity; it must be finite."] = () => Uniform.Variance(double.NegativeInfinity, 0),
        ["Entropy: upper is NaN; it must be finite."] = () => Uniform.Entropy(0, double.NaN),
        ["Draw: upper is 1; it must be above lower, 2."] = () => Uniform.Draw(2, 1, Key, 0, 0, 1),
        ["Draw: count is -3; it must be at least 0."] = () => Uniform.Draw(0, 1, Key, 0, 0, -3),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Density_integrates_to_one(Ends ends) => Assert.Equal(
        0.0,
        Uniform.LogDensity(Uniform.Mean(ends.Lower, ends.Upper), ends.Lower, ends.Upper)
            + Math.Log(ends.Upper - ends.Lower));

    [Property]
    public void Density_is_nothing_beyond_the_ends_and_something_at_them(Ends ends)
    {
        Assert.Equal(
            Uniform.LogDensity(ends.Lower, ends.Lower, ends.Upper), Uniform.LogDensity(ends.Upper, ends.Lower, ends.Upper));
        Assert.Equal(
            double.NegativeInfinity, Uniform.LogDensity(Math.BitDecrement(ends.Lower), ends.Lower, ends.Upper));
        Assert.Equal(
            double.NegativeInfinity, Uniform.LogDensity(Math.BitIncrement(ends.Upper), ends.Lower, ends.Upper));
    }

    [Property]
    public void Distribution_function_grows_by_the_density_times_the_distance(Ends ends, Chance from, Chance to)
    {
        double a = Uniform.Quantile(from.Value, ends.Lower, ends.Upper);
        double b = Uniform.Quantile(to.Value, ends.Lower, ends.Upper);
        double density = Math.Exp(Uniform.LogDensity(a, ends.Lower, ends.Upper));
        Assert.Equal(
            density * (b - a),
            Uniform.Cdf(b, ends.Lower, ends.Upper) - Uniform.Cdf(a, ends.Lower, ends.Upper),
            U * (10 + Math.Abs(Math.Log(density))));
    }

    [Property]
    public void Quantile_inverts_the_distribution_function(Ends ends, Chance chance)
    {
        double x = Uniform.Quantile(chance.Value, ends.Lower, ends.Upper);
        Assert.InRange(x, ends.Lower, ends.Upper);
        // x is rounded once where it stands, and the way to it carries 3 roundings.
        double resolution = (Math.Max(Math.Abs(ends.Lower), Math.Abs(ends.Upper)) / (ends.Upper - ends.Lower)) + 6;
        Assert.Equal(chance.Value, Uniform.Cdf(x, ends.Lower, ends.Upper), U * resolution);
    }

    [Property]
    public void The_ends_are_the_extreme_quantiles(Ends ends)
    {
        Assert.Equal(ends.Lower, Uniform.Quantile(0, ends.Lower, ends.Upper));
        Assert.Equal(ends.Upper, Uniform.Quantile(1, ends.Lower, ends.Upper));
        Assert.Equal(0.0, Uniform.Cdf(double.NegativeInfinity, ends.Lower, ends.Upper));
        Assert.Equal(1.0, Uniform.Cdf(double.PositiveInfinity, ends.Lower, ends.Upper));
        Assert.True(double.IsNaN(Uniform.Cdf(double.NaN, ends.Lower, ends.Upper)));
        Assert.True(double.IsNaN(Uniform.LogDensity(double.NaN, ends.Lower, ends.Upper)));
    }

    [Property]
    public void Mean_is_the_middle_quantile(Ends ends) => Assert.Equal(
        Uniform.Quantile(0.5, ends.Lower, ends.Upper),
        Uniform.Mean(ends.Lower, ends.Upper),
        4 * U * Math.Max(Math.Abs(ends.Lower), Math.Abs(ends.Upper)));

    [Property]
    public void Variance_is_the_mean_squared_distance(Ends ends)
    {
        // Of a unit interval about 0, by quadrature; the width's square scales it.
        double width = ends.Upper - ends.Lower;
        double unit = Quadrature.Integral(x => x * x, -0.5, 0.5, 1);
        Assert.Equal(width * width * unit, Uniform.Variance(ends.Lower, ends.Upper), 1e-14 * width * width);
    }

    [Property]
    public void Entropy_is_the_expected_surprise(Ends ends) => Assert.Equal(
        -Uniform.LogDensity(ends.Lower, ends.Lower, ends.Upper), Uniform.Entropy(ends.Lower, ends.Upper));

    [Property]
    public void Draws_stay_inside_and_do_not_depend_on_how_they_are_cut(byte blocks, byte rest, Ends ends)
    {
        double[] whole = Uniform.Draw(ends.Lower, ends.Upper, Key, 5, 100, (4 * blocks) + rest);
        double[] first = Uniform.Draw(ends.Lower, ends.Upper, Key, 5, 100, 4 * blocks);
        double[] second = Uniform.Draw(ends.Lower, ends.Upper, Key, 5, 100UL + blocks, rest);
        Assert.Equal(whole, first.Concat(second));
        Assert.All(whole, x => Assert.InRange(x, ends.Lower, ends.Upper));
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
            ["LogDensity: lower has 2 elements; it must have 3."] = () => UniformKernels.LogDensity(device, three, two, three, three),
            ["Cdf: upper has 2 elements; it must have 3."] = () => UniformKernels.Cdf(device, three, three, two, three),
            ["Quantile: quantile has 2 elements; it must have 3."] = () => UniformKernels.Quantile(device, three, three, three, two),
            ["Mean: mean has 2 elements; it must have 3."] = () => UniformKernels.Mean(device, three, three, two),
            ["Variance: upper has 2 elements; it must have 3."] = () => UniformKernels.Variance(device, three, two, three),
            ["Entropy: entropy has 2 elements; it must have 3."] = () => UniformKernels.Entropy(device, three, three, two),
            ["Draw: upper - lower is -1; it must be positive and finite."] =
                () => UniformKernels.Draw(device, 1, 0, new DeviceKey(1, 2), 0, 0, three),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}
