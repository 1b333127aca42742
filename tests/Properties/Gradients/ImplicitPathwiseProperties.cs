using BayesBench.Reference.Gradients;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class ImplicitPathwiseProperties
{
    [Fact]
    public void Exact_moments_are_integrals_of_the_estimator() => GammaLaws.MomentsAreIntegrals(
        ImplicitPathwise.GammaMoments, ImplicitPathwise.Gamma, seed: 81);

    // What implicit differentiation spares a sampler: to invert the distribution function.
    [Fact]
    public void The_call_is_the_slope_of_the_logarithm_of_a_quantile()
    {
        foreach ((double shape, double rate) in GammaLaws.Points(6, 0.3, seed: 82))
        {
            foreach (double probability in new[] { 0.01, 0.4, 0.9 })
            {
                double LogQuantile(double byShape, double byRate) =>
                    Math.Log(Gamma.Quantile(probability, shape + byShape, rate + byRate));
                double[] gradient = ImplicitPathwise.Gamma(shape, rate, LogQuantile(0, 0) + Math.Log(rate));
                ElboLaws.IsSlope(by => LogQuantile(by, 0), gradient[0], 1e-3 * shape);
                ElboLaws.IsSlope(by => LogQuantile(0, by), gradient[1], 1e-3 * rate);
            }
        }
    }

    // P(a, x) is nearly x^a / Gamma(a + 1) there, and so ln x = (ln P + ln Gamma(a + 1)) / a.
    [Fact]
    public void Far_to_the_left_a_draw_moves_by_its_own_logarithm()
    {
        const double LogDraw = -2000; // the draw itself vanishes
        Assert.All(new[] { 0.5, 3 }, shape => Assert.Equal(
            2000 + SpecialFunctions.Digamma(shape + 1), shape * ImplicitPathwise.Gamma(shape, 1, LogDraw)[0], 1e-9));
    }

    // A draw of a large shape is a sum of unit steps: ln x moves by nearly 1 / shape, whatever x.
    [Fact]
    public void A_large_shape_leaves_little_noise()
    {
        GradientMoments moments = ImplicitPathwise.GammaMoments(1000, 1);
        Assert.Equal(1e-3, moments.Gradient[0], 1e-6);
        Assert.Equal(1, moments.Variance[0] * 4e9, 0.02); // 1 / (4 shape^3)
    }

    [Fact]
    public void It_varies_less_than_the_score_function_and_by_the_rate_not_at_all()
    {
        foreach ((double shape, double rate) in GammaLaws.Points(60, 0.1, seed: 83))
        {
            double[] variance = ImplicitPathwise.GammaMoments(shape, rate).Variance;
            Assert.InRange(variance[0], 0, ScoreFunction.GammaMoments(shape, rate).Variance[0]);
            Assert.Equal(0, variance[1]);
        }
    }

    [Theory]
    [InlineData(0, 1, "shape is 0; it must be positive and finite.")]
    [InlineData(1, double.NaN, "rate is NaN; it must be positive and finite.")]
    public void Bad_arguments_are_named(double shape, double rate, string message) => Assert.StartsWith(
        message,
        Assert.Throws<ArgumentOutOfRangeException>(() => ImplicitPathwise.Gamma(shape, rate, 0)).Message,
        StringComparison.Ordinal);
}
