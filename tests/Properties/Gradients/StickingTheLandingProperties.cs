using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class StickingTheLandingProperties
{
    [Fact]
    public void Exact_moments_are_integrals_of_the_estimator() => ElboLaws.MomentsAreIntegrals(
        StickingTheLanding.ElboMoments, StickingTheLanding.Elbo, seed: 53);

    [Fact]
    public void It_drops_the_score_from_the_total_derivative()
    {
        foreach ((double mu, double tau, double m, double s) in ElboLaws.Points(100, seed: 54))
        {
            double e = Math.Tanh(mu + tau); // any number
            double[] path = StickingTheLanding.Elbo(mu, tau, m, s, e), total = TotalPathwise.Elbo(mu, tau, m, s, e);
            double tolerance = 2e-15 * (((Math.Abs(mu) + Math.Abs(m) + s) / (tau * tau)) + (1 / s));
            Assert.Equal(total[0] + (e / s), path[0], tolerance);
            Assert.Equal(total[1] + (((e * e) - 1) / s), path[1], tolerance);
        }
    }

    [Fact]
    public void Where_q_is_the_posterior_no_call_differs_from_zero()
    {
        Assert.Equal([0.0, 0.0], StickingTheLanding.ElboMoments(0.3, 1.7, 0.3, 1.7).Variance);
        Assert.All(Enumerable.Range(-4, 9), e => Assert.Equal([0.0, 0.0], StickingTheLanding.Elbo(0.3, 1.7, 0.3, 1.7, e)));
    }

    // Both components change sides where s^2 = tau^2 / 2, wherever the means are.
    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(-2.5, 0.7)]
    public void It_varies_less_than_the_total_derivative_above_the_crossing_and_more_below(double posteriorMean, double tau)
    {
        double crossing = tau / Math.Sqrt(2);
        double[] Excess(double s) => [.. StickingTheLanding.ElboMoments(posteriorMean, tau, 0.4, s).Variance.Zip(
            TotalPathwise.ElboMoments(posteriorMean, tau, 0.4, s).Variance, (path, total) => path - total)];
        Assert.All(Excess(crossing * (1 + 1e-9)), excess => Assert.True(excess < 0));
        Assert.All(Excess(crossing * (1 - 1e-9)), excess => Assert.True(excess > 0));
    }

    [Fact]
    public void A_narrow_q_makes_it_vary_64_times_as_much()
    {
        double[] path = StickingTheLanding.ElboMoments(0, 3, 0, 1).Variance, total = TotalPathwise.ElboMoments(0, 3, 0, 1).Variance;
        Assert.Equal(64.0 / 81, path[0], 1e-15);
        Assert.Equal(64, path[0] / total[0], 1e-13);
        Assert.Equal(64, path[1] / total[1], 1e-13);
    }
}
