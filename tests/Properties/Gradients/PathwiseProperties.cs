using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class PathwiseProperties
{
    [Fact]
    public void Exact_moments_are_integrals_of_the_estimator() => EstimatorLaws.MomentsAreIntegrals(
        Pathwise.NormalMoments, Pathwise.Normal, seed: 6);

    [Fact]
    public void The_call_is_the_derivative_of_the_objective_at_fixed_noise()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(300, seed: 7))
        {
            const double H = 1e-3;
            double noise = Math.Tanh(k + mean); // any number
            double F(double m, double s) => Objectives.Value(objective, k, mean + m + ((deviation + s) * noise));
            double[] gradient = Pathwise.Normal(objective, k, mean, deviation, noise);
            double byMean = ((8 * (F(H, 0) - F(-H, 0))) - (F(2 * H, 0) - F(-2 * H, 0))) / (12 * H);
            double byDeviation = ((8 * (F(0, H) - F(0, -H))) - (F(0, 2 * H) - F(0, -2 * H))) / (12 * H);
            Assert.Equal(byMean, gradient[0], 1e-9 * (1 + Math.Abs(byMean)));
            Assert.Equal(byDeviation, gradient[1], 1e-9 * (1 + Math.Abs(byDeviation)));
        }
    }

    [Fact]
    public void A_constant_objective_has_no_gradient_and_no_variance()
    {
        Assert.Equal([0.0, 0.0], Pathwise.NormalMoments(Objective.Exponential, 0, 0.5, 2).Variance);
        Assert.Equal([0.0, 0.0], Pathwise.NormalMoments(Objective.Cosine, 0, 0.5, 2).Variance);
    }
}
