using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class MuPropStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "mu-prop.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0053, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // Of a Bernoulli variable of probability 0.3: 1 / (0.3 0.7) - 3.
    private static readonly VarianceAssertion Variance = Ledger.Variance(
        "mu-prop.variance", falseAlarm: 1e-10, smallestEffect: 0.0042, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.762);

    private static readonly VarianceAssertion SimpleVariance = Ledger.Variance(
        "mu-prop.variance-of-simple", falseAlarm: 1e-10, smallestEffect: 0.0042, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.762);

    [Theory]
    [MemberData(nameof(EstimatorDraws.BernoulliToys), MemberType = typeof(EstimatorDraws), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem)
    {
        EstimatorDraws.AgreeInTheMean(Unbiased, "mu-prop", problem);
        EstimatorDraws.AgreeInTheMean(Unbiased, "simple-mu-prop", problem);
    }

    [Fact]
    public void The_variance_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(Variance, "mu-prop", new BernoulliProblem(0.45, -0.8473), component: 0);

    [Fact]
    public void The_variance_of_the_simple_kind_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(SimpleVariance, "simple-mu-prop", new BernoulliProblem(0.45, -0.8473), component: 0);
}
