using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class AugmentedRejectionPathwiseProperties
{
    // Over the proposal's own normal number, weighed by how likely it is accepted, and an exponential one.
    [Fact]
    public void Exact_moments_are_integrals_over_the_accepted_noise_and_the_boost()
    {
        foreach ((double shape, double rate) in GammaLaws.Points(3, 5, seed: 88))
        {
            double d = shape + (2.0 / 3), end = 3 * Math.Sqrt(d);
            double Accepted(Func<double, double> f) => Quadrature.Expectation(e => e > -end + 1e-9
                ? f(e) * Math.Exp(3 * d * BeyondCubic(e / end))
                : 0);
            double all = Accepted(_ => 1);
            // A call is linear in the boost's number: three nodes of Gauss and Laguerre integrate its square exactly.
            (double Node, double Weight)[] laguerre =
            [
                (0.4157745567834791, 0.7110930099291730), (2.294280360279042, 0.2785177335692408), (6.289945082937479, 0.01038925650158614),
            ];
            double[] Call(double noise, double boost) => AugmentedRejectionPathwise.Gamma(shape, rate, [noise, -boost]);
            double Over(Func<double[], double> f) => Accepted(e => laguerre.Sum(node => node.Weight * f(Call(e, node.Node)))) / all;
            GradientMoments exact = AugmentedRejectionPathwise.GammaMoments(shape, rate);
            double variance = Over(g => (g[0] - exact.Mean[0]) * (g[0] - exact.Mean[0]));
            Assert.Equal(exact.Mean[0], Over(g => g[0]), 1e-10 * Math.Sqrt(Over(g => g[0] * g[0])));
            Assert.Equal(variance, exact.Variance[0], 1e-10 * variance);
            Assert.Equal((-1 / rate, 0.0), (exact.Mean[1], exact.Variance[1]));
        }
    }

    // ln u / shape has the slope -ln u / shape^2, and adds to f, which multiplies the score of shape + 1.
    [Fact]
    public void Without_a_boost_it_is_the_call_of_a_shape_above_by_one()
    {
        foreach ((double shape, double rate) in GammaLaws.Points(60, 0.2, seed: 89))
        {
            double noise = 1.5 * Math.Tanh(shape - rate); // any number
            double[] plain = RejectionPathwise.Gamma(shape + 1, rate, noise);
            Assert.Equal(plain, AugmentedRejectionPathwise.Gamma(shape, rate, [noise, 0]));
            double boost = -shape * (1 + rate);
            double shifted = RejectionPathwise.Gamma(shape + 1, rate * Math.Exp(-boost / shape), noise)[0];
            Assert.Equal(
                shifted - (boost / (shape * shape)),
                AugmentedRejectionPathwise.Gamma(shape, rate, [noise, boost])[0],
                1e-12 * (1 + (1 / shape)));
        }
    }

    // It pays where the accepted noise's own score is large; then the boost's noise costs more. Between the shapes 2 and 3 they meet.
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(10, false)]
    public void It_varies_less_than_without_augmentation_at_small_shapes(double shape, bool isLess) => Assert.Equal(
        isLess, AugmentedRejectionPathwise.GammaMoments(shape, 1).Variance[0] < RejectionPathwise.GammaMoments(shape, 1).Variance[0]);

    [Theory]
    [InlineData(0.2, 637.172583713453)]
    [InlineData(1, 1.095712661214875)]
    [InlineData(5, 0.0031665909823461492)]
    public void Variances_at_rate_one_are_those_computed_before(double shape, double variance) =>
        Assert.Equal(1, AugmentedRejectionPathwise.GammaMoments(shape, 1).Variance[0] / variance, 1e-8);

    [Theory]
    [InlineData(0, 0, "shape is 0; it must be positive and finite.")]
    [InlineData(1, -4, "noise[0] is -4; it must be above the proposal's end, -3.87")]
    public void Bad_arguments_are_named(double shape, double noise, string message) => Assert.StartsWith(
        message,
        Assert.Throws<ArgumentOutOfRangeException>(() => AugmentedRejectionPathwise.Gamma(shape, 1, [noise, 0])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_call_takes_two_numbers() => Assert.Throws<ArgumentException>(
        () => AugmentedRejectionPathwise.Gamma(1, 1, [0.0]));

    private static double BeyondCubic(double t) => Math.Log(1 + t) - t + (t * t * (0.5 - (t / 3)));
}
