using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Probability;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class RejectionPathwiseProperties
{
    // The reference integrates over the draw; here over the proposal's own normal number, weighed by how likely it is accepted.
    [Fact]
    public void Exact_moments_are_integrals_over_the_accepted_noise()
    {
        foreach ((double shape, double rate) in GammaLaws.Points(20, 5, seed: 84))
        {
            double d = shape - (1.0 / 3), end = 3 * Math.Sqrt(d);
            double Accepted(Func<double, double> f) => Quadrature.Expectation(e => e > -end + 1e-9
                ? f(e) * Math.Exp(3 * d * BeyondCubic(e / end))
                : 0);
            double all = Accepted(_ => 1);
            Assert.InRange(all, 0.98, 1);
            GammaLaws.MomentsAre(
                RejectionPathwise.GammaMoments(shape, rate),
                f => Accepted(f) / all,
                noise => RejectionPathwise.Gamma(shape, rate, noise),
                1e-10);
        }
    }

    // Path and score apart, by differences: the draw at fixed noise, and ln(p(x(e)) dx/de), the law of the noise that is accepted.
    [Fact]
    public void The_call_is_a_slope_of_the_draw_and_a_slope_of_the_accepted_noise()
    {
        foreach ((double shape, double rate) in GammaLaws.Points(60, 1.5, seed: 85))
        {
            double noise = Math.Tanh(shape - rate) * 1.5; // any number
            double Log(double a) => Math.Log(a - (1.0 / 3)) + (3 * Math.Log(1 + (noise / Math.Sqrt((9 * a) - 3))));
            double LogLaw(double a) => Gamma.LogDensity(Math.Exp(Log(a)), a, 1) + Log(a)
                - Math.Log(Math.Sqrt((9 * a) - 3) + noise);
            double h = 1e-3 * shape;
            double path = ElboLaws.Slope(by => Log(shape + by), h), score = ElboLaws.Slope(by => LogLaw(shape + by), h);
            double f = Log(shape) - Math.Log(rate);
            Assert.Equal(path + (f * score), RejectionPathwise.Gamma(shape, rate, noise)[0], 1e-9 * (1 + Math.Abs(f)));
        }
    }

    // By quadrature in Python: the score's share makes it vary more than implicit reparametrisation, but for some levels of f.
    [Theory]
    [InlineData(1.5022303040, 1)]
    [InlineData(195.7816605773, -1)]
    public void Implicit_reparametrisation_varies_more_between_two_rates(double rate, int sign)
    {
        double Excess(double at) => RejectionPathwise.GammaMoments(4, at).Variance[0] - ImplicitPathwise.GammaMoments(4, at).Variance[0];
        Assert.True(sign * Excess(rate * (1 - 1e-8)) > 0, "below the root");
        Assert.True(sign * Excess(rate * (1 + 1e-8)) < 0, "above the root");
    }

    [Fact]
    public void At_shapes_up_to_two_implicit_reparametrisation_varies_less_at_any_rate() => Assert.All(
        Enumerable.Range(-8, 17),
        logRate => Assert.True(RejectionPathwise.GammaMoments(2, Math.Exp(logRate)).Variance[0]
            > ImplicitPathwise.GammaMoments(2, Math.Exp(logRate)).Variance[0]));

    [Theory]
    [InlineData(1, 25.3102)]
    [InlineData(5, 0.00285972)]
    [InlineData(10, 0.000312335)]
    public void Variances_at_rate_one_are_those_computed_before(double shape, double variance) =>
        Assert.Equal(1, RejectionPathwise.GammaMoments(shape, 1).Variance[0] / variance, 3e-6);

    [Theory]
    [InlineData(0.5, 1, 0, "shape is 0.5; it must be in [1,")]
    [InlineData(2, 0, 0, "rate is 0; it must be positive and finite.")]
    [InlineData(1, 1, -2.5, "noise is -2.5; it must be above the proposal's end, -2.449")]
    public void Bad_arguments_are_named(double shape, double rate, double noise, string message) => Assert.StartsWith(
        message,
        Assert.Throws<ArgumentOutOfRangeException>(() => RejectionPathwise.Gamma(shape, rate, noise)).Message,
        StringComparison.Ordinal);

    // Of such a law no attempt would ever be accepted.
    [Theory]
    [InlineData(0.5f, 1, "shape is 0.5; it must be in [1,")]
    [InlineData(float.NaN, 1, "shape is NaN; it must be in [1,")]
    [InlineData(2, 0, "rate is 0; it must be positive and finite.")]
    public void A_sampler_names_what_it_refuses(float shape, float rate, string message) => Assert.StartsWith(
        message,
        Assert.Throws<ArgumentOutOfRangeException>(() => RejectionPathwiseKernels.Gamma(shape, rate)).Message,
        StringComparison.Ordinal);

    private static double BeyondCubic(double t) => Math.Log(1 + t) - t + (t * t * (0.5 - (t / 3)));
}
