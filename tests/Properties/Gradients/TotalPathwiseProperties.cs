using BayesBench.Reference.Gradients;
using BayesBench.Reference.Inference;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class TotalPathwiseProperties
{
    [Fact]
    public void Exact_moments_are_integrals_of_the_estimator() => ElboLaws.MomentsAreIntegrals(
        TotalPathwise.ElboMoments, TotalPathwise.Elbo, seed: 50);

    [Fact]
    public void The_gradient_is_that_of_the_divergence_from_the_posterior()
    {
        foreach ((double mu, double tau, double m, double s) in ElboLaws.Points(100, seed: 51))
        {
            const double H = 1e-3;
            double F(double byMean, double byDeviation) => -KullbackLeibler.Normal(m + byMean, s + byDeviation, mu, tau);
            double[] gradient = TotalPathwise.ElboMoments(mu, tau, m, s).Gradient;
            Assert.Equal(ElboLaws.Slope(h => F(h, 0), H), gradient[0], 1e-8 * (1 + Math.Abs(gradient[0])));
            Assert.Equal(ElboLaws.Slope(h => F(0, h), H), gradient[1], 1e-8 * (1 + Math.Abs(gradient[1])));
        }
    }

    // The entropy, 1/2 ln(2 pi e s^2), has no noise in its gradient, and neither has the pathwise gradient of -ln q.
    [Fact]
    public void It_is_the_pathwise_gradient_of_the_joint_with_the_entropy_in_closed_form()
    {
        foreach ((double mu, double tau, double m, double s) in ElboLaws.Points(100, seed: 52))
        {
            double noise = Math.Tanh(mu + tau); // any number
            double[] square = Pathwise.Normal(Objective.Quadratic, mu, m, s, noise);
            double[] gradient = TotalPathwise.Elbo(mu, tau, m, s, noise);
            double scale = Math.Abs(m) + Math.Abs(mu) + s;
            Assert.Equal(-square[0] / (2 * tau * tau), gradient[0], 1e-15 * scale / (tau * tau));
            Assert.Equal(
                (-square[1] / (2 * tau * tau)) + (1 / s), gradient[1], 1e-15 * ((scale / (tau * tau)) + (1 / s)));
        }
    }

    [Fact]
    public void At_the_optimum_it_still_varies()
    {
        GradientMoments moments = TotalPathwise.ElboMoments(0.7, 0.5, 0.7, 0.5);
        Assert.Equal([0.0, 0.0], moments.Gradient);
        Assert.Equal([4.0, 8.0], moments.Variance);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.Contains(
            "posteriorStandardDeviation is 0; it must be positive and finite",
            Assert.Throws<ArgumentOutOfRangeException>(() => TotalPathwise.ElboMoments(0, 0, 0, 1)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "mean is NaN; it must be finite",
            Assert.Throws<ArgumentOutOfRangeException>(() => TotalPathwise.Elbo(0, 1, double.NaN, 1, 0)).Message,
            StringComparison.Ordinal);
    }
}
