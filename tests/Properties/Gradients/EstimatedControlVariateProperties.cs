using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class EstimatedControlVariateProperties
{
    [Fact]
    public void Exact_moments_of_two_samples_are_integrals_in_the_plane()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(6, seed: 220))
        {
            GradientMoments exact = EstimatedControlVariate.NormalMoments(objective, k, mean, deviation, 2);
            for (int component = 0; component < 2; component++)
            {
                double Power(int power) => Quadrature.Expectation((a, b) => Math.Pow(
                    EstimatedControlVariate.Normal(objective, k, mean, deviation, [a, b])[component], power));
                double square = Power(2);
                Assert.Equal(Power(1), exact.Gradient[component], Quadrature.PlaneRounding * Math.Sqrt(square));
                Assert.Equal(
                    square - (exact.Gradient[component] * exact.Gradient[component]),
                    exact.Variance[component],
                    2 * Quadrature.PlaneRounding * square);
            }
        }
    }

    // What no number of samples lowers, by a regression of the score function's call on the control variate.
    [Fact]
    public void Many_samples_leave_what_the_best_coefficient_leaves()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(60, seed: 221))
        {
            double[] two = EstimatedControlVariate.NormalMoments(objective, k, mean, deviation, 2).Variance;
            double[] many = EstimatedControlVariate.NormalMoments(objective, k, mean, deviation, int.MaxValue).Variance;
            GradientMoments score = ScoreFunction.NormalMoments(objective, k, mean, deviation);
            GradientMoments delta = DeltaMethod.NormalMoments(objective, k, mean, deviation);
            for (int component = 0; component < 2; component++)
            {
                double Score(double e) => ScoreFunction.Normal(objective, k, mean, deviation, e)[component];
                double Control(double e) => Score(e) - DeltaMethod.Normal(objective, k, mean, deviation, e)[component];
                double covariance = Quadrature.Expectation(e => Score(e) * Control(e));
                double variance = Quadrature.Expectation(e => Control(e) * Control(e));
                double least = score.Variance[component] - (covariance * covariance / variance);
                double terms = Quadrature.Expectation(e => Score(e) * Score(e)) + variance;
                double left = many[component] - ((two[component] - many[component]) / (int.MaxValue - 2.0));
                Assert.Equal(least, left, 1e-10 * terms);
                Assert.True(left <= Math.Min(score.Variance[component], delta.Variance[component]) + (1e-10 * terms));
            }
        }
    }

    // The delta method has no variance here; an estimated coefficient has, and it falls as one over the other samples.
    [Fact]
    public void A_quadratic_pays_for_the_coefficient_alone()
    {
        double[] two = EstimatedControlVariate.NormalMoments(Objective.Quadratic, 3, 1, 1, 2).Variance;
        double[] nine = EstimatedControlVariate.NormalMoments(Objective.Quadratic, 3, 1, 1, 9).Variance;
        for (int component = 0; component < 2; component++)
        {
            Assert.True(two[component] > ScoreFunction.NormalMoments(Objective.Quadratic, 3, 1, 1).Variance[component]);
            Assert.Equal(two[component] / 8, nine[component], 1e-13 * two[component]);
        }
    }

    // Estimating pays where the polynomial fits ill: at the cosine of k = 3 the delta method does worse than none.
    [Fact]
    public void It_is_safe_where_the_delta_method_hurts()
    {
        double none = ScoreFunction.NormalMoments(Objective.Cosine, 3, 1, 1).Variance[0];
        double estimated = EstimatedControlVariate.NormalMoments(Objective.Cosine, 3, 1, 1, 1000).Variance[0];
        Assert.True(DeltaMethod.NormalMoments(Objective.Cosine, 3, 1, 1).Variance[0] > 10 * none);
        Assert.InRange(estimated, 0, 1.1 * none);
    }

    // exp(-k x^2) so far out that value and derivatives are 0: a control variate that does not vary takes no part.
    [Fact]
    public void A_control_variate_that_does_not_vary_is_left_out()
    {
        double[] noise = [-0.3, 1.2, 0.5];
        Assert.Equal(
            ScoreFunction.Normal(Objective.Exponential, 4, 20, 1, noise[0]),
            EstimatedControlVariate.Normal(Objective.Exponential, 4, 20, 1, noise));
        Assert.All(EstimatedControlVariate.NormalMoments(Objective.Exponential, 4, 20, 1, 3).Variance, variance => Assert.True(double.IsFinite(variance)));
    }

    [Fact]
    public void Fewer_than_two_samples_are_refused()
    {
        Assert.Contains(
            "samples is 1; it must be at least 2",
            Assert.ThrowsAny<ArgumentException>(() => EstimatedControlVariate.NormalMoments(Objective.Cosine, 1, 0, 1, 1)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "noise has length 1",
            Assert.ThrowsAny<ArgumentException>(() => EstimatedControlVariate.Normal(Objective.Cosine, 1, 0, 1, [0.5])).Message,
            StringComparison.Ordinal);
    }
}
