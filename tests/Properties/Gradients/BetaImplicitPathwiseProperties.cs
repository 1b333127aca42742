using BayesBench.Reference.Gradients;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class BetaImplicitPathwiseProperties
{
    [Fact]
    public void Exact_moments_are_integrals_of_the_estimator() => BetaLaws.MomentsAreIntegrals(
        BetaImplicitPathwise.BetaMoments, BetaImplicitPathwise.Beta, seed: 91);

    // dF/d(shape) = -p(x) x d ln x/d(shape), from the smaller tail.
    [Fact]
    public void The_call_times_the_density_is_the_slope_of_the_distribution_function()
    {
        foreach ((double alpha, double beta) in BetaLaws.Points(40, 0.3, seed: 92))
        {
            foreach (double x in new[] { 0.02, 0.25, 0.5, 0.9 })
            {
                bool isLower = x < alpha / (alpha + beta);
                double Tail(double byAlpha, double byBeta) => isLower
                    ? Beta.Cdf(x, alpha + byAlpha, beta + byBeta)
                    : -Beta.Cdf(1 - x, beta + byBeta, alpha + byAlpha);
                double unit = Math.Exp(Beta.LogDensity(x, alpha, beta)) * x;
                double[] gradient = BetaImplicitPathwise.Beta(alpha, beta, Math.Log(x / (1 - x)));
                ElboLaws.IsSlope(by => Tail(by, 0), -unit * gradient[0], 1e-3 * alpha);
                ElboLaws.IsSlope(by => Tail(0, by), -unit * gradient[1], 1e-3 * beta);
            }
        }
    }

    // Of the uniform law's neighbours I_x(a, 1) = x^a and I_x(1, b) = 1 - (1 - x)^b.
    [Fact]
    public void A_shape_of_one_leaves_elementary_functions()
    {
        foreach (double logOdds in new[] { -30.0, -2, -0.1, 0.4, 3, 30 })
        {
            double logX = -Softplus.Value(-logOdds), logRest = -Softplus.Value(logOdds);
            foreach (double shape in new[] { 0.01, 0.7, 1, 6, 1e4 })
            {
                Equal(-logX / shape, BetaImplicitPathwise.Beta(shape, 1, logOdds)[0]);
                Equal(Math.Exp(logRest - logX) * logRest / shape, BetaImplicitPathwise.Beta(1, shape, logOdds)[1]);
            }
        }
    }

    // x and 1 - x swap, the shapes with them: d ln(1 - x) = -x / (1 - x) d ln x.
    [Fact]
    public void The_law_of_the_rest_is_that_of_the_swapped_shapes()
    {
        foreach ((double alpha, double beta) in BetaLaws.Points(50, 0.05, seed: 93))
        {
            foreach (double logOdds in new[] { -40, -3, -0.2, 0, 1.5, 25 })
            {
                double[] there = BetaImplicitPathwise.Beta(beta, alpha, -logOdds);
                double[] here = BetaImplicitPathwise.Beta(alpha, beta, logOdds);
                Equal(-Math.Exp(-logOdds) * there[1], here[0]);
                Equal(-Math.Exp(-logOdds) * there[0], here[1]);
            }
        }
    }

    // I_x(a, b) is nearly x^a / (a B(a, b)) there: a ln x = ln I + ln a + ln B(a, b).
    [Fact]
    public void Far_to_the_left_a_draw_moves_by_its_own_logarithm()
    {
        const double LogOdds = -2000; // the draw itself vanishes
        Assert.All(new[] { (0.5, 2.0), (3, 0.25), (7, 40) }, shapes =>
        {
            (double a, double b) = shapes;
            double[] gradient = BetaImplicitPathwise.Beta(a, b, LogOdds);
            Equal((2000 + SpecialFunctions.Digamma(a + 1) - SpecialFunctions.Digamma(a + b)) / a, gradient[0]);
            Equal((SpecialFunctions.Digamma(b) - SpecialFunctions.Digamma(a + b)) / a, gradient[1]);
        });
    }

    // With y = beta (1 - x) or beta x, a large beta leaves a gamma law: the estimator's own, of the same name.
    [Fact]
    public void A_large_second_shape_leaves_a_gamma_law()
    {
        foreach (double logDraw in new[] { -4.0, -0.5, 0.3, 2 })
        {
            double[] gradient = BetaImplicitPathwise.Beta(2.5, 1e7, logDraw - Math.Log(1e7));
            Assert.Equal(1, gradient[0] / ImplicitPathwise.Gamma(2.5, 1, logDraw)[0], 3e-6);
            Assert.Equal(1, gradient[1] * -1e7, 3e-6);
        }
    }

    [Fact]
    public void It_varies_less_than_the_score_function()
    {
        foreach ((double alpha, double beta) in BetaLaws.Points(25, 0.1, seed: 94))
        {
            double[] variance = BetaImplicitPathwise.BetaMoments(alpha, beta).Variance;
            double[] ofScore = ScoreFunction.BetaMoments(alpha, beta).Variance;
            Assert.InRange(variance[0], 0, ofScore[0]);
            Assert.InRange(variance[1], 0, ofScore[1]);
        }
    }

    [Theory]
    [InlineData(0, 1, "alpha is 0; it must be positive and finite.")]
    [InlineData(1, double.NaN, "beta is NaN; it must be positive and finite.")]
    public void Bad_arguments_are_named(double alpha, double beta, string message) => Assert.StartsWith(
        message,
        Assert.Throws<ArgumentOutOfRangeException>(() => BetaImplicitPathwise.Beta(alpha, beta, 0)).Message,
        StringComparison.Ordinal);

    private static void Equal(double expected, double actual) => Assert.Equal(1, actual / expected, 1e-12);
}
