using BayesBench.Reference.Gradients;
using BayesBench.Reference.Probability;
using Xunit;

namespace BayesBench.Properties.Gradients;

public partial class ScoreFunctionProperties
{
    [Fact]
    public void Gradient_is_the_derivative_of_the_expectation()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(300, seed: 3))
        {
            const double H = 1e-3;
            double F(double m, double s) => Objectives.Expectation(objective, k, mean + m, deviation + s);
            double byMean = ((8 * (F(H, 0) - F(-H, 0))) - (F(2 * H, 0) - F(-2 * H, 0))) / (12 * H);
            double byDeviation = ((8 * (F(0, H) - F(0, -H))) - (F(0, 2 * H) - F(0, -2 * H))) / (12 * H);
            double[] gradient = ScoreFunction.NormalMoments(objective, k, mean, deviation).Gradient;
            Assert.Equal(byMean, gradient[0], 1e-9 * (1 + Math.Abs(byMean)));
            Assert.Equal(byDeviation, gradient[1], 1e-9 * (1 + Math.Abs(byDeviation)));
        }
    }

    [Fact]
    public void Exact_moments_are_integrals_of_the_estimator() => EstimatorLaws.MomentsAreIntegrals(
        ScoreFunction.NormalMoments, ScoreFunction.Normal, seed: 4);

    [Fact]
    public void Exact_moments_are_sums_over_both_outcomes()
    {
        foreach ((double target, double logit) in Points.Bernoulli(200, seed: 5))
        {
            EstimatorLaws.MomentsAreSums(
                ScoreFunction.BernoulliMoments(target, logit),
                samples: 1,
                logit,
                uniforms => ScoreFunction.Bernoulli(target, logit, uniforms[0]));
        }
    }

    [Theory]
    [InlineData(-3, 495, 1546)]
    [InlineData(0, 30, 136)]
    [InlineData(1, 15, 74)]
    [InlineData(3, 87, 346)]
    public void Variances_of_the_quadratic_are_whole_numbers(double k, double byMean, double byDeviation) =>
        Assert.Equal([byMean, byDeviation], ScoreFunction.NormalMoments(Objective.Quadratic, k, 1, 1).Variance);

    // Where the score function becomes better than pathwise, at mean = standard deviation = 1, to six decimals.
    [Theory]
    [InlineData(Objective.Cosine, 0, 1.063782)]
    [InlineData(Objective.Cosine, 1, 1.297346)]
    [InlineData(Objective.Exponential, 0, 0.869954)]
    [InlineData(Objective.Exponential, 1, 1.002816)]
    public void Score_function_overtakes_pathwise_at_the_root(Objective objective, int component, double root)
    {
        double Excess(double k) => ScoreFunction.NormalMoments(objective, k, 1, 1).Variance[component]
            - Pathwise.NormalMoments(objective, k, 1, 1).Variance[component];
        Assert.True(Excess(root - 1e-6) > 0, "below the root pathwise is better");
        Assert.True(Excess(root + 1e-6) < 0, "above the root the score function is better");
    }

    [Fact]
    public void A_constant_objective_leaves_the_score()
    {
        GradientMoments moments = ScoreFunction.NormalMoments(Objective.Exponential, 0, 0.5, 2);
        Assert.Equal([0.0, 0.0], moments.Gradient);
        Assert.Equal([0.25, 0.5], moments.Variance);
    }

    [Fact]
    public void Exact_moments_of_the_evidence_lower_bound_are_integrals() => ElboLaws.MomentsAreIntegrals(
        ScoreFunction.ElboMoments, ScoreFunction.Elbo, seed: 57);

    [Fact]
    public void The_objective_of_the_evidence_lower_bound_is_the_log_ratio_of_posterior_and_q()
    {
        foreach ((double mu, double tau, double m, double s) in ElboLaws.Points(100, seed: 58))
        {
            double e = 1 + Math.Tanh(mu + tau); // any number but 0
            double x = m + (s * e);
            double f = Normal.LogDensity(x, mu, tau) - Normal.LogDensity(x, m, s);
            double scale = 1 + (((x - mu) * (x - mu)) + ((m - mu) * (m - mu)) + (e * e * s * s)) / (tau * tau) + (e * e);
            Assert.Equal(f * e / s, ScoreFunction.Elbo(mu, tau, m, s, e)[0], 1e-15 * 4 * scale * e / s);
        }
    }

    // Its objective vanishes where q is the posterior, as the path derivative does, but not as fast: near by, it varies 5/2 times
    // as much by the mean and 7 times by the standard deviation.
    [Fact]
    public void Near_the_optimum_of_the_evidence_lower_bound_it_varies_a_few_times_as_much_as_sticking_the_landing()
    {
        Assert.Equal([0.0, 0.0], ScoreFunction.ElboMoments(0.5, 2, 0.5, 2).Variance);
        double[] score = ScoreFunction.ElboMoments(0.5, 2, 0.5, 2 * (1 - 1e-6)).Variance;
        double[] path = StickingTheLanding.ElboMoments(0.5, 2, 0.5, 2 * (1 - 1e-6)).Variance;
        Assert.Equal(2.5, score[0] / path[0], 1e-5);
        Assert.Equal(7, score[1] / path[1], 1e-5);
    }
}
