using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

/// <summary>The estimators of the evidence lower bound of a linear regression, of two weights and of eight.</summary>
public class LinearRegressionTests
{
    // Seven estimators and two components on the last of eight weights, but for the mirrored pair's by the mean, which does not vary.
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "linear-regression.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0053, power: 0.999, EstimatorDraws.Draws, verdicts: 13);

    // Of a normal number.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "linear-regression.variance-by-mean",
        falseAlarm: 1e-10, smallestEffect: 0.0074, power: 0.999, EstimatorDraws.Draws, kurtosis: 3, verdicts: 4);

    // On the last of two weights, by a rule that integrates the fourth powers exactly: the mirrored pair has the largest kurtosis,
    // the others 5.8 to 6.7, so fewer alarms.
    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "linear-regression.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.0188, power: 0.999, EstimatorDraws.Draws, kurtosis: 14.14, verdicts: 5);

    // Leave-one-out by the standard deviation has the largest, the others 4.9 to 32.3.
    private static readonly VarianceAssertion VarianceOfScores = Ledger.Variance(
        "linear-regression.variance-of-scores",
        falseAlarm: 1e-10, smallestEffect: 0.032, power: 0.999, EstimatorDraws.Draws, kurtosis: 41.14, verdicts: 4);

    private static readonly string[] Paths =
        ["total-pathwise", "sticking-the-landing", "analytic-kullback-leibler", "local-weight-noise"];

    private static readonly string[] Scores = ["score-function", "leave-one-out"];

    private static readonly LinearRegressionProblem OfTwo = LastOf(weights: 2);
    private static readonly LinearRegressionProblem OfEight = LastOf(weights: 8);

    public static TheoryData<string> All => ["antithetic-pathwise", .. Paths, .. Scores];

    public static TheoryData<string> OfPaths => [.. Paths];

    public static TheoryData<string> OfPathsAndPairs => ["antithetic-pathwise", .. Paths];

    public static IEnumerable<TheoryDataRow<string, int>> OfScores =>
        [.. from name in Scores from component in new[] { 0, 1 } select new TheoryDataRow<string, int>(name, component)];

    [Theory]
    [MemberData(nameof(All))]
    public void The_mean_is_the_exact_gradient(string estimator)
    {
        (Moments[] moments, GradientMoments exact) = EstimatorDraws.Of(Unbiased.Design.Id + estimator, estimator, OfEight, samples: 2);
        for (int i = 0; i < moments.Length; i++)
        {
            if (exact.Variance[i] > 0)
            {
                Unbiased.Agrees(moments[i], exact.Mean[i], Math.Sqrt(exact.Variance[i]));
            }
            else
            {
                Assert.InRange(moments[i].Mean / exact.Mean[i], 1 - 1e-6, 1 + 1e-6); // one number, rounded
            }
        }
    }

    [Theory]
    [MemberData(nameof(OfPaths))]
    public void The_variance_of_the_mean_part_is_the_exact_one(string estimator) =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, estimator, OfTwo, component: 0);

    [Theory]
    [MemberData(nameof(OfPathsAndPairs))]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one(string estimator) =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, estimator, OfTwo, component: 1);

    [Theory]
    [MemberData(nameof(OfScores))]
    public void The_variance_of_scores_is_the_exact_one(string estimator, int component) =>
        EstimatorDraws.AgreeInTheVariance(VarianceOfScores, estimator, OfTwo, component, samples: 2);

    private static LinearRegressionProblem LastOf(int weights) => LinearRegressionProblem.Of(0.25, mean: 1)
        .Single(problem => problem.Means.Length == weights && problem.Coordinate == weights - 1);
}
