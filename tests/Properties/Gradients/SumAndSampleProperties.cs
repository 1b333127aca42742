using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class SumAndSampleProperties
{
    [Fact]
    public void Exact_moments_are_sums_over_the_category_drawn() => Assert.All(CategoricalPoint.Some(300, seed: 311), point =>
    {
        int likeliest = Array.IndexOf(point.Chances, point.Chances.Max());
        CategoricalLaws.MomentsAreSums(
            point,
            SumAndSample.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit),
            [.. Enumerable.Range(0, 3).Where(c => c != likeliest).Select(c => (
                point.Chances[c] / (1 - point.Chances[likeliest]),
                Call(point, point.UniformBeside(likeliest, c))))]);
    });

    // Liu and others' theorem: the score function's mean given whether it draws the likeliest, and given which of the others.
    [Fact]
    public void Its_variance_is_what_the_choice_beside_the_likeliest_leaves_of_the_score_functions() =>
        Assert.All(CategoricalPoint.Some(300, seed: 312), point =>
        {
            int a = Array.IndexOf(point.Chances, point.Chances.Max());
            double rest = 1 - point.Chances[a];
            double[] score = ScoreFunction.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit).Variance;
            double[] variance = SumAndSample.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit).Variance;
            for (int i = 0; i < 2; i++)
            {
                double ofRest = Enumerable.Range(0, 3).Where(c => c != a)
                    .Sum(c => point.Chances[c] * point.Costs[c] * point.Score(c)[i]) / rest;
                double between = (point.Costs[a] * point.Score(a)[i]) - ofRest;
                double within = score[i] - (point.Chances[a] * rest * between * between); // E Var[call | is it the likeliest]
                Assert.Equal(within * rest, variance[i], 1e-14 * (1 + score[i]));
                Assert.True(variance[i] <= score[i] * rest * (1 + 1e-12), point.ToString());
            }
        });

    [Fact]
    public void Two_categories_are_both_counted_and_do_not_vary() => CategoricalLaws.TwoCategoriesAreACoin(
        SumAndSample.CategoricalMoments, (target, logit) => Enumeration.BernoulliMoments(target, logit));

    [Fact]
    public void Of_equally_likely_categories_the_first_is_counted()
    {
        double[] low = SumAndSample.Categorical(0, 0, 0, 0.25), high = SumAndSample.Categorical(0, 0, 0, 0.75);
        // h = (2/9, -1/9, ...): the first's call by its own logit is 1 * 2/3, the second's costs nothing, the third's is -1/3.
        Assert.Equal([2.0 / 9, -1.0 / 9], low, Close);
        Assert.Equal([0.0, -1.0 / 3], high, Close);
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-15;

    private static double[] Call(CategoricalPoint point, double uniform) =>
        SumAndSample.Categorical(point.Target, point.FirstLogit, point.SecondLogit, uniform);
}
