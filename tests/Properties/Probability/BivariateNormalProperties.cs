using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Properties.Support;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Probability;

[Properties(Arbitrary = [typeof(GaussianGenerators)])]
public class BivariateNormalProperties
{
    private const double U = 1.0 / (1L << 53);

    // The deck's example: variances 4 and 1, covariance 1.2, means 0.
    private const double VarianceX = 4;
    private const double VarianceY = 1;
    private const double Covariance = 1.2;

    private static readonly double[] Origin = [0, 0];
    private static readonly double[][] Matrix = [[VarianceX, Covariance], [Covariance, VarianceY]];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["LogDensity: x is NaN; it must be finite."] = () => BivariateNormal.LogDensity(double.NaN, 0, 0, 0, 1, 1, 0),
        ["LogDensity: y is Infinity; it must be finite."] =
            () => BivariateNormal.LogDensity(0, double.PositiveInfinity, 0, 0, 1, 1, 0),
        ["LogDensity: covariance is 1; it must be smaller in size than the root of varianceX varianceY, 1."] =
            () => BivariateNormal.LogDensity(0, 0, 0, 0, 1, 1, 1),
        ["Marginal: meanX is -Infinity; it must be finite."] =
            () => BivariateNormal.Marginal(double.NegativeInfinity, 0, 1, 1, 0),
        ["Marginal: meanY is NaN; it must be finite."] = () => BivariateNormal.Marginal(0, double.NaN, 1, 1, 0),
        ["Marginal: varianceY is 0; it must be positive and finite."] = () => BivariateNormal.Marginal(0, 0, 1, 0, 0),
        ["Marginal: covariance is -3; it must be smaller in size than the root of varianceX varianceY, 2."] =
            () => BivariateNormal.Marginal(0, 0, 4, 1, -3),
        ["Conditional: varianceX is -1; it must be positive and finite."] =
            () => BivariateNormal.Conditional(0, 0, -1, 1, 0, 0),
        ["Conditional: varianceX is NaN; it must be positive and finite."] =
            () => BivariateNormal.Conditional(0, 0, double.NaN, 1, 0, 0),
        ["Conditional: covariance is NaN; it must be finite."] =
            () => BivariateNormal.Conditional(0, 0, 1, 1, double.NaN, 0),
        ["Conditional: y is NaN; it must be finite."] = () => BivariateNormal.Conditional(0, 0, 1, 1, 0.5, double.NaN),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Fact]
    public void Erratum_F27_the_conditional_mean_divides_by_the_variance_of_Y()
    {
        double printed = Covariance / VarianceX * 1;
        double quadrature = Given(1, x => x);
        Assert.Equal(1.2, quadrature, 1e-12);
        Assert.Equal(0.3, printed, 1e-15);
        Assert.Equal(quadrature, BivariateNormal.Conditional(0, 0, VarianceX, VarianceY, Covariance, 1).Mean, 1e-12);
        Assert.True(Math.Abs(printed - quadrature) > 0.8);
    }

    [Fact]
    public void F28_the_conditional_variance_is_that_of_the_density_for_every_y()
    {
        foreach (double y in new[] { -3.0, 0, 1 })
        {
            double mean = Given(y, x => x);
            double variance = Given(y, x => (x - mean) * (x - mean));
            Assert.Equal(2.56, variance, 1e-12);
            Assert.Equal(variance, BivariateNormal.Conditional(0, 0, VarianceX, VarianceY, Covariance, y).Variance, 1e-12);
        }
    }

    [Fact]
    public void F25_rho_is_a_covariance()
    {
        // Above 1 and right; of a correlation it would be wrong. Its bound is sigma_x sigma_y = 2.
        Assert.Equal(2.56, BivariateNormal.Conditional(0, 0, VarianceX, VarianceY, Covariance, 0).Variance, 4 * U * 4);
        Assert.True(BivariateNormal.Conditional(0, 0, VarianceX, VarianceY, Math.BitDecrement(2.0), 0).Variance > 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => BivariateNormal.Conditional(0, 0, VarianceX, VarianceY, 2, 0));
    }

    [Fact]
    public void F26_what_is_left_when_the_other_coordinate_is_summed_out_is_normal()
    {
        MeanAndVariance law = BivariateNormal.Marginal(0.5, -1, VarianceX, VarianceY, Covariance);
        foreach (double x in new[] { -4, -0.25, 0.5, 3 })
        {
            double density = Quadrature.OverTheLine(
                y => Math.Exp(BivariateNormal.LogDensity(x, y, 0.5, -1, VarianceX, VarianceY, Covariance)), new NormalLaw(-1, 1));
            Assert.Equal(Math.Exp(Normal.LogDensity(x, law.Mean, Math.Sqrt(law.Variance))), density, 1e-12);
        }
    }

    [Fact]
    public void Knowing_one_coordinate_leaves_on_average_the_others_law()
    {
        // E E[X | Y] = E X, and var X = E var[X | Y] + var E[X | Y].
        double Expectation(Func<double, double> f) => Quadrature.OverTheLine(
            y => Math.Exp(Normal.LogDensity(y, -1, 1)) * f(y), new NormalLaw(-1, 1));
        MeanAndVariance At(double y) => BivariateNormal.Conditional(0.5, -1, VarianceX, VarianceY, Covariance, y);
        Assert.Equal(0.5, Expectation(y => At(y).Mean), 1e-12);
        Assert.Equal(
            VarianceX, Expectation(y => At(y).Variance + ((At(y).Mean - 0.5) * (At(y).Mean - 0.5))), 1e-11);
    }

    [Property]
    public void It_is_the_law_of_several_coordinates_with_two(PairOfMatrices pair)
    {
        double[][] a = Two(pair.First);
        double[] x = [a[0][0], -a[1][1]], mean = [0.25 * a[0][1], 0];
        double tolerance = Tolerance(a);
        MeanAndVariance two = BivariateNormal.Conditional(mean[0], mean[1], a[0][0], a[1][1], a[0][1], x[1]);
        MultivariateNormalLaw several = MultivariateNormal.Conditional(mean, a, [1], [x[1]]);
        Assert.Equal(several.Mean[0], two.Mean, 64 * U * (Math.Abs(mean[0]) + Math.Abs(a[0][1])));
        Assert.Equal(several.Covariance[0][0], two.Variance, 64 * U * a[0][0]);
        double logDensity = MultivariateNormal.LogDensity(x, mean, a);
        double here = BivariateNormal.LogDensity(x[0], x[1], mean[0], mean[1], a[0][0], a[1][1], a[0][1]);
        Assert.Equal(logDensity, here, tolerance * (60 + Math.Abs(logDensity)));
        double exchanged = BivariateNormal.LogDensity(x[1], x[0], mean[1], mean[0], a[1][1], a[0][0], a[0][1]);
        Assert.Equal(here, exchanged, tolerance * (60 + Math.Abs(here)));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> a = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["LogDensity: y has 2 elements; it must have 3."] =
                () => BivariateNormalKernels.LogDensity(device, a, two, a, a, a, a, a, a),
            ["LogDensity: covariance has 2 elements; it must have 3."] =
                () => BivariateNormalKernels.LogDensity(device, a, a, a, a, a, a, two, a),
            ["Marginal: varianceX has 2 elements; it must have 3."] =
                () => BivariateNormalKernels.Marginal(device, a, two, a, a),
            ["Conditional: varianceY has 2 elements; it must have 3."] =
                () => BivariateNormalKernels.Conditional(device, a, a, a, two, a, a, a, a),
            ["Conditional: variance has 2 elements; it must have 3."] =
                () => BivariateNormalKernels.Conditional(device, a, a, a, a, a, a, a, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    // E[f(X) | y] from the joint density, which is taken where no conditional law is: of several coordinates.
    private static double Given(double y, Func<double, double> f)
    {
        double Mass(Func<double, double> g) => Quadrature.OverTheLine(
            x => Math.Exp(MultivariateNormal.LogDensity([x, y], Origin, Matrix)) * g(x), new NormalLaw(0, 2));
        return Mass(f) / Mass(_ => 1);
    }

    // Two laws of one coordinate, correlated by what the first matrix of them is.
    private static double[][] Two(PositiveMatrix matrix)
    {
        double x = matrix.Rows[0][0], y = matrix.Rows[^1][^1];
        double covariance = matrix.Size == 1 ? 0.5 * x : matrix.Rows[0][^1];
        return [[x, covariance], [covariance, y]];
    }

    // The conditional variance loses the condition 1 / (1 - correlation^2), and the square the condition of the means besides.
    private static double Tolerance(double[][] a)
    {
        double condition = 1 / (1 - (a[0][1] / a[0][0] * (a[0][1] / a[1][1])));
        return 64 * U * condition;
    }
}
