using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class StratifiedWithoutReplacementProperties
{
    // What lies at u and at u + 1 on the line of inclusion chances, by walking along it.
    [Fact]
    public void Exact_moments_are_sums_over_what_the_line_of_chances_shows() => Assert.All(CategoricalPoint.Some(300, seed: 411), point =>
    {
        double[] counts = Counts(point);
        double[] chances = [.. point.Chances.Zip(counts, (p, count) => p / count)];
        Assert.Equal(2, chances.Sum(), 1e-14);
        double[] ends = [0, chances[0], chances[0] + chances[1], 2];
        double[] turns = [.. ends.Select(end => end % 1).Where(turn => turn is > 1e-9 and < 1 - 1e-9)
            .DistinctBy(turn => Math.Round(turn, 12)).Append(0).Append(1).Order()];
        CategoricalLaws.MomentsAreSums(
            point,
            StratifiedWithoutReplacement.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit),
            [.. turns.Zip(turns.Skip(1)).Select(piece =>
            {
                double middle = (piece.First + piece.Second) / 2;
                double[] call = Call(point, middle);
                int[] drawn = [.. Enumerable.Range(0, 3).Where(c => IsAt(middle, c) || IsAt(middle + 1, c))];
                Assert.Equal(2, drawn.Length);
                for (int i = 0; i < 2; i++)
                {
                    double expected = drawn.Sum(c => counts[c] * point.Costs[c] * point.Score(c)[i]);
                    Assert.Equal(expected, call[i], 1e-14 * point.Costs.Max());
                }

                return (piece.Second - piece.First, call);

                bool IsAt(double place, int c) => ends[c] <= place && place < ends[c + 1];
            })]);
    });

    // Two independent draws leave half the variance of the score function. This never leaves more, whatever the categories cost.
    [Fact]
    public void Its_variance_is_at_most_that_of_two_independent_draws() => Assert.All(CategoricalPoint.Some(1000, seed: 412), point =>
    {
        double[] score = ScoreFunction.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit).Variance;
        double[] variance = StratifiedWithoutReplacement.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit).Variance;
        Assert.All(variance, (value, i) => Assert.True(value <= (score[i] / 2) + 1e-15, point.ToString()));
    });

    [Fact]
    public void With_a_category_kept_it_is_sum_and_sample_and_without_it_is_not()
    {
        foreach (CategoricalPoint point in CategoricalPoint.Some(300, seed: 413))
        {
            double[] sum = SumAndSample.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit).Variance;
            double[] stratified = StratifiedWithoutReplacement.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit).Variance;
            bool isKept = point.Chances.Max() >= 0.5;
            Assert.Equal(isKept, Math.Abs(sum[0] - stratified[0]) <= 1e-14 * (1 + sum[0]));
        }
    }

    // Of three equally likely ones two are drawn at random, as from an urn: (1 - 2/3) / 2 of the terms' sample variance, half of what two
    // independent draws have.
    [Fact]
    public void Of_equally_likely_categories_it_is_an_urn()
    {
        var point = new CategoricalPoint(0.3, 0, 0);
        double[] variance = StratifiedWithoutReplacement.CategoricalMoments(0.3, 0, 0).Variance;
        double[] score = ScoreFunction.CategoricalMoments(0.3, 0, 0).Variance;
        for (int i = 0; i < 2; i++)
        {
            double[] terms = [.. Enumerable.Range(0, 3).Select(c => point.Costs[c] * point.Score(c)[i])];
            double ofSample = terms.Sum(term => (term - terms.Average()) * (term - terms.Average())) / 2;
            Assert.Equal(ofSample / 6, variance[i], 1e-15);
            Assert.Equal(score[i] / 4, variance[i], 1e-15);
        }
    }

    [Fact]
    public void It_is_continuous_where_a_category_begins_to_be_kept()
    {
        // exp(ln 2) = 1 + 1: the first has half the chance.
        double[] below = StratifiedWithoutReplacement.CategoricalMoments(0.3, Math.Log(2) - 1e-10, 0).Variance;
        double[] above = StratifiedWithoutReplacement.CategoricalMoments(0.3, Math.Log(2) + 1e-10, 0).Variance;
        Assert.All(below, (value, i) => Assert.Equal(value, above[i], 1e-9));
    }

    [Fact]
    public void Two_categories_are_both_counted_and_do_not_vary() => CategoricalLaws.TwoCategoriesAreACoin(
        StratifiedWithoutReplacement.CategoricalMoments, (target, logit) => Enumeration.BernoulliMoments(target, logit));

    [Fact]
    public void Bad_arguments_are_named() => Assert.Contains(
        "firstLogit is NaN; it must be finite",
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedWithoutReplacement.Categorical(0.3, double.NaN, 0, 0.5)).Message,
        StringComparison.Ordinal);

    private static double[] Counts(CategoricalPoint point)
    {
        double most = point.Chances.Max();
        return most < 0.5 ? [0.5, 0.5, 0.5] : [.. point.Chances.Select(p => p == most ? p : 1 - most)];
    }

    private static double[] Call(CategoricalPoint point, double uniform) =>
        StratifiedWithoutReplacement.Categorical(point.Target, point.FirstLogit, point.SecondLogit, uniform);
}
