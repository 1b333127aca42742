using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class ObjectivesProperties
{
    [Fact]
    public void Derivative_is_the_slope_of_the_value()
    {
        foreach ((Objective objective, double k, double x, _) in Points.Normal(300, seed: 1))
        {
            // Fourth-order differences: truncation h^4 times a fifth derivative below 4000, rounding 1e-16 / h.
            const double H = 1e-3;
            double F(double at) => Objectives.Value(objective, k, at);
            double slope = ((8 * (F(x + H) - F(x - H))) - (F(x + (2 * H)) - F(x - (2 * H)))) / (12 * H);
            Assert.Equal(slope, Objectives.Derivative(objective, k, x), 1e-9 * (1 + Math.Abs(slope)));
        }
    }

    [Fact]
    public void Expectation_is_the_integral_of_the_value()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(300, seed: 2))
        {
            double F(double e) => Objectives.Value(objective, k, mean + (deviation * e));
            double integral = Quadrature.Expectation(F);
            double bound = Quadrature.Rounding * Quadrature.Expectation(e => Math.Abs(F(e)));
            Assert.Equal(integral, Objectives.Expectation(objective, k, mean, deviation), bound);
        }
    }

    [Theory]
    [InlineData(Objective.Exponential, -1.0, 0.0, 1.0, "k is -1; it must be non-negative and finite")]
    [InlineData(Objective.Quadratic, double.NaN, 0.0, 1.0, "k is NaN")]
    [InlineData(Objective.Cosine, 1.0, double.PositiveInfinity, 1.0, "mean is Infinity")]
    [InlineData(Objective.Cosine, 1.0, 0.0, 0.0, "standardDeviation is 0; it must be positive and finite")]
    [InlineData((Objective)7, 1.0, 0.0, 1.0, "objective is 7; it must be one of Quadratic, Exponential, Cosine")]
    public void Bad_arguments_are_named(Objective objective, double k, double mean, double deviation, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<ArgumentOutOfRangeException>(() => Objectives.Expectation(objective, k, mean, deviation)).Message,
            StringComparison.Ordinal);
}
