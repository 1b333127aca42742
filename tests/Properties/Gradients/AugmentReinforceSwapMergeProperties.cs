using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class AugmentReinforceSwapMergeProperties
{
    // On a lattice of uniform numbers: a call jumps, so some of its cells are off by a jump of either sign.
    [Fact]
    public void Exact_moments_are_averages_of_calls()
    {
        const int Side = 120;
        double[] lattice = [.. Enumerable.Range(0, Side).Select(i => (i + 0.5) / Side)];
        foreach (CategoricalPoint point in CategoricalPoint.Some(4, seed: 315).Append(new CategoricalPoint(0.45, 0, 0)))
        {
            // Above the diagonal: a call is the same with its numbers exchanged. Those on it count half as often.
            (double Weight, double[] Gradient)[] calls =
            [
                .. from u in lattice
                   from v in lattice
                   where u <= v
                   select ((u == v ? 1.0 : 2.0) / (Side * Side), Call(point, u, v)),
            ];
            GradientMoments exact = Moments(point);
            for (int i = 0; i < 2; i++)
            {
                double first = calls.Sum(call => call.Weight * call.Gradient[i]);
                double square = calls.Sum(call => call.Weight * call.Gradient[i] * call.Gradient[i]);
                Assert.Equal(exact.Gradient[i], first, 0.01 * Math.Sqrt(square));
                Assert.Equal(exact.Variance[i], square - (first * first), 0.02 * square);
            }
        }
    }

    // At uniform chances the least spacing draws the category, whatever the order of the others.
    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    public void Variances_at_uniform_chances_are_simple_fractions(double target)
    {
        double[] variance = AugmentReinforceSwapMerge.CategoricalMoments(target, 0, 0).Variance;
        Assert.Equal((1 + (12 * target * target)) / 81, variance[0], 1e-15);
        Assert.Equal((1 + (12 * target * target)) / 81, variance[1], 1e-15);
    }

    // Yin, Yue and Zhou's sum over pivots j, each the swaps' costs less their mean, in other words than the reference's.
    [Fact]
    public void A_call_is_the_mean_over_pivots_of_swapped_costs_less_their_mean()
    {
        foreach (CategoricalPoint point in CategoricalPoint.Some(100, seed: 316))
        {
            double[] w = [0.1, 0.25, 0.65];
            double Cost(int i, int j)
            {
                double Swapped(int k) => w[k == i ? j : k == j ? i : k];
                double[] rates = [Math.Exp(-point.FirstLogit), Math.Exp(-point.SecondLogit), 1];
                return point.Costs[Enumerable.Range(0, 3).MinBy(k => Swapped(k) * rates[k])];
            }

            double[] call = Call(point, 0.35, 0.1);
            for (int i = 0; i < 2; i++)
            {
                double expected = Enumerable.Range(0, 3).Average(j =>
                    (Cost(i, j) - Enumerable.Range(0, 3).Average(m => Cost(m, j))) * (1 - (3 * w[j])));
                Assert.Equal(expected, call[i], 1e-14);
            }
        }
    }

    [Fact]
    public void The_order_of_the_two_numbers_does_not_count() => Assert.All(CategoricalPoint.Some(100, seed: 317), point =>
        Assert.Equal(Call(point, 0.3, 0.8), Call(point, 0.8, 0.3)));

    [Fact]
    public void Numbers_that_are_not_two_are_refused() => Assert.Contains(
        "uniforms has",
        Assert.ThrowsAny<ArgumentException>(() => AugmentReinforceSwapMerge.Categorical(0, 0, 0, [0.5])).Message,
        StringComparison.Ordinal);

    private static GradientMoments Moments(CategoricalPoint point) =>
        AugmentReinforceSwapMerge.CategoricalMoments(point.Target, point.FirstLogit, point.SecondLogit);

    private static double[] Call(CategoricalPoint point, double u, double v) =>
        AugmentReinforceSwapMerge.Categorical(point.Target, point.FirstLogit, point.SecondLogit, [u, v]);
}
