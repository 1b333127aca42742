using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class EstimatedControlVariateStatistics
{
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "estimated-control-variate.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 4);

    // A product of powers of the noise has heavy tails: the bounded objectives, from eight samples.
    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
    [
        .. EstimatorDraws.NormalToys.Where(toy => toy.Objective != Objective.Quadratic)
            .Select(problem => new TheoryDataRow<GradientProblem>(problem)),
    ];

    [Theory]
    [MemberData(nameof(Problems), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "estimated-control-variate", problem, samples: 8);
}
