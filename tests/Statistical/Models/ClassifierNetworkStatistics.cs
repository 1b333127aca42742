using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Models;

/// <summary>
/// Two data in two classes under one layer: the difference of two logits is normal, so that every expectation over the noise is an
/// integral of one number, by the trapezoidal rule.
/// </summary>
public class ClassifierNetworkStatistics
{
    private const int Data = 2;
    private static readonly double[] Inputs = [1, -0.5];
    private static readonly int[] Labels = [1, 0];

    // Means of the two classes' weights, logarithms of their variances, biases.
    private static readonly double[] Parameters = [0.3, -0.5, -0.5, -1.5, 0.25, 0];

    private static readonly MeanAssertion Bound = Ledger.Mean("classifier-network.minibatch-bound.unbiased", 1e-10, 0.08, 0.999, 20_000);
    private static readonly MeanAssertion Gradient = Ledger.Mean("classifier-network.loss-gradient.unbiased", 1e-10, 0.08, 0.999, 20_000);

    [Theory]
    [InlineData(LayerType.Local)]
    public void The_bound_of_a_minibatch_has_the_bound_of_all_data_as_its_mean(LayerType type)
    {
        double[] values = Sample(Bound, type, (layers, key, step, n) => ClassifierNetwork.Elbo(
            layers, new(1), Parameters, [Inputs[n]], [Labels[n]], Data, key, step).LogLikelihood);
        Agrees(Bound, values, (_, slope) => -Data * Math.Log(1 + Math.Exp(slope)));
    }

    // Of the loss, which is by the datum, without the divergence; by the mean of class 0's weight.
    [Theory]
    [InlineData(LayerType.Flipout)]
    public void The_gradient_of_a_minibatch_has_the_gradient_of_all_data_as_its_mean(LayerType type)
    {
        double[] values = Sample(Gradient, type, (layers, key, step, n) => ClassifierNetwork.LossGradient(
            layers, new(1), Parameters, [Inputs[n]], [Labels[n]], Data, 0, key, step)[0]);
        Agrees(Gradient, values, (n, slope) => (Labels[n] == 0 ? -1 : 1) * Inputs[n] / (1 + Math.Exp(-slope)));
    }

    private static double[] Sample(
        MeanAssertion assertion, LayerType type, Func<LayerSpecification[], PhiloxKey, int, int, double> draw)
    {
        PhiloxKey key = TestKey.For(assertion.Design.Id);
        LayerSpecification[] layers = [new(type, 2)];
        var values = new double[assertion.Design.Draws];
        Parallel.For(0, values.Length, step =>
            values[step] = draw(layers, key, step, BayesianClassifier.Minibatch(Data, 1, key, step)[0]));
        return values;
    }

    // f of a datum and of the other class's logit less the label's.
    private static void Agrees(MeanAssertion assertion, double[] values, Func<int, double, double> f)
    {
        double mean = Enumerable.Range(0, Data).Average(n => Expect(n, f));
        double square = Enumerable.Range(0, Data).Average(n => Expect(n, (datum, slope) => Math.Pow(f(datum, slope), 2)));
        assertion.Agrees(Moments.Of(values), mean, Math.Sqrt(square - (mean * mean)));
    }

    private static double Expect(int n, Func<int, double, double> f)
    {
        const double Step = 0.1, Reach = 9;
        (int label, int other) = (Labels[n], 1 - Labels[n]);
        double mean = (Inputs[n] * (Parameters[other] - Parameters[label])) + Parameters[4 + other] - Parameters[4 + label];
        double deviation = Math.Abs(Inputs[n]) * Math.Sqrt(Math.Exp(Parameters[2]) + Math.Exp(Parameters[3]));
        double sum = 0;
        for (double e = -Reach; e <= Reach; e += Step)
        {
            sum += f(n, mean + (deviation * e)) * Math.Exp(-0.5 * e * e);
        }

        return sum * Step / Math.Sqrt(2 * Math.PI);
    }
}
