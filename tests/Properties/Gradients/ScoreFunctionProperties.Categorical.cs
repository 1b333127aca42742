using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public partial class ScoreFunctionProperties
{
    [Fact]
    public void Exact_moments_for_categories_are_sums_over_all_three() => Assert.All(CategoricalPoint.Some(300, seed: 302), point =>
        CategoricalLaws.MomentsAreSums(
            point,
            ScoreFunction.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit),
            [.. Enumerable.Range(0, 3).Select(c => (
                point.Chances[c],
                ScoreFunction.Categorical(point.Target, point.FirstLogit, point.SecondLogit, point.Uniform(c))))]));

    [Fact]
    public void Of_two_categories_it_is_that_of_a_coin() =>
        CategoricalLaws.TwoCategoriesAreACoin(ScoreFunction.CategoricalMoments, ScoreFunction.BernoulliMoments);

    [Fact]
    public void A_call_for_categories_is_the_cost_times_the_score() => Assert.All(CategoricalPoint.Some(100, seed: 303), point =>
    {
        for (int c = 0; c < 3; c++)
        {
            double[] call = ScoreFunction.Categorical(point.Target, point.FirstLogit, point.SecondLogit, point.Uniform(c));
            Assert.Equal(point.Costs[c] * point.Score(c)[0], call[0], 4e-15);
            Assert.Equal(point.Costs[c] * point.Score(c)[1], call[1], 4e-15);
        }
    });

    [Fact]
    public void Logits_that_are_no_numbers_are_refused() => Assert.Contains(
        "secondLogit is NaN; it must be finite",
        Assert.ThrowsAny<ArgumentException>(() => ScoreFunction.CategoricalMoments(0, 0, double.NaN)).Message,
        StringComparison.Ordinal);
}
