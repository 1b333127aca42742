using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public partial class LeaveOneOutStatistics
{
    private static readonly MeanAssertion UnbiasedForCategories = Ledger.Mean(
        "leave-one-out.categorical-unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // The kurtoses of four samples there are sums over all outcomes.
    private static readonly VarianceAssertion VarianceByFirst = Ledger.Variance(
        "leave-one-out.categorical-variance-by-first-logit", falseAlarm: 1e-10, smallestEffect: 0.0021, power: 0.999, EstimatorDraws.Draws, kurtosis: 1.181);

    private static readonly VarianceAssertion VarianceBySecond = Ledger.Variance(
        "leave-one-out.categorical-variance-by-second-logit", falseAlarm: 1e-10, smallestEffect: 0.0066, power: 0.999, EstimatorDraws.Draws, kurtosis: 2.752);

    [Theory]
    [MemberData(nameof(CategoricalToys.Problems), MemberType = typeof(CategoricalToys), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient_for_categories(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(UnbiasedForCategories, "leave-one-out", problem, samples: 4);

    [Fact]
    public void The_variance_by_the_first_logit_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByFirst, "leave-one-out", CategoricalToys.OfVariances, component: 0, samples: 4);

    [Fact]
    public void The_variance_by_the_second_logit_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceBySecond, "leave-one-out", CategoricalToys.OfVariances, component: 1, samples: 4);
}
