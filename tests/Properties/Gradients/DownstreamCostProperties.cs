using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class DownstreamCostProperties
{
    [Fact]
    public void Exact_moments_are_sums_over_the_outcomes() =>
        ChainLaws.MomentsAreSums(421, DownstreamCost.ChainMoments, DownstreamCost.Chain);

    [Fact]
    public void Its_gradient_is_the_slope_of_the_expected_cost() => Assert.All(ChainPoint.Some(100, seed: 422), point =>
    {
        double[] gradient = DownstreamCost.ChainMoments(point.Target, point.FirstLogit, point.SecondLogit, point.Coupling).Gradient;
        double byFirst = ChainLaws.Slope(h => (point with { FirstLogit = point.FirstLogit + h }).ExpectedCost(), 1e-3);
        double bySecond = ChainLaws.Slope(h => (point with { SecondLogit = point.SecondLogit + h }).ExpectedCost(), 1e-3);
        Assert.Equal(byFirst, gradient[0], 2e-12);
        Assert.Equal(bySecond, gradient[1], 2e-12);
    });

    // The dropped cost has no part in the mean and, where no cost is negative, only adds to the mean square.
    [Fact]
    public void The_score_function_pays_for_what_lies_upstream() => Assert.All(ChainPoint.Some(200, seed: 423), point =>
    {
        (double target, double first, double second, double coupling) = point;
        GradientMoments down = DownstreamCost.ChainMoments(target, first, second, coupling);
        GradientMoments whole = ScoreFunction.ChainMoments(target, first, second, coupling);
        double upstream = point.Sum((b1, b2) =>
            point.Cost(b1) * (point.Cost(b1) + (2 * point.Cost(b2))) * (b2 - point.R(b1)) * (b2 - point.R(b1)));
        Assert.Equal(whole.Gradient, down.Gradient);
        Assert.Equal(whole.Variance[0], down.Variance[0]);
        Assert.Equal(whole.Variance[1] - upstream, down.Variance[1], 1e-14);
        Assert.True(down.Variance[1] <= whole.Variance[1]);
    });

    // Each node is then the Bernoulli toy; only of the first does the estimator not know that the other's cost has no part.
    [Fact]
    public void Without_a_coupling_the_second_node_is_alone() => Assert.All(ChainPoint.Some(100, seed: 424), point =>
    {
        GradientMoments chain = DownstreamCost.ChainMoments(point.Target, point.FirstLogit, point.SecondLogit, 0);
        GradientMoments second = ScoreFunction.BernoulliMoments(point.Target, point.SecondLogit);
        Assert.Equal(second.Gradient[0], chain.Gradient[1], 1e-15);
        Assert.Equal(second.Variance[0], chain.Variance[1], 1e-15);
        Assert.Equal(ScoreFunction.BernoulliMoments(point.Target, point.FirstLogit).Gradient[0], chain.Gradient[0], 1e-15);
    });

    [Fact]
    public void A_call_at_a_point_worked_out_by_hand()
    {
        // p = r = 1/2; b1 = 1 costs 9/16, b2 = 0 then 1/16.
        double[] call = DownstreamCost.Chain(0.25, 0, -1, 1, [0.4, 0.6]);
        Assert.Equal([10.0 / 32, -1.0 / 32], call);
        Assert.Equal([10.0 / 32, -10.0 / 32], ScoreFunction.Chain(0.25, 0, -1, 1, [0.4, 0.6]));
    }

    [Fact]
    public void Bad_input_is_named() => ChainLaws.BadInputIsNamed(DownstreamCost.Chain);
}
