using BayesBench.Kernels.Models;
using BayesBench.Reference.Networks;
using BayesBench.Training;

namespace BayesBench.Models;

/// <summary>A model of the comparison: networks of one recipe that differ in their seed, and how they predict.</summary>
/// <param name="Name">As tables have it.</param>
/// <param name="Recipe">How each is trained.</param>
/// <param name="Seeds">Theirs.</param>
/// <param name="Draws">Of the noise of a network that has some; 0 predicts without.</param>
public sealed record ComparedModel(string Name, TrainingRecipe Recipe, IReadOnlyList<ulong> Seeds, int Draws)
{
    /// <summary>Gaussian weights, one network without noise, dropout, and an ensemble whose first member is that one network.</summary>
    /// <param name="epochs">Of each; the rate falls from the middle on.</param>
    /// <param name="members">Of the ensemble.</param>
    /// <param name="draws">Of the noise.</param>
    /// <param name="seed">The first.</param>
    public static IReadOnlyList<ComparedModel> All(int epochs, int members, int draws, ulong seed)
    {
        TrainingRecipe Recipe(string name) => TrainingRecipes.Of(name) with
        {
            Epochs = epochs,
            Rate = new LearningRate(1e-3, epochs / 2.0, epochs),
        };
        return
        [
            new("local", Recipe("local-300-100"), [seed], draws),
            new("map", Recipe("map-300-100"), [seed], 0),
            new("dropout", Recipe("dropout-300-100"), [seed], draws),
            new("ensemble", Recipe("map-300-100"), [.. Enumerable.Range(0, members).Select(m => seed + (ulong)m)], 0),
        ];
    }
}

/// <summary>A row of runs.csv: one network that was trained.</summary>
/// <param name="Recipe">Its name.</param>
/// <param name="Seed">Of the parameters, and key of all noise.</param>
/// <param name="Layers">The network as text.</param>
/// <param name="Options">Optimiser, rates, batch, pixels.</param>
/// <param name="Steps">Of the optimiser.</param>
/// <param name="Seconds">That they took.</param>
/// <param name="Device">Where.</param>
public sealed record TrainedRow(string Recipe, ulong Seed, string Layers, string Options, int Steps, double Seconds, string Device);

/// <summary>A row of scores.csv: how well a model predicts the labels of the test digits.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Members">Networks that predict together.</param>
/// <param name="Draws">Of their noise.</param>
/// <param name="Images">Test digits.</param>
/// <param name="Error">Share of wrong classifications.</param>
/// <param name="ErrorError">Its standard error.</param>
/// <param name="LogLikelihood">Of a label, in nats.</param>
/// <param name="LogLikelihoodError">Its standard error.</param>
/// <param name="CalibrationError">Expected calibration error in ten bins.</param>
/// <param name="BrierScore">Mean squared distance of the probabilities from what came.</param>
public sealed record PredictiveScoreRow(
    string Model,
    int Members,
    int Draws,
    int Images,
    double Error,
    double ErrorError,
    double LogLikelihood,
    double LogLikelihoodError,
    double CalibrationError,
    double BrierScore)
{
    /// <summary>Scores a model.</summary>
    public static PredictiveScoreRow Of(ComparedModel model, NetworkPrediction prediction, byte[] labels)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(labels);
        PredictionScore score = PredictionScore.Of(prediction.Probabilities, labels);
        int classes = prediction.Probabilities.Length / labels.Length;
        float[][] rows = [.. prediction.Probabilities.Chunk(classes)];
        double squares = rows.Zip(labels, (row, label) => Math.Pow(Math.Log(Math.Max(row[label], float.Epsilon)) - score.LogLikelihood, 2)).Sum();
        // Floats sum to 1 as floats do.
        double[][] distributions = [.. rows.Select(row => Array.ConvertAll(row, p => p / row.Sum(q => (double)q)))];
        return new PredictiveScoreRow(
            model.Name, model.Seeds.Count, model.Draws, labels.Length, score.Error,
            Math.Sqrt(score.Error * (1 - score.Error) / labels.Length), score.LogLikelihood, Math.Sqrt(squares) / labels.Length,
            score.CalibrationError, Calibration.BrierScore(distributions, Array.ConvertAll(labels, label => (int)label)));
    }
}

/// <summary>A row of uncertainty.csv: how uncertain a model is of some images, on average over them.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Images"><c>digits</c>, <c>rotated</c>, <c>noise</c>, <c>permuted</c> or <c>inverted</c>.</param>
/// <param name="Angle">By which digits were turned counterclockwise, in degrees; missing for what is no digit.</param>
/// <param name="Error">Share of wrong classifications; missing likewise.</param>
/// <param name="Confidence">The largest probability.</param>
/// <param name="Entropy">Of the mean prediction, in nats.</param>
/// <param name="MutualInformation">Of class and draw, or class and member, in nats.</param>
/// <param name="Separation">Probability that such an image has a higher entropy than a test digit, ties half: 1/2 tells nothing.</param>
public sealed record UncertaintyRow(
    string Model,
    string Images,
    double? Angle,
    double? Error,
    double Confidence,
    double Entropy,
    double MutualInformation,
    double Separation);

/// <summary>A row of entropies.csv: how many images have a predictive entropy between two numbers.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Images">As in <see cref="UncertaintyRow"/>.</param>
/// <param name="Angle">As there.</param>
/// <param name="From">In nats.</param>
/// <param name="To">In nats.</param>
/// <param name="Count">Images.</param>
public sealed record EntropyRow(string Model, string Images, double? Angle, double From, double To, int Count);
