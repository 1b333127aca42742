using BayesBench.Agreements;
using BayesBench.Properties.Support;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using Xunit;

namespace BayesBench.Properties.Models;

public class BayesianClassifierProperties
{
    private static readonly PhiloxKey Key = new(20, 26);

    public static TheoryData<int, int, int> Sizes => new() { { 1, 2, 1 }, { 3, 3, 3 }, { 17, 3, 17 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_pathwise_gradient_is_the_derivative_of_the_bound_at_fixed_noise(int features, int classes, int examples)
    {
        Problem p = Problem.Draw(features, classes, examples);
        AssertDerivative(
            p,
            BayesianClassifier.PathwiseGradient(p.Mean, p.Deviation, p.Images, p.Labels, classes, p.Data, Key, 5),
            (mean, deviation) => BayesianClassifier.Elbo(mean, deviation, p.Images, p.Labels, classes, p.Data, 1, Key, 5));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_local_gradient_is_the_derivative_of_the_local_bound_at_fixed_noise(int features, int classes, int examples)
    {
        Problem p = Problem.Draw(features, classes, examples);
        AssertDerivative(
            p,
            BayesianClassifier.LocalReparameterizationGradient(p.Mean, p.Deviation, p.Images, p.Labels, classes, p.Data, Key, 5),
            (mean, deviation) => BayesianClassifier.LocalElbo(mean, deviation, p.Images, p.Labels, classes, p.Data, Key, 5));
    }

    [Fact]
    public void With_one_class_every_estimator_is_minus_the_divergence_gradient()
    {
        Problem p = Problem.Draw(3, 1, 3);
        double[] byMean = [.. p.Mean.Select(m => -m)];
        double[] byDeviation = [.. p.Deviation.Select(s => -(s - (1 / s)))];
        Assert.All(Estimates(p, 1), gradient =>
        {
            Assert.Equal(byMean, gradient.Mean);
            Assert.Equal(byDeviation, gradient.StandardDeviation);
        });
    }

    [Fact]
    public void The_divergence_is_that_of_the_data_set_whatever_the_batch()
    {
        Problem p = Problem.Draw(3, 3, 6);
        double whole = BayesianClassifier.Elbo(p.Mean, p.Deviation, p.Images, p.Labels, 3, 6, 1, Key, 0).Divergence;
        Assert.Equal(
            whole,
            BayesianClassifier.Elbo(p.Mean, p.Deviation, p.Images[..3], p.Labels[..1], 3, 6, 1, Key, 0).Divergence);
        Assert.Equal(0, BayesianClassifier.Elbo(
            new double[12], [.. Enumerable.Repeat(1.0, 12)], p.Images, p.Labels, 3, 6, 1, Key, 0).Divergence);
    }

    [Fact]
    public void The_mean_over_all_minibatches_is_the_bound_of_all_data()
    {
        const int Data = 4, Batch = 2;
        Problem p = Problem.Draw(3, 3, Data);
        double whole = BayesianClassifier.Elbo(p.Mean, p.Deviation, p.Images, p.Labels, 3, Data, 1, Key, 0).LogLikelihood;
        double average = (
            from first in Enumerable.Range(0, Data)
            from second in Enumerable.Range(0, Data)
            let places = new[] { first, second }
            select BayesianClassifier.Elbo(
                p.Mean,
                p.Deviation,
                [.. places.SelectMany(place => p.Images[(place * 3)..((place + 1) * 3)])],
                [.. places.Select(place => p.Labels[place])],
                3,
                Data,
                1,
                Key,
                0).LogLikelihood).Average();
        // Data^Batch sums of Batch terms each, all of one sign.
        Assert.Equal(whole, average, Math.Abs(whole) * Math.Pow(Data, Batch) * Batch * 4 * 2.3e-16);
    }

    [Fact]
    public void The_order_of_the_examples_changes_nothing()
    {
        Problem p = Problem.Draw(3, 3, 5);
        int[] order = [4, 2, 0, 1, 3];
        double[] images = [.. order.SelectMany(b => p.Images[(b * 3)..((b + 1) * 3)])];
        int[] labels = [.. order.Select(b => p.Labels[b])];
        double expected = BayesianClassifier.LogLikelihood(p.Mean, p.Images, p.Labels, 3);
        Assert.Equal(expected, BayesianClassifier.LogLikelihood(p.Mean, images, labels, 3), 5 * Math.Abs(expected) * 2.3e-16);
    }

    [Fact]
    public void Classes_of_equal_weights_share_the_probability()
    {
        double[] equal = new double[3 * 4];
        Assert.Equal(-5 * Math.Log(3), BayesianClassifier.LogLikelihood(equal, Problem.Draw(3, 3, 5).Images, [0, 1, 2, 0, 1], 3), 1e-14);
    }

    [Fact]
    public void Predictions_are_probabilities_and_meet_the_mean_when_the_posterior_is_narrow()
    {
        Problem p = Problem.Draw(3, 3, 1);
        double[] narrow = [.. p.Mean.Select(_ => 1e-12)];
        double[] predicted = BayesianClassifier.Predict(p.Mean, narrow, p.Images, 3, 5, Key);
        Assert.Equal(1, predicted.Sum(), 1e-15);
        double[] plugIn = [.. Enumerable.Range(0, 3).Select(k => Math.Exp(BayesianClassifier.LogLikelihood(p.Mean, p.Images, [k], 3)))];
        Assert.All(predicted.Zip(plugIn), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    [Fact]
    public void Different_examples_and_classes_have_different_noise()
    {
        // With equal inputs and weights for all examples and classes, only the noise can differ.
        const int Classes = 3, Examples = 4;
        double[] mean = new double[Classes * 2], deviation = [.. mean.Select(_ => 1.0)];
        double[] images = [.. Enumerable.Repeat(1.0, Examples)];
        // One example's label at a time: a likelihood that tells the noise of all its classes.
        double Likelihood(int example, int label) =>
            BayesianClassifier.LocalElbo(
                mean, deviation, images, [.. Enumerable.Range(0, Examples).Select(b => b == example ? label : 0)], Classes, Examples, Key, 1).LogLikelihood;
        var differences = new HashSet<double>(
            from example in Enumerable.Range(0, Examples)
            from label in new[] { 1, 2 }
            select Likelihood(example, label) - Likelihood(example, 0));
        Assert.Equal(Examples * 2, differences.Count);
    }

    [Fact]
    public void A_minibatch_is_a_function_of_key_and_step()
    {
        int[] places = BayesianClassifier.Minibatch(60_000, 17, Key, 3);
        Assert.Equal(places, BayesianClassifier.Minibatch(60_000, 17, Key, 3));
        Assert.Equal(places[..3], BayesianClassifier.Minibatch(60_000, 3, Key, 3));
        Assert.NotEqual(places, BayesianClassifier.Minibatch(60_000, 17, Key, 4));
        Assert.All(BayesianClassifier.Minibatch(1, 9, Key, 3), place => Assert.Equal(0, place));
    }

    [Fact]
    public void An_update_follows_the_derivative_of_minus_the_bound_by_mean_and_rho()
    {
        Problem p = Problem.Draw(3, 3, 3);
        double[] parameters = [.. p.Mean, .. p.Mean.Select((_, j) => (0.3 * j) - 3)];
        double MinusBound(double[] all) => -Value(BayesianClassifier.LocalElbo(
            all[..12], [.. all[12..].Select(rho => Math.Log(1 + Math.Exp(rho)))], p.Images, p.Labels, 3, p.Data, Key, 1));
        // From moments of zero, Adam's first moment is a tenth of the gradient.
        AdamState next = BayesianClassifier.Update(
            parameters, new double[24], new double[24], p.Images, p.Labels, 3, p.Data, 0.01, Key, 1);
        double scale = next.FirstMoment.Max(Math.Abs);
        for (int j = 0; j < parameters.Length; j++)
        {
            Assert.Equal(0.1 * FiniteDifference.Slope(h => MinusBound(Shifted(parameters, j, h))), next.FirstMoment[j], 1e-9 * scale);
        }
    }

    [Fact]
    public void Steps_raise_the_bound()
    {
        Problem p = Problem.Draw(3, 3, 17);
        var state = new AdamState([.. p.Mean, .. p.Mean.Select(_ => -3.0)], new double[24], new double[24]);
        double Bound() => BayesianClassifier.Elbo(
            state.Parameters[..12], [.. state.Parameters[12..].Select(rho => Math.Log(1 + Math.Exp(rho)))],
            p.Images, p.Labels, 3, p.Data, 20, Key, 0) is var (likelihood, divergence) ? likelihood - divergence : 0;
        double before = Bound();
        for (int step = 1; step <= 200; step++)
        {
            state = BayesianClassifier.Update(
                state.Parameters, state.FirstMoment, state.SecondMoment, p.Images, p.Labels, 3, p.Data, 0.05, Key, step);
        }

        Assert.True(Bound() > before + 1, $"{before} became {Bound()}");
    }

    [Fact]
    public void Bad_input_is_named()
    {
        double[] weights = new double[4], ones = [1, 1, 1, 1];
        var empty = Assert.Throws<ArgumentException>(() => BayesianClassifier.LogLikelihood(weights, [], [], 2));
        Assert.Equal("labels", empty.ParamName);
        var label = Assert.Throws<ArgumentOutOfRangeException>(() => BayesianClassifier.LogLikelihood(weights, [1, 2], [0, 2], 2));
        Assert.StartsWith("labels[1] is 2; it must be in [0, 1].", label.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BayesianClassifier.LogLikelihood(weights, [1, 2, 3], [0, 1], 2));
        Assert.Throws<ArgumentException>(() => BayesianClassifier.LogLikelihood(new double[3], [1], [0], 2));
        var image = Assert.Throws<ArgumentOutOfRangeException>(() => BayesianClassifier.LogLikelihood(weights, [double.NaN], [0], 2));
        Assert.StartsWith("images[0] is NaN", image.Message, StringComparison.Ordinal);
        var deviation = Assert.Throws<ArgumentOutOfRangeException>(
            () => BayesianClassifier.PathwiseGradient(weights, [1, 1, 0, 1], [1], [0], 2, 1, Key, 0));
        Assert.StartsWith("standardDeviation[2] is 0", deviation.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => BayesianClassifier.PathwiseGradient(weights, ones, [1], [0], 2, 0, Key, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BayesianClassifier.LeaveOneOutGradient(weights, ones, [1], [0], 2, 1, 1, Key, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BayesianClassifier.PathwiseGradient(weights, ones, [1], [0], 2, 1, Key, -1));
    }

    private static IEnumerable<GaussianGradient> Estimates(Problem p, int classes) =>
    [
        BayesianClassifier.ScoreFunctionGradient(p.Mean, p.Deviation, p.Images, p.Labels, classes, p.Data, Key, 5),
        BayesianClassifier.LeaveOneOutGradient(p.Mean, p.Deviation, p.Images, p.Labels, classes, p.Data, 4, Key, 5),
        BayesianClassifier.PathwiseGradient(p.Mean, p.Deviation, p.Images, p.Labels, classes, p.Data, Key, 5),
        BayesianClassifier.LocalReparameterizationGradient(p.Mean, p.Deviation, p.Images, p.Labels, classes, p.Data, Key, 5),
    ];

    private static void AssertDerivative(
        Problem p, GaussianGradient gradient, Func<double[], double[], EvidenceBound> bound)
    {
        double scale = gradient.Mean.Concat(gradient.StandardDeviation).Max(Math.Abs);
        for (int j = 0; j < p.Mean.Length; j++)
        {
            Assert.Equal(gradient.Mean[j], FiniteDifference.Slope(h => Value(bound(Shifted(p.Mean, j, h), p.Deviation))), 1e-9 * scale);
            Assert.Equal(gradient.StandardDeviation[j], FiniteDifference.Slope(h => Value(bound(p.Mean, Shifted(p.Deviation, j, h)))), 1e-9 * scale);
        }
    }

    private static double Value(EvidenceBound bound) => bound.LogLikelihood - bound.Divergence;

    private static double[] Shifted(double[] values, int j, double h) =>
        [.. values.Select((value, i) => i == j ? value + h : value)];

    private sealed record Problem(double[] Mean, double[] Deviation, double[] Images, int[] Labels, int Data)
    {
        public static Problem Draw(int features, int classes, int examples)
        {
            var source = new InputSource(7);
            int weights = classes * (features + 1);
            return new Problem(
                source.Vector(weights, s => s.Normal()),
                source.Vector(weights, s => s.Uniform(0.5, 1)),
                source.Vector(examples * features, s => s.Uniform(0, 1)),
                [.. Enumerable.Range(0, examples).Select(b => b % classes)],
                10 * examples);
        }
    }
}
