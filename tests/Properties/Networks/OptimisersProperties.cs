using BayesBench.Reference.Networks;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Networks;

public partial class OptimisersProperties
{
    private const double Rate = 0.01;

    [Property]
    public void The_first_step_has_the_learning_rates_length_against_the_gradient(short gradient)
    {
        double g = gradient == 0 ? 1 : gradient;
        AdamState next = Step([2.0], [g], new AdamState([2.0], [0], [0]), 1);
        // epsilon / |g| is the only shortfall, and Adam's own roundings.
        Assert.Equal(2 - (Math.Sign(g) * Rate), next.Parameters[0], (Rate * 1e-8) + 1e-15);
    }

    [Fact]
    public void A_constant_gradient_moves_by_the_learning_rate_every_step()
    {
        // Bias correction makes both moments exact averages of a constant.
        var state = new AdamState([0], [0], [0]);
        for (int step = 1; step <= 50; step++)
        {
            state = Step(state.Parameters, [-3], state, step);
            Assert.Equal(step * Rate, state.Parameters[0], step * Rate * 1e-8);
        }
    }

    [Fact]
    public void Moments_are_decaying_averages()
    {
        AdamState next = Step([1], [2], new AdamState([1], [10], [100]), 7);
        Assert.Equal((0.9 * 10) + (0.1 * 2), next.FirstMoment[0], 1e-14);
        Assert.Equal((0.999 * 100) + (0.001 * 4), next.SecondMoment[0], 1e-13);
    }

    [Fact]
    public void A_step_leaves_its_input_alone()
    {
        var state = new AdamState([1], [0], [0]);
        _ = Step(state.Parameters, [5], state, 1);
        Assert.Equal([1.0, 0.0, 0.0], [state.Parameters[0], state.FirstMoment[0], state.SecondMoment[0]]);
    }

    [Fact]
    public void Without_a_gradient_nothing_moves() =>
        Assert.Equal([4.0], Step([4], [0], new AdamState([4], [0], [0]), 1).Parameters);

    [Fact]
    public void Bad_input_is_named()
    {
        var zero = new AdamState([1], [0], [0]);
        Assert.Throws<ArgumentException>(() => Step([1, 2], [1], zero, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Step([1], [1], zero, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Step([1], [double.NaN], zero, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Step([1], [1], zero with { SecondMoment = [-1] }, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Optimisers.Adam([1], [1], [0], [0], 1, 0, 0.9, 0.999, 1e-8));
        Assert.Throws<ArgumentOutOfRangeException>(() => Optimisers.Adam([1], [1], [0], [0], 1, Rate, 1, 0.999, 1e-8));
    }

    private static AdamState Step(double[] parameters, double[] gradient, AdamState state, int step) =>
        Optimisers.Adam(parameters, gradient, state.FirstMoment, state.SecondMoment, step, Rate, 0.9, 0.999, 1e-8);
}
