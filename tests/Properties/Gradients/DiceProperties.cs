using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class DiceProperties
{
    [Fact]
    public void Exact_moments_are_sums_over_the_outcomes() =>
        ChainLaws.MomentsAreSums(431, Dice.ChainHessianMoments, Dice.ChainHessian);

    [Fact]
    public void Its_first_derivatives_are_downstream_cost_call_for_call() => Assert.All(ChainPoint.Some(100, seed: 432), point =>
    {
        foreach ((int b1, int b2) in new[] { (0, 0), (0, 1), (1, 0), (1, 1) })
        {
            double[] uniforms = ChainPoint.Uniforms(b1, b2);
            double[] dice = Dice.Chain(point.Target, point.FirstLogit, point.SecondLogit, point.Coupling, uniforms);
            double[] downstream = DownstreamCost.Chain(point.Target, point.FirstLogit, point.SecondLogit, point.Coupling, uniforms);
            Assert.Equal(downstream[0], dice[0], 4e-16);
            Assert.Equal(downstream[1], dice[1]);
        }
    });

    // Unbiased: the second derivatives are differences of the gradient, which is held against the expected cost elsewhere.
    [Fact]
    public void Its_mean_is_the_slope_of_the_gradient() => Assert.All(ChainPoint.Some(100, seed: 433), point =>
    {
        (double target, double first, double second, double coupling) = point;
        double[] mean = Dice.ChainHessianMoments(target, first, second, coupling).Mean;
        double ByFirst(double h, double g) => DownstreamCost.ChainMoments(target, first + h, second + g, coupling).Gradient[0];
        Assert.Equal(ChainLaws.Slope(h => ByFirst(h, 0), 1e-3), mean[0], 2e-12);
        Assert.Equal(ChainLaws.Slope(g => ByFirst(0, g), 1e-3), mean[1], 2e-12);
    });

    // exp(t - stop(t)) differentiated as it stands: the surrogate of one draw, whose nodes move while what is stopped stays.
    [Fact]
    public void A_call_is_the_derivatives_of_costs_times_boxes() => Assert.All(ChainPoint.Some(50, seed: 434), point =>
    {
        foreach ((int b1, int b2) in new[] { (0, 0), (0, 1), (1, 0), (1, 1) })
        {
            double Surrogate(double h, double g)
            {
                ChainPoint moved = point with { FirstLogit = point.FirstLogit + h, SecondLogit = point.SecondLogit + g };
                double ofFirst = b1 == 1 ? moved.P / point.P : (1 - moved.P) / (1 - point.P);
                return (ofFirst * point.Cost(b1)) + (moved.Chance(b1, b2) / point.Chance(b1, b2) * point.Cost(b2));
            }

            (double target, double first, double second, double coupling) = point;
            double[] uniforms = ChainPoint.Uniforms(b1, b2);
            double[] slopes = Dice.Chain(target, first, second, coupling, uniforms);
            double[] hessian = Dice.ChainHessian(target, first, second, coupling, uniforms);
            const double Step = 0.01;
            double ByFirst(double g) => ChainLaws.Slope(h => Surrogate(h, g), Step);
            double twice = ((-Surrogate(2 * Step, 0) - Surrogate(-2 * Step, 0))
                + (16 * (Surrogate(Step, 0) + Surrogate(-Step, 0))) - (30 * Surrogate(0, 0))) / (12 * Step * Step);
            Assert.Equal(ByFirst(0), slopes[0], 1e-7);
            Assert.Equal(ChainLaws.Slope(g => Surrogate(0, g), Step), slopes[1], 1e-7);
            Assert.Equal(twice, hessian[0], 1e-7);
            Assert.Equal(ChainLaws.Slope(ByFirst, Step), hessian[1], 1e-7);
        }
    });

    // Of a bit, s^2 - p q = (q - p) s: what a second derivative by its own logit adds is no noise of its own.
    [Fact]
    public void By_the_first_logit_twice_it_is_its_gradient_scaled() => Assert.All(ChainPoint.Some(100, seed: 435), point =>
    {
        (double target, double first, double second, double coupling) = point;
        double scale = 1 - (2 * point.P);
        GradientMoments gradient = DownstreamCost.ChainMoments(target, first, second, coupling);
        GradientMoments hessian = Dice.ChainHessianMoments(target, first, second, coupling);
        Assert.Equal(scale * gradient.Gradient[0], hessian.Gradient[0], 1e-15);
        Assert.Equal(scale * scale * gradient.Variance[0], hessian.Variance[0], 1e-15);
    });

    [Fact]
    public void Without_a_coupling_the_logits_do_not_interact() => Assert.All(ChainPoint.Some(50, seed: 436), point =>
        Assert.Equal(0, Dice.ChainHessianMoments(point.Target, point.FirstLogit, point.SecondLogit, 0).Gradient[1]));

    // r (1 - r) changes by a few 1e-10 here, of which a difference would keep six digits.
    [Fact]
    public void A_weak_coupling_keeps_its_digits()
    {
        const double Coupling = 1e-9;
        double r = 1 / (1 + Math.Exp(-0.7)), p = 1 / (1 + Math.Exp(0.4));
        double exact = p * (1 - p) * 0.4 * r * (1 - r) * (1 - (2 * r)) * Coupling;
        Assert.Equal(1, Dice.ChainHessianMoments(0.3, -0.4, 0.7, Coupling).Gradient[1] / exact, 2e-9);
        Assert.Equal(-1, Dice.ChainHessianMoments(0.3, -0.4, 0.7, -Coupling).Gradient[1] / exact, 2e-9);
    }

    [Fact]
    public void Bad_input_is_named() => ChainLaws.BadInputIsNamed(Dice.ChainHessian);
}
