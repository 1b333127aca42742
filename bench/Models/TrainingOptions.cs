namespace BayesBench.Models;

/// <summary>How a classifier is trained.</summary>
/// <param name="Epochs">Passes over as many examples as the data have.</param>
/// <param name="Batch">Examples of a minibatch.</param>
/// <param name="LearningRate">Adam's.</param>
/// <param name="Seed">The key of all noise.</param>
/// <param name="Draws">Posterior draws that a prediction averages.</param>
/// <param name="InitialStandardDeviation">Of every weight's posterior; its mean starts at 0.</param>
/// <param name="Reports">How often progress is reported, the last report included.</param>
public sealed record TrainingOptions(
    int Epochs = 5,
    int Batch = 128,
    float LearningRate = 1e-3f,
    ulong Seed = 1,
    int Draws = 16,
    float InitialStandardDeviation = 0.05f,
    int Reports = 20);

/// <summary>Where a training run stands.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps to do.</param>
/// <param name="LogLikelihood">Expected log-likelihood of a datum over the steps since the last report, in nats.</param>
/// <param name="Divergence">KL(posterior || prior) over the number of data, in nats.</param>
/// <param name="Accuracy">Share of the test data (the first thousand) that the posterior mean classifies rightly.</param>
/// <param name="Seconds">Since the start.</param>
public sealed record TrainingReport(
    int Step, int Steps, double LogLikelihood, double Divergence, double Accuracy, double Seconds);

/// <summary>How well probabilities predict labels.</summary>
/// <param name="Error">Share of wrong classifications.</param>
/// <param name="LogLikelihood">Mean log-probability of the right class, in nats.</param>
/// <param name="CalibrationError">
/// Mean distance of confidence and accuracy over ten equal bins of the confidence, weighted by their counts.
/// </param>
public sealed record PredictionScore(double Error, double LogLikelihood, double CalibrationError)
{
    private const int Bins = 10;

    /// <summary>Scores predictions.</summary>
    /// <param name="probabilities">Shape [N, K].</param>
    /// <param name="labels">Shape [N], at least one.</param>
    public static PredictionScore Of(ReadOnlySpan<float> probabilities, ReadOnlySpan<byte> labels)
    {
        int classes = probabilities.Length / labels.Length;
        double logLikelihood = 0;
        int wrong = 0;
        var confidence = new double[Bins];
        var right = new double[Bins];
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<float> row = probabilities.Slice(i * classes, classes);
            int chosen = IndexOfLargest(row);
            bool isRight = chosen == labels[i];
            // The least float keeps a probability that underflowed from an infinite loss.
            logLikelihood += Math.Log(Math.Max(row[labels[i]], float.Epsilon));
            wrong += isRight ? 0 : 1;
            int bin = Math.Min(Bins - 1, (int)(row[chosen] * Bins));
            confidence[bin] += row[chosen];
            right[bin] += isRight ? 1 : 0;
        }

        double distance = confidence.Zip(right, (c, r) => Math.Abs(c - r)).Sum();
        return new PredictionScore(
            (double)wrong / labels.Length, logLikelihood / labels.Length, distance / labels.Length);
    }

    private static int IndexOfLargest(ReadOnlySpan<float> row)
    {
        int largest = 0;
        for (int k = 1; k < row.Length; k++)
        {
            largest = row[k] > row[largest] ? k : largest;
        }

        return largest;
    }
}

/// <summary>What a training run gave.</summary>
/// <param name="History">The reports.</param>
/// <param name="ByMean">Test score with the posterior's mean for weights.</param>
/// <param name="ByDraws">Test score with probabilities averaged over draws.</param>
/// <param name="Steps">Steps done; fewer than planned when cancelled.</param>
/// <param name="Cancelled">Whether the run was cut short, between two steps.</param>
/// <param name="Seconds">Of the steps and reports.</param>
/// <param name="LaunchesPerStep">Kernels that a step launches.</param>
/// <param name="Parameters">Means, then rho.</param>
public sealed record TrainingResult(
    IReadOnlyList<TrainingReport> History,
    PredictionScore ByMean,
    PredictionScore ByDraws,
    int Steps,
    bool Cancelled,
    double Seconds,
    int LaunchesPerStep,
    float[] Parameters);
