using BayesBench.Properties.Support;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using Xunit;

namespace BayesBench.Properties.Models;

public class MonteCarloDropoutRegressorProperties
{
    private const int Inputs = 3, Hidden = 7, Examples = 5;
    private const double Decay = 0.03;
    private static readonly PhiloxKey Key = new(20, 26);
    private static readonly double[] Parameters = FiniteDifference.Normal(((Inputs + 2) * Hidden) + 1, 1);
    private static readonly double[] X = FiniteDifference.Normal(Examples * Inputs, 2);
    private static readonly double[] Y = FiniteDifference.Normal(Examples, 3);

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.6)]
    public void The_gradient_is_the_derivative_of_the_loss_under_the_same_masks(double rate)
    {
        double[] gradient = MonteCarloDropoutRegressor.Gradient(Parameters, X, Y, rate, Decay, Key, 4, 9);
        // The loss is smooth between the units' kinks, none of which lies this near.
        double[] differences = FiniteDifference.Gradient(
            Parameters, p => MonteCarloDropoutRegressor.Loss(p, X, Y, rate, Decay, Key, 4, 9), step: 1e-3);
        Assert.True(FiniteDifference.RelativeError(gradient, differences) <= 1e-9);
    }

    [Fact]
    public void Weights_decay_and_biases_do_not()
    {
        double Loss(double decay) => MonteCarloDropoutRegressor.Loss(Parameters, X, Y, 0.1, decay, Key, 0, 1);
        double squares = Parameters[..((Inputs + 1) * Hidden)].Sum(w => w * w);
        Assert.Equal(Decay * squares, Loss(Decay) - Loss(0), 1e-12);
    }

    [Fact]
    public void The_rate_of_the_decay_is_the_papers()
    {
        // l = 0.01, p = 0.05, N = 742, tau = 0.075: 1e-4 0.95 / (2 742 0.075).
        Assert.Equal(8.535489667565139e-7, MonteCarloDropoutRegressor.WeightDecay(0.01, 0.05, 742, 0.075), 1e-18);
    }

    [Fact]
    public void What_is_dropped_has_no_gradient()
    {
        double[] gradient = MonteCarloDropoutRegressor.Gradient(Parameters, X[..Inputs], Y[..1], 0.5, 0, Key, 2, 3);
        // One example of 10 units: hidden ones in the lowest bits of one word, inputs above them.
        uint bits = BernoulliBits.Fill(0.5, Key, 0x0E00, 3 | (2UL << 32), 1)[0];
        bool IsDropped(int unit) => ((bits >> unit) & 1) == 1;
        Assert.Contains(Enumerable.Range(0, Hidden), IsDropped);
        Assert.All(Enumerable.Range(0, Hidden), h => Assert.True(!IsDropped(h) || gradient[(Inputs * Hidden) + h] == 0));
        Assert.All(Enumerable.Range(0, Inputs), d => Assert.True(
            IsDropped(Hidden + d) == gradient[(d * Hidden)..((d + 1) * Hidden)].All(g => g == 0), $"input {d}"));
    }

    [Fact]
    public void Without_dropout_all_draws_are_one_and_the_likelihood_is_gaussian()
    {
        DropoutPrediction one = MonteCarloDropoutRegressor.Predict(Parameters, X, Y, 0, 2.5, 1, Key, 0);
        DropoutPrediction many = MonteCarloDropoutRegressor.Predict(Parameters, X, Y, 0, 2.5, 9, Key with { K0 = 1 }, 5);
        for (int b = 0; b < Examples; b++)
        {
            Assert.Equal(one.Mean[b], many.Mean[b], 1e-14);
            Assert.Equal(GaussianLikelihood.Value([one.Mean[b]], [Y[b]], 2.5), one.LogLikelihood[b], 1e-12);
            Assert.Equal(one.LogLikelihood[b], many.LogLikelihood[b], 1e-12);
        }

        // Its mean square error is the loss without decay.
        double squares = one.Mean.Zip(Y, (f, y) => (f - y) * (f - y)).Average();
        Assert.Equal(squares, MonteCarloDropoutRegressor.Loss(Parameters, X, Y, 0, 0, Key, 7, 7), 1e-13);
    }

    [Fact]
    public void A_second_draw_is_averaged_with_the_first()
    {
        DropoutPrediction Predict(int draws) => MonteCarloDropoutRegressor.Predict(Parameters, X, Y, 0.4, 2.5, draws, Key, 3);
        (DropoutPrediction one, DropoutPrediction two) = (Predict(1), Predict(2));
        double[] second = [.. two.Mean.Zip(one.Mean, (both, first) => (2 * both) - first)];
        Assert.NotEqual(one.Mean, second);
        for (int b = 0; b < Examples; b++)
        {
            double density = (Math.Exp(one.LogLikelihood[b]) + Math.Exp(GaussianLikelihood.Value([second[b]], [Y[b]], 2.5))) / 2;
            Assert.Equal(Math.Log(density), two.LogLikelihood[b], 1e-12);
        }
    }

    [Theory]
    [InlineData(1e3)]
    [InlineData(1e9)]
    [InlineData(1e100)]
    public void A_huge_error_has_a_finite_log_likelihood(double error)
    {
        const int Draws = 50;
        double[] far = [.. Y.Select(_ => error)];
        DropoutPrediction prediction = MonteCarloDropoutRegressor.Predict(Parameters, X, far, 0.3, 5e4, Draws, Key, 0);
        Assert.All(prediction.LogLikelihood, value => Assert.InRange(value / (-0.5 * 5e4 * error * error), 0.9, 1.1));
    }

    [Fact]
    public void An_order_holds_every_datum_and_is_the_models_and_the_epochs_own()
    {
        int[] order = MonteCarloDropoutRegressor.Order(50, Key, 3, 4);
        Assert.Equal(Enumerable.Range(0, 50), order.Order());
        Assert.Equal(order, MonteCarloDropoutRegressor.Order(50, Key, 3, 4));
        Assert.NotEqual(order, MonteCarloDropoutRegressor.Order(50, Key, 4, 4));
        Assert.NotEqual(order, MonteCarloDropoutRegressor.Order(50, Key, 3, 5));
        Assert.Equal([0], MonteCarloDropoutRegressor.Order(1, Key, 0, 0));
    }

    [Fact]
    public void A_step_is_adams_down_the_gradient()
    {
        double[] zeros = new double[Parameters.Length];
        AdamState next = MonteCarloDropoutRegressor.Step(Parameters, zeros, zeros, X, Y, 0.1, Decay, Key, 0, 1, 0.01);
        double[] gradient = MonteCarloDropoutRegressor.Gradient(Parameters, X, Y, 0.1, Decay, Key, 0, 1);
        // The first step has the rate's length in every coordinate.
        Assert.All(gradient.Index().Where(g => g.Item != 0), g => Assert.Equal(
            -0.01 * Math.Sign(g.Item), next.Parameters[g.Index] - Parameters[g.Index], 1e-6));
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var length = Assert.Throws<ArgumentException>(() => Loss(Parameters[1..], X, Y));
        Assert.StartsWith("parameters has length 35; it must have length 31.", length.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Loss([1, 2, 3], X, Y));
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => Loss(Parameters, X[1..], Y)).ParamName);
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => Loss(Parameters, [], Y)).ParamName);
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => Loss(Parameters, X, [])).ParamName);
        var nan = Assert.Throws<ArgumentOutOfRangeException>(() => Loss(Parameters, [.. X[1..], double.NaN], Y));
        Assert.StartsWith("inputs[14] is NaN", nan.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss(Parameters, X, Y, rate: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss(Parameters, X, Y, decay: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss(Parameters, X, Y, model: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss(Parameters, X, Y, step: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MonteCarloDropoutRegressor.Predict(Parameters, X, Y, 0.1, 0, 1, Key, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => MonteCarloDropoutRegressor.Predict(Parameters, X, Y, 0.1, 1, 0, Key, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => MonteCarloDropoutRegressor.Order(0, Key, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => MonteCarloDropoutRegressor.WeightDecay(0, 0.1, 1, 1));
    }

    private static double Loss(
        double[] parameters, double[] inputs, double[] targets, double rate = 0.1, double decay = 0, int model = 0, int step = 0) =>
        MonteCarloDropoutRegressor.Loss(parameters, inputs, targets, rate, decay, Key, model, step);
}
