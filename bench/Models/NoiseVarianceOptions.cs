using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Support;
using BayesBench.Training;

namespace BayesBench.Models;

/// <summary>What the study of weight noise does.</summary>
/// <param name="Epochs">After which it measures, rising.</param>
/// <param name="Width">Units of each of the three hidden layers.</param>
/// <param name="Batch">Examples of a minibatch, to train and to measure.</param>
/// <param name="Minibatches">Gradients of whole minibatches that are measured of each estimator.</param>
/// <param name="Examples">Gradients of single examples that are measured of each estimator.</param>
/// <param name="Seed">Of the parameters, and key of all noise.</param>
public sealed record NoiseVarianceOptions(
    IReadOnlyList<int> Epochs, int Width = 1000, int Batch = 1000, int Minibatches = 200, int Examples = 4000, ulong Seed = 1)
{
    /// <summary>Of every interval.</summary>
    public const double Confidence = 0.95;

    private const double InputRate = 0.2, HiddenRate = 0.5, LearningRate = 1e-3;

    /// <summary>alpha = p / (1 - p) of the rates of dropout that are usual on MNIST: 0.2 of the inputs, 0.5 of hidden units.</summary>
    public static IReadOnlyList<double> Alpha { get; } =
        [Of(InputRate), Of(HiddenRate), Of(HiddenRate), Of(HiddenRate)];

    /// <summary>The network: rectified linear units between four layers of weights.</summary>
    public string Layers => Format.Invariant($"dense {Width}, relu, dense {Width}, relu, dense {Width}, relu, dense 10");

    /// <summary>How it is trained to an epoch: by the local reparametrisation, as all that is compared has one mean.</summary>
    public TrainingRecipe Recipe(int epoch) => new(
        "noise-variance", "Weights with noise in proportion to them.", Layers, epoch, Batch, NetworkOptimiser.Adam,
        new LearningRate(LearningRate), WarmUp: null, InputScale.Unit, Draws: 0,
        (device, digits, recipe, seed) => new NetworkModel(device, digits, recipe, seed, new WeightNoise(WeightNoiseKind.Local, Alpha)));

    private static double Of(double rate) => rate / (1 - rate);
}

/// <summary>A row of noise-variance.csv: how noisy the gradient of one layer is under one estimator.</summary>
/// <remarks>
/// A variance is that of the gradient of the log-likelihood of all data, N times a minibatch's mean, averaged over the layer's
/// weights. The published unit is not known; ratios have none.
/// </remarks>
/// <param name="Epoch">After which.</param>
/// <param name="Layer"><c>top</c> or <c>bottom</c>.</param>
/// <param name="Estimator"><c>local</c>, <c>separate</c> (weights of every example's own), <c>shared</c> (of a minibatch) or <c>none</c>.</param>
/// <param name="Examples">
/// Of a gradient that was measured. Examples that are drawn independently and have noise of their own make a mean of independent
/// gradients: its variance is one example's over the batch.
/// </param>
/// <param name="Gradients">How many were measured.</param>
/// <param name="Variance">Of a minibatch's gradient.</param>
/// <param name="VarianceLow">Lower end of its 95% interval.</param>
/// <param name="VarianceHigh">Upper end.</param>
/// <param name="Published">As reported.</param>
/// <param name="Ratio">To the local estimator's, of as many examples and the same minibatches; missing for itself.</param>
/// <param name="RatioLow">Lower end of its 95% interval.</param>
/// <param name="RatioHigh">Upper end.</param>
/// <param name="PublishedRatio">Of the reported variances.</param>
public sealed record NoiseVarianceRow(
    int Epoch,
    string Layer,
    string Estimator,
    int Examples,
    int Gradients,
    double Variance,
    double VarianceLow,
    double VarianceHigh,
    double? Published,
    double? Ratio,
    double? RatioLow,
    double? RatioHigh,
    double? PublishedRatio);

/// <summary>Kingma, Salimans and Welling (2015), table 1: variances of minibatch gradients of 1000 examples of MNIST.</summary>
public static class PublishedNoiseVariance
{
    private static readonly Dictionary<(string Layer, int Epoch), (double Local, double Separate, double Shared, double None)> Table = new()
    {
        [("top", 10)] = (7.8e3, 1.4e4, 4.9e4, 2.8e3),
        [("top", 100)] = (1.2e3, 2.6e3, 4.3e3, 5.9e1),
        [("bottom", 10)] = (1.9e2, 4.3e2, 8.5e2, 1.3e2),
        [("bottom", 100)] = (1.1e2, 2.5e2, 3.3e2, 9.0),
    };

    /// <summary>The reported variance; null where none was reported.</summary>
    public static double? Of(string layer, int epoch, string estimator) => !Table.TryGetValue((layer, epoch), out var row)
        ? null
        : estimator switch
        {
            "local" => row.Local,
            "separate" => row.Separate,
            "shared" => row.Shared,
            _ => row.None,
        };
}
