using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class SurrogateLossProperties
{
    [Fact]
    public void Exact_moments_are_sums_over_the_outcomes() =>
        ChainLaws.MomentsAreSums(441, SurrogateLoss.ChainHessianMoments, SurrogateLoss.ChainHessian);

    // What it forgets, that the cost is drawn by the nodes too, are the products of scores.
    [Fact]
    public void Its_bias_is_the_product_of_scores_that_it_leaves_out() => Assert.All(ChainPoint.Some(200, seed: 442), point =>
    {
        (double target, double first, double second, double coupling) = point;
        BiasedGradientMoments loss = SurrogateLoss.ChainHessianMoments(target, first, second, coupling);
        double square = point.Sum((b1, b2) => (point.Cost(b1) + point.Cost(b2)) * (b1 - point.P) * (b1 - point.P));
        double product = point.Sum((b1, b2) => point.Cost(b2) * (b1 - point.P) * (b2 - point.R(b1)));
        Assert.Equal(Dice.ChainHessianMoments(target, first, second, coupling).Gradient, loss.Gradient);
        Assert.Equal(-square, loss.Mean[0] - loss.Gradient[0], 1e-15);
        Assert.Equal(-product, loss.Mean[1] - loss.Gradient[1], 1e-15);
        Assert.True(loss.Mean[0] < loss.Gradient[0]);
    });

    // The loss as it stands: log-probabilities times costs that do not move.
    [Fact]
    public void A_call_is_the_second_derivative_of_log_probabilities() => Assert.All(ChainPoint.Some(50, seed: 443), point =>
    {
        foreach ((int b1, int b2) in new[] { (0, 0), (0, 1), (1, 0), (1, 1) })
        {
            double Loss(double h)
            {
                double p = (point with { FirstLogit = point.FirstLogit + h }).P;
                return Math.Log(b1 == 1 ? p : 1 - p) * (point.Cost(b1) + point.Cost(b2));
            }

            const double Step = 0.01;
            double twice = (-Loss(2 * Step) - Loss(-2 * Step) + (16 * (Loss(Step) + Loss(-Step))) - (30 * Loss(0))) / (12 * Step * Step);
            double[] call = SurrogateLoss.ChainHessian(
                point.Target, point.FirstLogit, point.SecondLogit, point.Coupling, ChainPoint.Uniforms(b1, b2));
            Assert.Equal(twice, call[0], 1e-8);
            Assert.Equal(0, call[1]);
        }
    });

    // Of the target 1/2 all outcomes cost 1/4 twice.
    [Fact]
    public void Where_the_cost_is_flat_it_still_sees_a_curvature()
    {
        BiasedGradientMoments loss = SurrogateLoss.ChainHessianMoments(0.5, 0.3, -0.2, 1);
        double p = 1 / (1 + Math.Exp(-0.3));
        Assert.Equal([0.0, 0.0], loss.Gradient);
        Assert.Equal(-p * (1 - p) / 2, loss.Mean[0], 1e-15);
        Assert.Equal(0, loss.Variance[0], 1e-30);
    }

    [Fact]
    public void Bad_input_is_named() => ChainLaws.BadInputIsNamed(SurrogateLoss.ChainHessian);
}
