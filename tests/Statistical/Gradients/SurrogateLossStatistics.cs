using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class SurrogateLossStatistics
{
    private static readonly MeanAssertion Mean = Ledger.Mean(
        "surrogate-loss.mean", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 3);

    // The kurtosis there is a sum over all outcomes.
    private static readonly VarianceAssertion Variance = Ledger.Variance(
        "surrogate-loss.variance", falseAlarm: 1e-10, smallestEffect: 0.0047, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.8903);

    [Theory]
    [MemberData(nameof(ChainToys.HessianProblems), MemberType = typeof(ChainToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_one_which_is_not_the_second_derivative(GradientProblem problem)
    {
        (Moments[] moments, GradientMoments exact) = EstimatorDraws.Of(Mean.Design.Id + problem, "surrogate-loss", problem);
        Mean.Agrees(moments[0], exact.Mean[0], Math.Sqrt(exact.Variance[0]));
        Assert.Equal((0.0, 0.0), (moments[1].Mean, moments[1].Variance)); // by both logits there is nothing to draw
    }

    [Fact]
    public void The_variance_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(Variance, "surrogate-loss", ChainToys.OfHessianVariances, component: 0);
}
