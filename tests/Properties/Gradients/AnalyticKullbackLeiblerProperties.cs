using BayesBench.Reference.Gradients;
using BayesBench.Reference.Inference;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class AnalyticKullbackLeiblerProperties
{
    [Fact]
    public void Exact_moments_are_integrals_of_the_estimator() => ElboLaws.MomentsAreIntegrals(
        AnalyticKullbackLeibler.ElboMoments, AnalyticKullbackLeibler.Elbo, seed: 55);

    // The likelihood's two terms by hand, the divergence by differences of its own formula.
    [Fact]
    public void It_is_the_slope_of_the_likelihood_less_that_of_the_divergence()
    {
        foreach ((double mu, double tau, double m, double s) in ElboLaws.Points(100, seed: 56))
        {
            const double H = 1e-3;
            double noise = Math.Tanh(mu + tau); // any number
            double Likelihood(double x) => (-0.5 * (x - mu) * (x - mu) / (tau * tau)) + (0.5 * x * x);
            double F(double byMean, double byDeviation) => Likelihood(m + byMean + ((s + byDeviation) * noise))
                - KullbackLeibler.Normal(m + byMean, s + byDeviation, 0, 1);
            double[] gradient = AnalyticKullbackLeibler.Elbo(mu, tau, m, s, noise);
            Assert.Equal(ElboLaws.Slope(h => F(h, 0), H), gradient[0], 1e-8 * (1 + Math.Abs(gradient[0])));
            Assert.Equal(ElboLaws.Slope(h => F(0, h), H), gradient[1], 1e-8 * (1 + Math.Abs(gradient[1])));
        }
    }

    [Fact]
    public void Data_that_say_nothing_leave_no_variance()
    {
        // The posterior is the prior: the likelihood does not depend on x.
        Assert.Equal([0.0, 0.0], AnalyticKullbackLeibler.ElboMoments(0, 1, 0.6, 0.3).Variance);
        Assert.All(Enumerable.Range(-4, 9), e => Assert.Equal(
            AnalyticKullbackLeibler.ElboMoments(0, 1, 0.6, 0.3).Gradient, AnalyticKullbackLeibler.Elbo(0, 1, 0.6, 0.3, e), Near));
    }

    // By the mean both are squares of q's spread times a curvature: |1 / tau^2 - 1| against 1 / tau^2.
    [Fact]
    public void By_the_mean_it_varies_less_than_with_the_divergence_estimated_where_tau_squared_is_below_two()
    {
        double Excess(double tau) => AnalyticKullbackLeibler.ElboMoments(0.3, tau, -0.4, 0.8).Variance[0]
            - TotalPathwise.ElboMoments(0.3, tau, -0.4, 0.8).Variance[0];
        Assert.True(Excess(Math.Sqrt(2) * (1 - 1e-9)) < 0);
        Assert.True(Excess(Math.Sqrt(2) * (1 + 1e-9)) > 0);
    }

    // A proper likelihood (tau below 1) and q on its way from the prior at 0 to the posterior at 2: the closed form is no gain.
    [Fact]
    public void By_the_standard_deviation_it_may_vary_more()
    {
        double[] closed = AnalyticKullbackLeibler.ElboMoments(2, 0.9, 1, 0.2).Variance;
        double[] estimated = TotalPathwise.ElboMoments(2, 0.9, 1, 0.2).Variance;
        Assert.True(closed[0] < estimated[0]);
        Assert.True(closed[1] > 2 * estimated[1], $"{closed[1]} against {estimated[1]}");
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-15;
}
