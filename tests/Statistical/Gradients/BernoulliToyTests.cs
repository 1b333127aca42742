using BayesBench.Agreements.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

/// <summary>The estimators that take bits of one logit, on Kool, van Hoof and Welling's toy and on another of five bits.</summary>
public class BernoulliToyTests
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "bernoulli-toy.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0053, power: 0.999, EstimatorDraws.Draws, verdicts: 10);

    // At logit -1, by enumeration: the mean baseline has the largest kurtosis, 6.49; the others 2.3 to 4.3, so fewer alarms.
    private static readonly VarianceAssertion Variance = Ledger.Variance(
        "bernoulli-toy.variance", falseAlarm: 1e-10, smallestEffect: 0.012, power: 0.999, EstimatorDraws.Draws, kurtosis: 6.5, verdicts: 5);

    private static readonly string[] Names =
        ["score-function", "leave-one-out", "mean-baseline", "augment-reinforce-merge", "dis-arm"];

    public static IEnumerable<TheoryDataRow<string, GradientProblem>> Problems =>
    [
        .. from name in Names
           from problem in new[] { BernoulliToyProblem.OfKool(-1), new BernoulliToyProblem([0.1, 0.9, 0.3, 0.45, 0.7], 0.5) }
           select new TheoryDataRow<string, GradientProblem>(name, problem),
    ];

    public static TheoryData<string> Estimators => [.. Names];

    [Theory]
    [MemberData(nameof(Problems), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(string estimator, GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, estimator, problem, samples: 2);

    [Theory]
    [MemberData(nameof(Estimators))]
    public void The_variance_is_the_exact_one(string estimator) =>
        EstimatorDraws.AgreeInTheVariance(Variance, estimator, BernoulliToyProblem.OfKool(-1), component: 0, samples: 2);
}
