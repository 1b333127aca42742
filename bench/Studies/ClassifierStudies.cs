using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Models;
using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Studies;

/// <summary>The classifier's fit and the study of its gradients, with progress and as rows.</summary>
public static class ClassifierStudies
{
    private const string Model = "bayesian-classifier";
    private const int CellsOfStudy = 32;

    public static TrainingResult Train(
        Device device, Digits digits, TrainingOptions options, Terminal terminal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        return terminal.WithProgress("training", report => ClassifierTraining.Run(
            device,
            digits,
            options,
            new Immediate<TrainingReport>(at => report(
                (double)at.Step / at.Steps,
                Format.Invariant($"{at.LogLikelihood - at.Divergence:F3} nats per datum, {Format.Percent(at.Accuracy)} right"))),
            cancellation));
    }

    public static IReadOnlyList<StudyCell> Compare(
        Device device, Digits digits, ClassifierStudyOptions options, UnfinishedRun run, Terminal terminal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        return terminal.WithProgress("comparing estimators", report =>
        {
            int cells = 0;
            return ClassifierStudy.Run(
                device,
                digits,
                options,
                new Immediate<StudyCell>(cell => report(Math.Min(1, ++cells / (double)CellsOfStudy), $"{cell.Problem}, {cell.Estimator}")),
                run,
                cancellation);
        });
    }

    public static IReadOnlyList<TrainingRow> Rows(TrainingResult result, TrainingOptions options, Digits digits)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(digits);
        return [.. result.History.Select(at => new TrainingRow(
            Model, NameOf(digits), at.Step, (double)at.Step * options.Batch / digits.TrainLabels.Length,
            at.LogLikelihood, at.Divergence, at.Accuracy, at.Seconds))];
    }

    public static IReadOnlyList<PredictiveRow> Predictions(TrainingResult result, Digits digits)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(digits);
        return
        [
            Row("posterior-mean", result.ByMean),
            Row("posterior-predictive", result.ByDraws),
        ];

        PredictiveRow Row(string predictor, PredictionScore score) => new(
            Model, NameOf(digits), predictor, score.Error, score.LogLikelihood, score.CalibrationError, result.Steps, result.Seconds);
    }

    /// <summary>The first so many images, for a short run.</summary>
    public static Digits First(Digits digits, int count)
    {
        ArgumentNullException.ThrowIfNull(digits);
        int train = Math.Min(count, digits.TrainLabels.Length);
        int test = Math.Min(count, digits.TestLabels.Length);
        if (train == digits.TrainLabels.Length && test == digits.TestLabels.Length)
        {
            return digits; // a slice of an array is a copy
        }

        return digits with
        {
            TrainImages = digits.TrainImages[..(train * Digits.Pixels)],
            TrainLabels = digits.TrainLabels[..train],
            TestImages = digits.TestImages[..(test * Digits.Pixels)],
            TestLabels = digits.TestLabels[..test],
        };
    }

    /// <summary>The data's name: MNIST is only ever read whole, by its SHA-256, so the name and the count are all its identity.</summary>
    public static string NameOf(Digits digits) => digits.Synthetic ? "synthetic-digits" : "mnist";
}
