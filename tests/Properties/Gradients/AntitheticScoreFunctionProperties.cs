using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class AntitheticScoreFunctionProperties
{
    [Fact]
    public void Exact_moments_are_integrals_of_the_estimator() => EstimatorLaws.MomentsAreIntegrals(
        AntitheticScoreFunction.NormalMoments, AntitheticScoreFunction.Normal, seed: 50);

    [Fact]
    public void A_call_is_the_mean_of_two_calls_at_mirrored_noise()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(300, seed: 51))
        {
            double noise = Math.Tanh(k + mean); // any number
            double[] plus = ScoreFunction.Normal(objective, k, mean, deviation, noise);
            double[] minus = ScoreFunction.Normal(objective, k, mean, deviation, -noise);
            double[] call = AntitheticScoreFunction.Normal(objective, k, mean, deviation, noise);
            for (int component = 0; component < 2; component++)
            {
                double size = Math.Abs(plus[component]) + Math.Abs(minus[component]);
                Assert.Equal((plus[component] + minus[component]) / 2, call[component], 1e-15 * size);
            }
        }
    }

    // Half the variance is what two independent calls would have; the covariance of mirrored ones has either sign.
    [Fact]
    public void It_never_varies_more_than_one_call()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(300, seed: 52))
        {
            double[] pair = AntitheticScoreFunction.NormalMoments(objective, k, mean, deviation).Variance;
            double[] single = ScoreFunction.NormalMoments(objective, k, mean, deviation).Variance;
            Assert.InRange(pair[0], 0, single[0] * (1 + 1e-12));
            Assert.InRange(pair[1], 0, single[1] * (1 + 1e-12));
        }
    }

    [Theory]
    [InlineData(-3, 128, 906)]
    [InlineData(1, 0, 74)]
    [InlineData(3, 32, 186)]
    public void Variances_of_the_quadratic_are_whole_numbers(double k, double byMean, double byDeviation) =>
        Assert.Equal([byMean, byDeviation], AntitheticScoreFunction.NormalMoments(Objective.Quadratic, k, 1, 1).Variance);

    // By the mean the mirror image takes the constant part of f away, whatever its size; by the deviation it cannot.
    [Fact]
    public void A_constant_objective_leaves_the_score_of_the_standard_deviation_alone() => Assert.Equal(
        [0.0, 0.5], AntitheticScoreFunction.NormalMoments(Objective.Cosine, 0, 0.5, 2).Variance);
}
