using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Properties.Support;
using BayesBench.Tests.Support;
using Xunit;
using Blr = BayesBench.Reference.Inference.BayesianLinearRegression;

namespace BayesBench.Properties.Inference;

/// <content>Bad input.</content>
public partial class BayesianLinearRegressionProperties
{
    private const double NaN = double.NaN;
    private const double Infinity = double.PositiveInfinity;

    private static readonly double[][] Identity = [[1, 0], [0, 1]];
    private static readonly double[][] Indefinite = [[1, 2], [2, 1]];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["SufficientStatistics: x is empty; it must have at least one element."] = () => Blr.SufficientStatistics([], []),
        ["SufficientStatistics: y has length 1; it must have length 3."] = () => Blr.SufficientStatistics(DeckX, [1]),
        ["SufficientStatistics: x[1][0] is NaN; it must be finite."] = () => Blr.SufficientStatistics([[1], [NaN]], [1, 2]),
        ["SufficientStatistics: y[0] is Infinity; it must be finite."] = () => Blr.SufficientStatistics([[1]], [Infinity]),
        ["Posterior: x[1] has length 1; it must have length 2."] = () => Blr.Posterior([[1, 2], [3]], [1, 2], 1, [0, 0], 1),
        ["Posterior: noiseVariance is 0; it must be positive and finite."] = () => Blr.Posterior(DeckX, DeckY, 0, [0, 0], 1),
        ["Posterior: noiseVariance is NaN; it must be positive and finite."] = () => Blr.Posterior(DeckX, DeckY, NaN, [0, 0], 1),
        ["Posterior: priorMean has length 1; it must have length 2."] = () => Blr.Posterior(DeckX, DeckY, 1, [0], 1),
        ["Posterior: priorMean[1] is NaN; it must be finite."] = () => Blr.Posterior(DeckX, DeckY, 1, [0, NaN], 1),
        ["Posterior: priorVariance is 0; it must be positive and finite."] = () => Blr.Posterior(DeckX, DeckY, 1, [0, 0], 0),
        ["Posterior: priorVariance is NaN; it must be positive and finite."] = () => Blr.Posterior(DeckX, DeckY, 1, [0, 0], NaN),
        ["Posterior: x has 1 rows; it must have at least as many as columns, 2."] =
            () => Blr.Posterior([[1, 2]], [1], 1, [0, 0], Infinity),
        ["Posterior: x is not of full rank: its column 1 depends on those before it, up to rounding."] =
            () => Blr.Posterior([[1, 3], [0.1, 0.3], [0.7, 2.1]], DeckY, 1, [0, 0], Infinity),
        ["Update: mean has length 1; it must have length 2."] = () => Blr.Update([0], [[1]], DeckX, DeckY, 1),
        ["Update: mean[0] is Infinity; it must be finite."] = () => Blr.Update([Infinity, 0], Identity, DeckX, DeckY, 1),
        ["Update: covariance has length 1; it must have length 2."] = () => Blr.Update([0, 0], [[1]], DeckX, DeckY, 1),
        ["Update: covariance[1][0] is NaN; it must be finite."] = () => Blr.Update([0, 0], [[1, 0], [NaN, 1]], DeckX, DeckY, 1),
        ["Update: covariance is not positive definite: its pivot 1 is -3; it must be positive."] =
            () => Blr.Update([0, 0], Indefinite, DeckX, DeckY, 1),
        ["Update: noiseVariance is -1; it must be positive and finite."] = () => Blr.Update([0, 0], Identity, DeckX, DeckY, -1),
        ["Predictive: xNew has length 3; it must have length 2."] = () => Blr.Predictive(DeckX, DeckY, 1, [0, 0], 1, [1, 2, 3]),
        ["Predictive: xNew[0] is NaN; it must be finite."] = () => Blr.Predictive(DeckX, DeckY, 1, [0, 0], 1, [NaN, 2]),
        ["Predictive: noiseVariance is Infinity; it must be positive and finite."] =
            () => Blr.Predictive(DeckX, DeckY, Infinity, [0, 0], 1, [1, 2]),
        ["LogEvidence: y has length 2; it must have length 3."] = () => Blr.LogEvidence(DeckX, [1, 2], 1, [0, 0], 1),
        ["LogEvidence: priorVariance is -1; it must be positive and finite."] = () => Blr.LogEvidence(DeckX, DeckY, 1, [0, 0], -1),
        ["LogEvidence: y[2] is NaN; it must be finite."] = () => Blr.LogEvidence(DeckX, [1, 2, NaN], 1, [0, 0], 1),
        ["Elbo: variationalMean has length 1; it must have length 2."] =
            () => Blr.Elbo(DeckX, DeckY, 1, [0, 0], 1, [0], Identity),
        ["Elbo: variationalMean[0] is NaN; it must be finite."] = () => Blr.Elbo(DeckX, DeckY, 1, [0, 0], 1, [NaN, 0], Identity),
        ["Elbo: variationalCovariance has length 1; it must have length 2."] =
            () => Blr.Elbo(DeckX, DeckY, 1, [0, 0], 1, [0, 0], [[1]]),
        ["Elbo: variationalCovariance is not positive definite: its pivot 1 is -3; it must be positive."] =
            () => Blr.Elbo(DeckX, DeckY, 1, [0, 0], 1, [0, 0], Indefinite),
        ["Elbo: variationalCovariance[0][0] is Infinity; it must be finite."] =
            () => Blr.Elbo(DeckX, DeckY, 1, [0, 0], 1, [0, 0], [[Infinity, 0], [0, 1]]),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        // One model of three data and two weights.
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> one = device.Allocate<float>(1);
        using DeviceArray<float> two = device.Allocate<float>(2);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> four = device.Allocate<float>(4);
        using DeviceArray<float> six = device.Allocate<float>(6);
        using DeviceArray<double> result = device.Allocate<double>(1);
        using DeviceArray<double> mean = device.Allocate<double>(2);
        using DeviceArray<double> covariance = device.Allocate<double>(4);
        using DeviceArray<double> scratch = device.Allocate<double>(6);
        var table = new Dictionary<string, Action>
        {
            ["SufficientStatistics: x has 4 elements; it must have 6."] =
                () => BayesianLinearRegressionKernels.SufficientStatistics(device, four, three, scratch, covariance, mean),
            ["SufficientStatistics: gram has 2 elements; it must have 4."] =
                () => BayesianLinearRegressionKernels.SufficientStatistics(device, six, three, scratch, mean, mean),
            ["SufficientStatistics: scratch is 4; it must be at least 6."] =
                () => BayesianLinearRegressionKernels.SufficientStatistics(device, six, three, covariance, covariance, mean),
            ["ScratchLength: columns has the value 60000;"] =
                () => BayesianLinearRegressionKernels.ScratchLength(1, 60000),
            ["Posterior: x has 4 elements; it must have 6."] =
                () => BayesianLinearRegressionKernels.Posterior(device, four, three, one, two, one, mean, covariance),
            ["Posterior: priorVariance has 2 elements; it must have 1."] =
                () => BayesianLinearRegressionKernels.Posterior(device, six, three, one, two, two, mean, covariance),
            ["Posterior: covariance has 2 elements; it must have 4."] =
                () => BayesianLinearRegressionKernels.Posterior(device, six, three, one, two, one, mean, mean),
            ["Update: priorCovariance has 2 elements; it must have 4."] =
                () => BayesianLinearRegressionKernels.Update(device, two, two, six, three, one, mean, covariance),
            ["Update: mean has 4 elements; it must have 2."] =
                () => BayesianLinearRegressionKernels.Update(device, two, four, six, three, one, covariance, covariance),
            ["Predictive: xNew has 3 elements; it must have 2."] =
                () => BayesianLinearRegressionKernels.Predictive(device, mean, covariance, one, three, result, result),
            ["Predictive: predictiveVariance has 2 elements; it must have 1."] =
                () => BayesianLinearRegressionKernels.Predictive(device, mean, covariance, one, two, result, mean),
            ["LogEvidence: logEvidence has 2 elements; it must have 1."] =
                () => BayesianLinearRegressionKernels.LogEvidence(device, six, three, one, two, one, mean, covariance, two),
            ["Elbo: variationalMean has 3 elements; it must have 2."] =
                () => BayesianLinearRegressionKernels.Elbo(device, six, three, one, two, one, three, four, covariance, one),
            ["Elbo: workspace has 2 elements; it must have 4."] =
                () => BayesianLinearRegressionKernels.Elbo(device, six, three, one, two, one, two, four, mean, one),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}
