using BayesBench.Results;
using BayesBench.Studies;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>Where another estimator becomes the best is found between the parameters that were measured.</summary>
public class ExactCrossingsTests
{
    // Where the score function overtakes the pathwise estimator at mean = standard deviation = 1.
    [Theory]
    [InlineData("cosine", 1.063782, 1.297346)]
    [InlineData("exponential", 0.869954, 1.002816)]
    public void The_score_function_overtakes_the_pathwise_estimator_where_their_variances_are_equal(
        string problem, double byMean, double byDeviation)
    {
        CrossingRow[] crossings = Crossings(problem, [0.5, 2], "pathwise", "score-function");
        Assert.Equal(
            [("mean", "pathwise", "score-function"), ("standard-deviation", "pathwise", "score-function")],
            crossings.Select(one => (one.Component, one.Below, one.Above)));

        // Half of the last gap, and of the last digit above.
        Assert.Equal(byMean, crossings[0].Parameter, 1.5 * Math.ScaleB(0.5, -20) + 5e-7);
        Assert.Equal(byDeviation, crossings[1].Parameter, 1.5 * Math.ScaleB(0.5, -20) + 5e-7);
    }

    [Fact]
    public void All_crossings_between_two_parameters_are_found()
    {
        CrossingRow[] crossings = [.. Crossings("exponential", [0.001, 10], "measure-valued", "optimal-baseline", "pathwise")
            .Where(one => one.Component == "mean")];
        Assert.Equal(["pathwise", "measure-valued"], crossings.Select(one => one.Below));
        Assert.Equal(["measure-valued", "optimal-baseline"], crossings.Select(one => one.Above));
        Assert.Equal(
            [$"exponential, mean: pathwise up to {Format(crossings[0])}, measure-valued up to {Format(crossings[1])}, optimal-baseline."],
            ExactCrossings.Sentences(crossings));
    }

    [Fact]
    public void A_biased_estimator_and_one_that_never_loses_have_no_crossing()
    {
        Assert.Empty(Crossings("quadratic", [-3, 3], "pathwise", "score-function"));
        Assert.Empty(Crossings("bernoulli", [0.1, 0.9], "straight-through", "score-function"));
    }

    private static string Format(CrossingRow row) => BayesBench.Support.Format.Digits(row.Parameter);

    private static CrossingRow[] Crossings(string problem, double[] parameters, params string[] estimators)
    {
        var options = new GradientStudyOptions { Objectives = [problem], Parameters = parameters, Estimators = estimators, Logits = [1] };
        StudyScope scope = options.Scope();
        return [.. ExactCrossings.Of(
            [
                .. from parameter in parameters
                   from law in scope.Family(problem).At(parameter, options.Setting())
                   from estimator in estimators.Select(scope.Estimator)
                   let exact = estimator.Exact(law, 1)
                   from i in Enumerable.Range(0, law.Components.Count)
                   select new StudyCell(
                       law.Name, parameter, estimator.Name, law.Components[i], 1, exact.Mean[i], 0, exact.Mean[i], exact.Gradient[i],
                       exact.Variance[i], 0, 1, exact.Variance[i], estimator.Evaluations(1), 1),
            ],
            options)];
    }
}
