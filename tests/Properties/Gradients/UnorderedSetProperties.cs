using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class UnorderedSetProperties
{
    private static (int First, int Second)[] Orders =>
        [.. from a in Enumerable.Range(0, 3) from b in Enumerable.Range(0, 3) where a != b select (a, b)];

    [Fact]
    public void Exact_moments_are_sums_over_ordered_draws_without_replacement() =>
        Assert.All(CategoricalPoint.Some(300, seed: 308), point => CategoricalLaws.MomentsAreSums(
            point,
            UnorderedSet.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit),
            [.. Orders.Select(order => (Chance(point, order.First, order.Second), Call(point, order.First, order.Second)))]));

    // Kool, van Hoof and Welling's general estimator, from ratios of chances of sets and orders.
    [Fact]
    public void A_call_is_the_sum_of_scores_by_leave_one_out_ratios() => Assert.All(CategoricalPoint.Some(300, seed: 309), point =>
    {
        foreach ((int a, int b) in Orders)
        {
            double ofSet = Chance(point, a, b) + Chance(point, b, a);
            var expected = new double[2];
            foreach ((int s, int r) in new[] { (a, b), (b, a) })
            {
                double p = point.Chances[s];
                double ratio = Chance(point, s, r) / p / ofSet; // P(S | s came first) / P(S)
                double without = 1 / (point.Chances[r] / (1 - p)); // without s, r is the whole set
                double baseline = (p * point.Costs[s]) + (point.Chances[r] * without * point.Costs[r]);
                for (int i = 0; i < 2; i++)
                {
                    expected[i] += p * ratio * (point.Costs[s] - baseline) * point.Score(s)[i];
                }
            }

            double[] call = Call(point, a, b);
            Assert.Equal(expected[0], call[0], 1e-13);
            Assert.Equal(expected[1], call[1], 1e-13);
        }
    });

    // A pair weighs at most half the product of both 1 - p: at the price of two samples, no more than theirs.
    [Fact]
    public void It_never_varies_more_than_two_samples_left_out() => Assert.All(CategoricalPoint.Some(300, seed: 310), point =>
    {
        double[] ofSet = UnorderedSet.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit).Variance;
        double[] ofSamples = LeaveOneOut.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit, 2).Variance;
        Assert.True(ofSet[0] < ofSamples[0] && ofSet[1] < ofSamples[1], point.ToString());
    });

    [Fact]
    public void Two_categories_are_the_whole_and_do_not_vary() => CategoricalLaws.TwoCategoriesAreACoin(
        UnorderedSet.CategoricalMoments, (target, logit) => Enumeration.BernoulliMoments(target, logit));

    // At uniform chances each pair is a third of the draws and weighs a third: by the first logit (1 + 2 t) / 3, 4 t / 3 and 0.
    [Theory]
    [InlineData(0, 2.0 / 81, 2.0 / 81)]
    [InlineData(0.5, 8.0 / 81, 8.0 / 81)]
    public void Variances_at_uniform_chances_are_simple_fractions(double target, double first, double second)
    {
        double[] variance = UnorderedSet.CategoricalMoments(target, 0, 0).Variance;
        Assert.Equal(first, variance[0], 1e-15);
        Assert.Equal(second, variance[1], 1e-15);
    }

    [Fact]
    public void Numbers_that_are_not_two_are_refused() => Assert.Contains(
        "uniforms has",
        Assert.ThrowsAny<ArgumentException>(() => UnorderedSet.Categorical(0, 0, 0, [0.5])).Message,
        StringComparison.Ordinal);

    private static double Chance(CategoricalPoint point, int first, int second) =>
        point.Chances[first] * point.Chances[second] / (1 - point.Chances[first]);

    private static double[] Call(CategoricalPoint point, int first, int second) => UnorderedSet.Categorical(
        point.Target, point.FirstLogit, point.SecondLogit, [point.Uniform(first), point.UniformBeside(first, second)]);
}
