using System.Diagnostics;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;

namespace BayesBench.Models;

/// <summary>Bayesian logistic regression on digits by stochastic variational inference.</summary>
public static class ClassifierTraining
{
    private const int Probe = 1000;

    /// <summary>Trains and tests a classifier.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="digits">The data.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told now and then; may be null.</param>
    /// <param name="cancellation">Stops between two steps; what was learned until then is tested and returned.</param>
    public static TrainingResult Run(
        Device device,
        Digits digits,
        TrainingOptions options,
        IProgress<TrainingReport>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(options);
        using var train = new ClassifierData(device, digits.TrainImages, digits.TrainLabels, Digits.Classes);
        using var test = new ClassifierData(device, digits.TestImages, digits.TestLabels, Digits.Classes);
        using var probe = new ClassifierData(
            device, First(digits.TestImages, Probe * Digits.Pixels), First(digits.TestLabels, Probe), Digits.Classes);
        using var model = new DeviceBayesianClassifier(
            device, Digits.Pixels, Digits.Classes, options.Batch, options.Draws);
        var key = new DeviceKey((uint)options.Seed, (uint)(options.Seed >> 32));
        int steps = (int)Math.Max(1, (long)options.Epochs * train.Count / options.Batch);
        int interval = Math.Max(1, (steps + options.Reports - 1) / options.Reports);
        var history = new List<TrainingReport>();
        int launches = 0, done = 0;
        model.Initialise(options.InitialStandardDeviation);
        var clock = Stopwatch.StartNew();
        while (done < steps && !cancellation.IsCancellationRequested)
        {
            long before = device.Launches;
            model.Step(train, key, ++done, options.LearningRate);
            launches = (int)(device.Launches - before);
            if (done % interval == 0 || done == steps)
            {
                int seen = (done - (history.Count == 0 ? 0 : history[^1].Step)) * options.Batch;
                double likelihood = model.TakeRunningTotal() / seen;
                float[] probabilities = model.Predict(probe, draws: 0, key);
                history.Add(new TrainingReport(
                    done,
                    steps,
                    likelihood,
                    model.Divergence() / train.Count,
                    1 - PredictionScore.Of(probabilities, First(digits.TestLabels, Probe)).Error,
                    clock.Elapsed.TotalSeconds));
                progress?.Report(history[^1]);
            }
        }

        device.Synchronize();
        double seconds = clock.Elapsed.TotalSeconds;
        return new TrainingResult(
            history,
            PredictionScore.Of(model.Predict(test, draws: 0, key), digits.TestLabels),
            PredictionScore.Of(model.Predict(test, options.Draws, key), digits.TestLabels),
            done,
            done < steps,
            seconds,
            launches,
            model.GetParameters());
    }

    private static T[] First<T>(T[] values, int count) => values[..Math.Min(count, values.Length)];
}
