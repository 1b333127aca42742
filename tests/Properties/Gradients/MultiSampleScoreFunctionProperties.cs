using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class MultiSampleScoreFunctionProperties
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Exact_moments_are_sums_over_all_outcomes(int samples) => BernoulliBoundLaws.MomentsAreSumsOverAllOutcomes(
        samples, MultiSampleScoreFunction.BernoulliBoundMoments, MultiSampleScoreFunction.BernoulliBound);

    // Draws and weights both move with the logit: a gradient without the direct term would not be that of the bound.
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void The_gradient_is_that_of_the_bound(int samples)
    {
        foreach ((double posteriorLogit, double logit) in BernoulliBoundLaws.Places(20, seed: 82))
        {
            ElboLaws.IsSlope(
                h => BernoulliBoundLaws.Bound(posteriorLogit, logit + h, samples),
                MultiSampleScoreFunction.BernoulliBoundMoments(posteriorLogit, logit, samples).Gradient[0]);
        }
    }

    [Fact]
    public void Where_q_is_the_posterior_the_mean_score_is_left() => BernoulliBoundLaws.WhereQIsThePosteriorTheMeanScoreIsLeft(
        MultiSampleScoreFunction.BernoulliBoundMoments, MultiSampleScoreFunction.BernoulliBound);

    // The bound falls by (p - posterior)^2 / (2 K p (1 - p)), to second order.
    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public void Near_the_posterior_the_gradient_keeps_its_digits(int samples)
    {
        const double Logit = 0.25, Posterior = Logit + 1e-9;
        double p = 1 / (1 + Math.Exp(-Logit));
        double gradient = MultiSampleScoreFunction.BernoulliBoundMoments(Posterior, Logit, samples).Gradient[0];
        Assert.Equal(1, gradient * samples / (p * (1 - p) * (Posterior - Logit)), 1e-8);
    }

    // One signal serves all samples, and grows no smaller: where q is far from the posterior, more samples make it worse.
    [Theory]
    [InlineData(2, 0.078904)]
    [InlineData(4, 0.61099)]
    [InlineData(8, 2.3379)]
    public void More_samples_may_vary_more(int samples, double variance) => Assert.Equal(
        1, MultiSampleScoreFunction.BernoulliBoundMoments(-3, 2.2, samples).Variance[0] / variance, 1e-4);

    [Fact]
    public void Bad_arguments_are_named() => BernoulliBoundLaws.FewerThanTwoSamplesAreRefused(
        MultiSampleScoreFunction.BernoulliBoundMoments, MultiSampleScoreFunction.BernoulliBound);
}
