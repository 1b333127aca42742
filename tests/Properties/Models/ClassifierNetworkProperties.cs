using BayesBench.Properties.Support;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using Xunit;

namespace BayesBench.Properties.Models;

public class ClassifierNetworkProperties
{
    private const int Examples = 3, Data = 50;
    private static readonly PhiloxKey Key = new(20, 26);
    private static readonly int[] Labels = [1, 0, 1];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["No example: labels is empty; it must have at least one element."] = () => Elbo("dense", [], []),
        ["A label more: input has length 9; it must have length 12."] = () => Elbo("dense", NetworkCase.All["dense"].Input(3), [0, 0, 0, 0]),
        ["No class: labels[1] is 2; it must be in [0, 1]."] = () => Elbo("dense", NetworkCase.All["dense"].Input(2), [1, 2]),
        ["No data: data is 0; it must be at least 1."] = () => Elbo("dense", NetworkCase.All["dense"].Input(1), [1], 0),
        ["Not a number: input[0] is NaN; it must be finite."] = () => Elbo("dense", [double.NaN, 0, 0], [1]),
        ["Draws: draws is -1; it must be at least 0."] = () => Predict("dense", -1),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    public static TheoryData<string> Cases => ["dense", "dropout", "local", "flipout", "sparse", "convolution"];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_losss_gradient_is_the_derivative_of_minus_the_bound_over_N(string name)
    {
        NetworkCase of = NetworkCase.All[name];
        double[] parameters = of.Parameters(), input = of.Input(Examples);
        double Loss(double[] p)
        {
            EvidenceBound bound = ClassifierNetwork.Elbo(of.Layers, of.Shape, p, input, Labels, Data, Key, 5);
            return (bound.Divergence - bound.LogLikelihood) / Data;
        }

        double[] gradient = ClassifierNetwork.LossGradient(of.Layers, of.Shape, parameters, input, Labels, Data, 1, Key, 5);
        Assert.InRange(FiniteDifference.RelativeError(gradient, FiniteDifference.Gradient(parameters, Loss, 1e-3)), 0, 1e-9);
    }

    [Fact]
    public void The_divergence_is_the_data_sets_whatever_the_batch()
    {
        NetworkCase of = NetworkCase.All["local"];
        double[] input = of.Input(Examples);
        Assert.Equal(Elbo("local", input, Labels).Divergence, Elbo("local", input[..3], [1]).Divergence);
        Assert.Equal(Elbo("local", input, Labels).Divergence, Elbo("local", input, Labels, 10 * Data).Divergence);
    }

    // One draw of the weights serves a batch, so that an example's likelihood is the same in all batches.
    [Theory]
    [InlineData("dense")]
    [InlineData("mean-field")]
    public void The_mean_over_all_minibatches_is_the_bound_of_all_data(string name)
    {
        NetworkCase of = NetworkCase.All[name];
        double[][] examples = [.. of.Input(Examples).Chunk(of.Inputs)];
        double whole = Elbo(name, of.Input(Examples), Labels, Examples).LogLikelihood;
        double average = (
            from first in Enumerable.Range(0, Examples)
            from second in Enumerable.Range(0, Examples)
            select Elbo(name, [.. examples[first], .. examples[second]], [Labels[first], Labels[second]], Examples).LogLikelihood).Average();
        Assert.Equal(whole, average, 1e-12 * Math.Abs(whole));
    }

    [Fact]
    public void The_order_of_the_examples_changes_nothing()
    {
        NetworkCase of = NetworkCase.All["mean-field"];
        double[][] examples = [.. of.Input(Examples).Chunk(of.Inputs)];
        double[] reversed = [.. examples.Reverse().SelectMany(row => row)];
        Assert.Equal(
            Elbo("mean-field", of.Input(Examples), Labels).LogLikelihood,
            Elbo("mean-field", reversed, [.. Labels.Reverse()]).LogLikelihood,
            1e-12);
    }

    // Where the posterior is a point, the bound's gradient by the means is that of likelihood and prior together.
    [Fact]
    public void At_a_point_the_gradient_is_that_of_the_log_joint()
    {
        LayerSpecification[] layers = [new(LayerType.Local, 2, PriorDeviation: 0.5)];
        double[] means = FiniteDifference.Normal(6, 1), bias = FiniteDifference.Normal(2, 2), input = FiniteDifference.Normal(9, 3);
        double[] At(double[] weights) => [.. weights, .. Enumerable.Repeat(-80.0, 6), .. bias];
        double[] gradient = ClassifierNetwork.LossGradient(layers, new(3), At(means), input, Labels, Examples, 1, Key, 0);
        double MinusLogJoint(double[] weights) => -ClassifierNetwork.LogJoint(layers, new(3), At(weights), input, Labels);
        double[] expected = [.. FiniteDifference.Gradient(means, MinusLogJoint, 1e-3).Select(g => g / Examples)];
        Assert.InRange(FiniteDifference.RelativeError(gradient[..6], expected), 0, 1e-9);
    }

    // Summed over all that could have come, the labels leave the prior.
    [Fact]
    public void The_joint_density_of_all_labels_is_the_prior()
    {
        NetworkCase of = NetworkCase.All["local"];
        double[] parameters = of.Parameters(), input = of.Input(2);
        int[][] labels = [[0, 0], [0, 1], [1, 0], [1, 1]];
        double all = labels.Sum(some => Math.Exp(ClassifierNetwork.LogJoint(of.Layers, of.Shape, parameters, input, some)));
        // Nine weights under N(0, 1), their log-variances and three biases; six under the mixture.
        double first = parameters[..9].Sum(w => Normal.LogDensity(w, 0, 1));
        double second = parameters[21..27].Sum(w => Math.Log((0.25 * Math.Exp(Normal.LogDensity(w, 0, 2))) + (0.75 * Math.Exp(Normal.LogDensity(w, 0, 0.125)))));
        Assert.Equal(first + second, Math.Log(all), 1e-11);
        Assert.Throws<ArgumentException>(() => ClassifierNetwork.LogJoint(of.Layers, of.Shape, parameters, input, []));
        Assert.Throws<ArgumentException>(() => ClassifierNetwork.LogJoint(of.Layers, of.Shape, parameters, input, [0]));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    public void A_warm_up_weighs_the_divergence_alone(double factor)
    {
        NetworkCase of = NetworkCase.All["sparse"];
        double[] input = of.Input(Examples);
        double[] Gradient(double weight) => ClassifierNetwork.LossGradient(
            of.Layers, of.Shape, of.Parameters(), input, Labels, Data, weight, Key, 5);
        double[] divergence = Network.DivergenceGradient(of.Layers, of.Shape, of.Parameters(), Key, 5);
        double[] difference = [.. Gradient(1).Zip(Gradient(factor), (whole, part) => whole - part)];
        Assert.InRange(
            FiniteDifference.RelativeError(difference, [.. divergence.Select(d => (1 - factor) / Data * d)]), 0, 1e-12);
    }

    [Fact]
    public void As_the_posterior_narrows_its_draws_say_what_the_plug_in_says()
    {
        NetworkCase of = NetworkCase.All["local"];
        double[] input = of.Input(1);
        EnsemblePrediction Predict(int draws, double logVariance)
        {
            double[] parameters = [.. of.Parameters()];
            Array.Fill(parameters, logVariance, 9, 9);
            Array.Fill(parameters, logVariance, 27, 6);
            return ClassifierNetwork.Predict(of.Layers, of.Shape, parameters, input, draws, Key);
        }

        // The probabilities move with the standard deviation, e^-15 here, and the information with its square, e^-30 = 1e-13
        // times what the slopes are. Under unit variances it is no such trifle.
        const double Narrow = 1e-10;
        Assert.InRange(Predict(5, -30).MutualInformation, 0, Narrow);
        Assert.True(Predict(5, 0).MutualInformation > Narrow);
        Assert.InRange(FiniteDifference.RelativeError(Predict(5, -30).Mean, Predict(0, -30).Mean), 1e-9, 1e-5);
    }

    [Fact]
    public void A_prediction_is_the_ensemble_of_its_draws()
    {
        NetworkCase of = NetworkCase.All["flipout"];
        double[] input = of.Input(1);
        double[][] members = [.. Enumerable.Range(0, 3).Select(s => Softmax.Probabilities(Network.Forward(
            of.Layers, of.Shape, of.Parameters(), input, NetworkNoise.PosteriorDraw, Key, (ulong)s << 32)))];
        EnsemblePrediction prediction = Predict("flipout", 3);
        Assert.Equal(Ensemble.Predictive(members).Mean, prediction.Mean);
        Assert.InRange(prediction.MutualInformation, 1e-6, prediction.Entropy);
        Assert.Equal(0, Predict("flipout", 0).MutualInformation);
    }

    private static EvidenceBound Elbo(string name, double[] input, int[] labels, int data = Data)
    {
        NetworkCase of = NetworkCase.All[name];
        return ClassifierNetwork.Elbo(of.Layers, of.Shape, of.Parameters(), input, labels, data, Key, 5);
    }

    private static EnsemblePrediction Predict(string name, int draws)
    {
        NetworkCase of = NetworkCase.All[name];
        return ClassifierNetwork.Predict(of.Layers, of.Shape, of.Parameters(), of.Input(1), draws, Key);
    }
}
