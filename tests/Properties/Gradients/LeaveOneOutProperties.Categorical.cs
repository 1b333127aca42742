using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public partial class LeaveOneOutProperties
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Exact_moments_for_categories_are_sums_over_all_outcomes(int samples)
    {
        int[][] outcomes =
        [
            .. Enumerable.Range(0, (int)Math.Pow(3, samples)).Select(outcome =>
                Enumerable.Range(0, samples).Select(i => outcome / (int)Math.Pow(3, i) % 3).ToArray()),
        ];
        Assert.All(CategoricalPoint.Some(20, seed: 304), point => CategoricalLaws.MomentsAreSums(
            point,
            LeaveOneOut.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit, samples),
            [.. outcomes.Select(categories => (
                categories.Aggregate(1.0, (product, c) => product * point.Chances[c]),
                LeaveOneOut.Categorical(
                    point.Target, point.FirstLogit, point.SecondLogit, [.. categories.Select(point.Uniform)])))]));
    }

    [Fact]
    public void Of_two_categories_it_is_that_of_a_coin() => CategoricalLaws.TwoCategoriesAreACoin(
        (target, first, second) => LeaveOneOut.CategoricalMoments(target, first, second, 3),
        (target, logit) => LeaveOneOut.BernoulliMoments(target, logit, 3));

    [Fact]
    public void Fewer_than_two_categories_drawn_are_refused() => Assert.Contains(
        "uniforms has length 1",
        Message(() => LeaveOneOut.Categorical(0, 0, 0, [0.5])),
        StringComparison.Ordinal);
}
