using BayesBench.Agreements;
using BayesBench.Reference.Numerics;
using Xunit;

namespace BayesBench.Properties.Numerics;

/// <content>Derivatives of the gamma function's relatives.</content>
public partial class SpecialFunctionsProperties
{
    // mpmath 1.3, 50 digits.
    [Theory]
    [InlineData(1, 0.001, 1000001.6425331958)]
    [InlineData(1, 0.5, 4.934802200544679)]
    [InlineData(1, 1, 1.6449340668482264)]
    [InlineData(1, 2.75, 0.43757125764893073)]
    [InlineData(1, 12, 0.08690187287176838)]
    [InlineData(1, 100, 0.010050166663333571)]
    [InlineData(2, 0.001, -2000000002.3976321)]
    [InlineData(2, 0.5, -16.82879664423432)]
    [InlineData(2, 1, -2.4041138063191885)]
    [InlineData(2, 2.75, -0.18871463303130123)]
    [InlineData(2, 12, -0.007547205368998912)]
    [InlineData(2, 100, -0.00010100499983335)]
    [InlineData(3, 0.001, 6000000000006.469)]
    [InlineData(3, 0.5, 97.40909103400244)]
    [InlineData(3, 1, 6.493939402266829)]
    [InlineData(3, 2.75, 0.16061612748946938)]
    [InlineData(3, 12, 0.001310093231070826)]
    [InlineData(3, 100, 2.030199990001333e-06)]
    public void Polygamma_is_that_of_many_digits(int order, double x, double expected) =>
        Assert.Equal(1.0, SpecialFunctions.Polygamma(order, x) / expected, 16.0 / (1L << 53));

    // NIST 5.15, and the slope of digamma itself.
    [Fact]
    public void Polygamma_doubles_and_is_the_slope_of_the_order_below()
    {
        var source = new InputSource(71);
        for (int i = 0; i < 200; i++)
        {
            double x = source.LogUniform(1e-2, 1e3);
            for (int order = 1; order <= 3; order++)
            {
                double halves = SpecialFunctions.Polygamma(order, x) + SpecialFunctions.Polygamma(order, x + 0.5);
                Assert.Equal(1.0, SpecialFunctions.Polygamma(order, 2 * x) / halves * Math.ScaleB(1, order + 1), 40.0 / (1L << 53));
                double Below(double at) => order == 1 ? SpecialFunctions.Digamma(at) : SpecialFunctions.Polygamma(order - 1, at);
                double h = 1e-3 * x;
                double slope = ((8 * (Below(x + h) - Below(x - h))) - (Below(x + (2 * h)) - Below(x - (2 * h)))) / (12 * h);
                Assert.Equal(1.0, slope / SpecialFunctions.Polygamma(order, x), 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(0, 1.0, "order is 0; it must be in [1, 3].")]
    [InlineData(4, 1.0, "order is 4; it must be in [1, 3].")]
    [InlineData(1, 0.0, "x is 0; it must be in")]
    public void Polygamma_names_what_it_refuses(int order, double x, string message) => Assert.StartsWith(
        message,
        Assert.Throws<ArgumentOutOfRangeException>(() => SpecialFunctions.Polygamma(order, x)).Message,
        StringComparison.Ordinal);

    // mpmath 1.3, a central difference of 1e-16 with 50 digits.
    [Theory]
    [InlineData(0.001, 0.5, -0.5603594001080031)]
    [InlineData(0.0625, 0.001, -4.315033387983273)]
    [InlineData(0.25, 0.25, -0.9775431274711606)]
    [InlineData(0.5, 4, -0.016565975346630367)]
    [InlineData(1, 1, -0.4317297106348987)]
    [InlineData(1, 2.5, -0.14750938839438613)]
    [InlineData(2, 0.01, -0.0002746172101555032)]
    [InlineData(3, 3.75, -0.1950389082682198)]
    [InlineData(3, 4, -0.17824735787332882)]
    [InlineData(10, 2, -7.800930455238635e-05)]
    [InlineData(10, 30, -8.500202989120435e-06)]
    [InlineData(50, 50, -0.05651312752336055)]
    [InlineData(1000, 900, -6.245709035841566e-05)]
    [InlineData(1000, 1060, -0.002169842596020256)]
    public void The_derivative_by_the_shape_is_that_of_many_digits(double a, double x, double expected) => Assert.InRange(
        Math.Abs((SpecialFunctions.RegularizedGammaPByShape(a, x) / expected) - 1.0), 0.0, ErrorOfDerivativeByShape(a, expected));

    // The integral of (ln t - psi(a)) over the density of ln t, from the nearer end up to ln x or down to it.
    [Fact]
    public void The_derivative_by_the_shape_is_an_integral()
    {
        var source = new InputSource(72);
        for (int i = 0; i < 300; i++)
        {
            double a = source.LogUniform(1e-2, 1e3);
            double x = Math.Max(a + (source.Uniform(-6, 6) * Math.Sqrt(a)), a * source.LogUniform(1e-3, 1));
            double expected = IntegralByShape(a, Math.Log(x), x < a ? -1 : 1);
            Assert.Equal(1.0, SpecialFunctions.RegularizedGammaPByShape(a, x) / expected, 1e-11 + (1e-13 * Math.Sqrt(a)));
        }
    }

    // P(a + 1, x) = P(a, x) - x^a e^-x / Gamma(a + 1).
    [Fact]
    public void The_derivative_by_the_shape_obeys_the_recurrence()
    {
        var source = new InputSource(73);
        for (int i = 0; i < 300; i++)
        {
            double a = source.LogUniform(0.05, 200);
            double x = a * source.LogUniform(0.2, 5);
            double fallen = Math.Exp((a * Math.Log(x)) - x - SpecialFunctions.LogGamma(a + 1)) * (Math.Log(x) - SpecialFunctions.Digamma(a + 1));
            double here = SpecialFunctions.RegularizedGammaPByShape(a, x);
            Assert.Equal(
                here - fallen, SpecialFunctions.RegularizedGammaPByShape(a + 1, x), 1e-12 * (Math.Abs(here) + Math.Abs(fallen)));
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5000)]
    public void Series_and_fraction_meet(double a) => Assert.Equal(
        1.0,
        SpecialFunctions.RegularizedGammaPByShape(a, Math.BitDecrement(a + 1)) / SpecialFunctions.RegularizedGammaPByShape(a, a + 1),
        ErrorOfDerivativeByShape(a, 0.1));

    [Fact]
    public void The_ends_of_the_derivative_by_the_shape_are_zero_and_bad_arguments_are_refused()
    {
        Assert.Equal(0.0, SpecialFunctions.RegularizedGammaPByShape(2.5, 0.0));
        Assert.Equal(0.0, SpecialFunctions.RegularizedGammaPByShape(2.5, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpecialFunctions.RegularizedGammaPByShape(0.0, 1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpecialFunctions.RegularizedGammaPByShape(1.0, -1.0));
    }

    // As documented.
    private static double ErrorOfDerivativeByShape(double a, double value) =>
        (60 + (8 * Math.Abs(Math.Log(Math.Abs(value)))) + (4 * Math.Sqrt(a) * (1 + Math.Abs(Math.Log(a))))) / (1L << 53);

    // By the trapezoidal rule in s, ln t = ln x + sign e^(s - e^-s).
    private static double IntegralByShape(double a, double logX, int sign)
    {
        const double Step = 1.0 / 64;
        double center = SpecialFunctions.Digamma(a), logGamma = SpecialFunctions.LogGamma(a);
        double sum = 0.0;
        for (double s = -4; s < Math.Log(60 + (60 / a)); s += Step)
        {
            double inner = Math.Exp(-s), way = Math.Exp(s - inner);
            double logT = logX + (sign * way);
            sum += (logT - center) * Math.Exp((a * logT) - Math.Exp(logT) - logGamma) * way * (1 + inner);
        }

        return -sign * Step * sum;
    }
}
