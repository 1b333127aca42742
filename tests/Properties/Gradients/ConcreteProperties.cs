using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class ConcreteProperties
{
    // The trapezoidal rule in the logistic variable itself, which errs by e^(-2 pi pi 4): another rule than the reference's.
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    public void Exact_moments_are_integrals_over_the_logistic_law(double temperature)
    {
        foreach ((double target, double logit) in Points.Bernoulli(60, seed: 52))
        {
            double step = Math.Min(1, temperature) / 4;
            double first = 0, absolute = 0, square = 0;
            for (int i = (int)(-36 / step); i <= 36 / step; i++)
            {
                double u = 1 / (1 + Math.Exp(-i * step));
                double weight = step / (2 + (2 * Math.Cosh(i * step)));
                double g = u < 1 ? Concrete.Bernoulli(target, logit, temperature, u) : 0;
                (first, absolute, square) = (first + (weight * g), absolute + (weight * Math.Abs(g)), square + (weight * g * g));
            }

            BiasedGradientMoments exact = Concrete.BernoulliMoments(target, logit, temperature);
            // Close to 1 a uniform number, and with it the call, keeps 1e-16 e^36 of its odds; the density weighs them less.
            Assert.Equal(first, exact.Mean[0], 2e-13 * absolute);
            Assert.Equal(square - (first * first), exact.Variance[0], 2e-13 * square);
        }
    }

    // z is uniform at temperature 1 and p = 1/2: integrals of polynomials.
    [Theory]
    [InlineData(0.45)]
    [InlineData(0.499)]
    [InlineData(0)]
    public void At_temperature_one_and_one_half_its_moments_are_fractions(double target)
    {
        BiasedGradientMoments exact = Concrete.BernoulliMoments(target, 0, 1);
        double mean = (1 - (2 * target)) / 6;
        double square = 4 * ((1 / 105.0) - (target / 30) + (target * target / 30));
        Assert.Equal(mean, exact.Mean[0], 1e-15);
        Assert.Equal(square - (mean * mean), exact.Variance[0], 1e-15);
    }

    [Theory]
    [InlineData(0.1, 0.0247989, 0.08619)]
    [InlineData(0.5, 0.0214602, 0.01424)]
    [InlineData(1, 0.0166667, 0.004817)]
    [InlineData(2, 0.0107301, 0.001037)]
    public void Moments_of_the_toy_are_those_computed_before(double temperature, double mean, double variance)
    {
        BiasedGradientMoments exact = Concrete.BernoulliMoments(0.45, 0, temperature);
        Assert.Equal(mean, exact.Mean[0], 5.1e-8);
        Assert.Equal(1, exact.Variance[0] / variance, 5e-4);
        Assert.Equal(0.025, exact.Gradient[0], 1e-16);
    }

    // Near temperature 0 the bias is that of straight-through times the temperature, the next term at most pi^2 / 6 p q times
    // its square; the variance is 4 p q int (z - t)^2 z (1 - z) dz over the temperature.
    [Fact]
    public void A_cold_relaxation_trades_bias_for_variance()
    {
        foreach ((double target, double logit) in Points.Bernoulli(60, seed: 53))
        {
            double slope = 1 / (2 + (2 * Math.Cosh(logit)));
            BiasedGradientMoments straight = StraightThrough.BernoulliMoments(target, logit);
            BiasedGradientMoments cold = Concrete.BernoulliMoments(target, logit, 0.01);
            Assert.Equal(
                0.01 * (straight.Mean[0] - straight.Gradient[0]), cold.Mean[0] - cold.Gradient[0], 1.7 * slope * 1e-4);
            double limit = 4 * slope * ((1 / 20.0) - (target / 6) + (target * target / 6));
            Assert.Equal(1, 1e-3 * Concrete.BernoulliMoments(target, logit, 1e-3).Variance[0] / limit, 5e-3);
        }
    }

    // b and 1 - b change places: so do u and 1 - u.
    [Fact]
    public void It_is_odd_in_the_outcomes()
    {
        foreach ((double target, double logit) in Points.Bernoulli(100, seed: 54))
        {
            for (int i = 1; i < 32; i++)
            {
                double g = Concrete.Bernoulli(target, logit, 0.5, i / 32.0);
                Assert.Equal(g, -Concrete.Bernoulli(1 - target, -logit, 0.5, 1 - (i / 32.0)), 4e-15);
            }
        }
    }

    [Theory]
    [InlineData(0, 0.5, "temperature is 0; it must be positive and finite.")]
    [InlineData(double.NaN, 0.5, "temperature is NaN; it must be positive and finite.")]
    [InlineData(1, 0, "uniform is 0; it must be strictly between 0 and 1.")]
    [InlineData(1, 1, "uniform is 1; it must be strictly between 0 and 1.")]
    public void Bad_arguments_are_named(double temperature, double uniform, string message) => Assert.StartsWith(
        message,
        Assert.Throws<ArgumentOutOfRangeException>(() => Concrete.Bernoulli(0.45, 0, temperature, uniform)).Message,
        StringComparison.Ordinal);
}
