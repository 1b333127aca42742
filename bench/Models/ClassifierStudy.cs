using System.Diagnostics;
using BayesBench.Agreements;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Statistics;
using BayesBench.Results;
using BayesBench.Studies;

namespace BayesBench.Models;

/// <summary>What the study measures.</summary>
/// <param name="Gradients">Gradients of one cell.</param>
/// <param name="Pilot">Gradients before them, which find the centre and warm the kernels up.</param>
/// <param name="Batch">Examples of a minibatch.</param>
/// <param name="Confidence">Of all intervals together.</param>
/// <param name="Training">How the trained parameters are found, and the untrained ones.</param>
/// <param name="Trained">Parameters of a training run that has been already; null trains first.</param>
public sealed record ClassifierStudyOptions(
    int Gradients, int Pilot, int Batch, double Confidence, TrainingOptions Training, float[]? Trained = null)
{
    /// <summary>What a device can do in half a minute: the CPU accelerator pays for every work item.</summary>
    public static ClassifierStudyOptions For(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.Kind == DeviceKind.Cpu
            ? new ClassifierStudyOptions(60, 12, 32, 0.95, new TrainingOptions(Epochs: 1, Reports: 2))
            : new ClassifierStudyOptions(1000, 100, 128, 0.95, new TrainingOptions());
    }
}

/// <summary>
/// How noisy the ELBO's gradient of Bayesian logistic regression is, by estimator, before and after training, on
/// one minibatch and on fresh ones. The divergence's gradient is exact throughout: the noise is the likelihood's.
/// </summary>
public static class ClassifierStudy
{
    private const double ClockMilliseconds = 50;
    private const int Stages = 2, Samplings = 2, Components = 2;

    private static readonly ClassifierEstimator[] Estimators = Enum.GetValues<ClassifierEstimator>();

    /// <summary>Measures every estimator.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="digits">The data.</param>
    /// <param name="options">How much.</param>
    /// <param name="progress">Told every cell; may be null.</param>
    /// <param name="run">Keeps the fit and each estimator's cells; null keeps nothing.</param>
    /// <param name="cancellation">Stops between two gradients, by an exception; cells reported so far stand.</param>
    public static IReadOnlyList<StudyCell> Run(
        Device device,
        Digits digits,
        ClassifierStudyOptions options,
        IProgress<StudyCell>? progress = null,
        UnfinishedRun? run = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(options);
        run ??= UnfinishedRun.None;
        string name = ClassifierStudies.NameOf(digits);
        float[] trained = options.Trained ?? run.Part($"training {name}", () =>
        {
            float[] parameters = ClassifierTraining.Run(device, digits, options.Training, null, cancellation).Parameters;
            cancellation.ThrowIfCancellationRequested();
            return parameters;
        });
        using var data = new ClassifierData(device, digits.TrainImages, digits.TrainLabels, Digits.Classes);
        using var model = new DeviceBayesianClassifier(
            device, Digits.Pixels, Digits.Classes, options.Batch, DeviceBayesianClassifier.LeaveOneOutDraws);
        using var moments = new DeviceGradientMoments(
            device, model.Size.Weights, Math.Max(options.Pilot, options.Gradients));
        var bench = new Bench(device, data, model, moments, options);
        var cells = new List<StudyCell>();
        foreach (bool isTrained in new[] { false, true })
        {
            bench.SetParameters(isTrained ? trained : null);
            foreach (bool resamples in new[] { false, true })
            {
                string problem = string.Join(
                    ' ', "logistic-regression", isTrained ? "trained" : "untrained", resamples ? "resampled-minibatch" : "fixed-minibatch");
                foreach (ClassifierEstimator estimator in Estimators)
                {
                    foreach (StudyCell cell in run.Part(
                        $"{problem} {name} {estimator}", () => bench.Measure(problem, estimator, resamples, cancellation)))
                    {
                        cells.Add(cell);
                        progress?.Report(cell);
                    }
                }
            }
        }

        return cells;
    }

    private sealed class Bench(
        Device device,
        ClassifierData data,
        DeviceBayesianClassifier model,
        DeviceGradientMoments moments,
        ClassifierStudyOptions options)
    {
        private readonly DeviceKey _key = new((uint)options.Training.Seed, 0x57D1);
        private readonly double _confidence = Intervals.Bonferroni(
            options.Confidence, Stages * Samplings * Components * Estimators.Length);

        public void SetParameters(float[]? trained)
        {
            if (trained is null)
            {
                model.Initialise(options.Training.InitialStandardDeviation);
            }
            else
            {
                model.SetParameters(trained);
            }
        }

        public StudyCell[] Measure(
            string problem, ClassifierEstimator estimator, bool resamples, CancellationToken cancellation)
        {
            model.DrawMinibatch(data, _key, 0);
            moments.Clear();
            AddUp(estimator, resamples, 0, options.Pilot, cancellation);
            moments.CentreOnMean();
            double nanoseconds = Clock(estimator, resamples);
            model.DrawMinibatch(data, _key, 0);
            AddUp(estimator, resamples, options.Pilot, options.Gradients, cancellation);
            GradientSpread[] spreads = moments.Read();
            return [Cell("mean", spreads[0]), Cell("standard-deviation", spreads[1])];

            StudyCell Cell(string component, GradientSpread spread)
            {
                TotalVariance total = TotalVariance.Of(
                    spread.SquaredDistances, spread.SquaredDistanceOfMean, _confidence);
                int evaluations = estimator == ClassifierEstimator.LeaveOneOut ? DeviceBayesianClassifier.LeaveOneOutDraws : 1;
                string name = Names.KebabCase(estimator.ToString())
                    + (evaluations > 1 ? $"({evaluations})" : string.Empty);
                // The norm's error along the mean is at most the square root of the total variance of the mean.
                double halfWidth = Math.Sqrt(2 * total.Variance / options.Gradients)
                    * SpecialFunctions.ErfcInverse(1 - _confidence);
                return new StudyCell(
                    problem, null, name, component, options.Gradients, spread.NormOfMean, halfWidth, null, null,
                    total.Variance, total.Low, total.High, null, evaluations, nanoseconds);
            }
        }

        private void AddUp(
            ClassifierEstimator estimator, bool resamples, int firstStep, int count, CancellationToken cancellation)
        {
            for (int r = 0; r < count; r++)
            {
                cancellation.ThrowIfCancellationRequested();
                One(estimator, resamples, firstStep + r);
                moments.Add(model.LastGradient);
            }
        }

        private void One(ClassifierEstimator estimator, bool resamples, int step)
        {
            if (resamples)
            {
                model.DrawMinibatch(data, _key, step);
            }

            model.Gradient(estimator, _key, step);
        }

        // The pilot has warmed the kernels up; the first few tell how many make a measurable time.
        private double Clock(ClassifierEstimator estimator, bool resamples)
        {
            double perGradient = Milliseconds(estimator, resamples, 3);
            int count = (int)Math.Clamp(ClockMilliseconds / perGradient, 3, 1000);
            return Milliseconds(estimator, resamples, count) * 1e6;
        }

        private double Milliseconds(ClassifierEstimator estimator, bool resamples, int count)
        {
            device.Synchronize();
            var clock = Stopwatch.StartNew();
            for (int i = 0; i < count; i++)
            {
                One(estimator, resamples, i);
            }

            device.Synchronize();
            return clock.Elapsed.TotalMilliseconds / count;
        }
    }
}
