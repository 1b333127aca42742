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
/// <param name="Images">The first so many images, whose logits the gradients are by.</param>
/// <param name="Latents">Latent units.</param>
/// <param name="Confidence">Of all intervals together.</param>
/// <param name="Steps">Steps of training, by DisARM, before the second half.</param>
/// <param name="Batch">Images of a step.</param>
/// <param name="LearningRate">Of Adam.</param>
/// <param name="Seed">Of weights and noise.</param>
public sealed record BeliefNetStudyOptions(
    int Gradients, int Pilot, int Images, int Latents, double Confidence, int Steps, int Batch, float LearningRate = 1e-3f, int Seed = 1)
{
    /// <summary>What a device can do in half a minute: the CPU accelerator pays for every work item.</summary>
    public static BeliefNetStudyOptions For(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.Kind == DeviceKind.Cpu
            ? new BeliefNetStudyOptions(40, 10, 2, 50, 0.95, Steps: 20, Batch: 10)
            : new BeliefNetStudyOptions(1000, 100, 8, 200, 0.95, Steps: 500, Batch: 50);
    }
}

/// <summary>One estimator of the study.</summary>
/// <param name="Estimator">Which.</param>
/// <param name="Evaluations">Passes of the decoder for one gradient of an image: the draws it takes.</param>
public sealed record BeliefNetContestant(BeliefNetEstimator Estimator, int Evaluations)
{
    /// <summary>As tables name it.</summary>
    public string Name => Names.KebabCase(Estimator.ToString())
        + (Estimator == BeliefNetEstimator.LeaveOneOut ? $"({Evaluations})" : string.Empty);
}

/// <summary>
/// How noisy the gradient of a sigmoid belief net's bound by the encoder's logits is, by estimator, before and after some training,
/// on a few fixed images: the variance summed over all units and images.
/// </summary>
public static class BeliefNetStudy
{
    private const double ClockMilliseconds = 50;
    private const int Stages = 2;

    /// <summary>All that are compared.</summary>
    public static IReadOnlyList<BeliefNetContestant> Contestants { get; } =
    [
        new(BeliefNetEstimator.ScoreFunction, 1),
        new(BeliefNetEstimator.LeaveOneOut, 2),
        new(BeliefNetEstimator.LeaveOneOut, 4),
        new(BeliefNetEstimator.AugmentReinforceMerge, 2),
        new(BeliefNetEstimator.DisArm, 2),
    ];

    /// <summary>Measures every estimator.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="digits">The data; made black and white.</param>
    /// <param name="options">How much.</param>
    /// <param name="progress">Told every cell; may be null.</param>
    /// <param name="run">Keeps the trained parameters and each cell; null keeps nothing.</param>
    /// <param name="cancellation">Stops between two gradients, by an exception; cells reported so far stand.</param>
    public static IReadOnlyList<StudyCell> Run(
        Device device,
        Digits digits,
        BeliefNetStudyOptions options,
        IProgress<StudyCell>? progress = null,
        UnfinishedRun? run = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(options);
        run ??= UnfinishedRun.None;
        string name = ClassifierStudies.NameOf(digits);
        float[] images = BeliefNetTraining.Binary(digits.TrainImages);
        using DeviceArray<float> data = device.Upload<float>(images);
        using var net = new DeviceSigmoidBeliefNet(
            device, Digits.Pixels, options.Latents, options.Images, Contestants.Max(contestant => contestant.Evaluations));
        using var moments = new DeviceGradientMoments(
            device, (int)net.LogitGradient.Length, Math.Max(options.Pilot, options.Gradients), components: 1);
        var bench = new Bench(device, net, moments, options);
        var cells = new List<StudyCell>();
        BeliefNetTraining.Initialise(net, images, options.Seed);
        foreach (bool isTrained in new[] { false, true })
        {
            if (isTrained)
            {
                net.SetParameters(run.Part($"training {name}", () => Trained(device, data, images, options, cancellation)));
            }

            net.TakeFirst(data);
            string problem = $"sigmoid-belief-net {(isTrained ? "trained" : "untrained")}";
            foreach (BeliefNetContestant contestant in Contestants)
            {
                StudyCell cell = run.Part(
                    $"{problem} {name} {contestant.Name}", () => bench.Measure(problem, contestant, cancellation));
                cells.Add(cell);
                progress?.Report(cell);
            }
        }

        return cells;
    }

    private static float[] Trained(
        Device device, DeviceArray<float> data, float[] images, BeliefNetStudyOptions options, CancellationToken cancellation)
    {
        using var net = new DeviceSigmoidBeliefNet(
            device, Digits.Pixels, options.Latents, options.Batch, DeviceSigmoidBeliefNet.Pair);
        BeliefNetTraining.Initialise(net, images, options.Seed);
        var key = new DeviceKey((uint)options.Seed, 0x7A11);
        for (int step = 1; step <= options.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            net.Step(data, key, step, options.LearningRate);
        }

        return net.GetParameters();
    }

    private sealed class Bench(
        Device device, DeviceSigmoidBeliefNet net, DeviceGradientMoments moments, BeliefNetStudyOptions options)
    {
        private readonly DeviceKey _key = new((uint)options.Seed, 0x57D2);
        private readonly double _confidence = Intervals.Bonferroni(options.Confidence, Stages * Contestants.Count);

        public StudyCell Measure(string problem, BeliefNetContestant contestant, CancellationToken cancellation)
        {
            moments.Clear();
            AddUp(contestant, 0, options.Pilot, cancellation);
            moments.CentreOnMean();
            double nanoseconds = Clock(contestant);
            AddUp(contestant, options.Pilot, options.Gradients, cancellation);
            GradientSpread spread = moments.Read()[0];
            TotalVariance total = TotalVariance.Of(spread.SquaredDistances, spread.SquaredDistanceOfMean, _confidence);
            // The norm's error along the mean is at most the square root of the total variance of the mean.
            double halfWidth = Math.Sqrt(2 * total.Variance / options.Gradients) * SpecialFunctions.ErfcInverse(1 - _confidence);
            return new StudyCell(
                problem, null, contestant.Name, "encoder-logits", options.Gradients, spread.NormOfMean, halfWidth, null, null,
                total.Variance, total.Low, total.High, null, contestant.Evaluations, nanoseconds);
        }

        private void AddUp(BeliefNetContestant contestant, int firstStep, int count, CancellationToken cancellation)
        {
            for (int r = 0; r < count; r++)
            {
                cancellation.ThrowIfCancellationRequested();
                One(contestant, firstStep + r);
                moments.Add(net.LogitGradient);
            }
        }

        private void One(BeliefNetContestant contestant, int step) =>
            net.Gradient(contestant.Estimator, _key, step, contestant.Evaluations);

        // The pilot has warmed the kernels up; the first few tell how many make a measurable time.
        private double Clock(BeliefNetContestant contestant)
        {
            double perGradient = Milliseconds(contestant, 3);
            int count = (int)Math.Clamp(ClockMilliseconds / perGradient, 3, 1000);
            return Milliseconds(contestant, count) * 1e6;
        }

        private double Milliseconds(BeliefNetContestant contestant, int count)
        {
            device.Synchronize();
            var clock = Stopwatch.StartNew();
            for (int i = 0; i < count; i++)
            {
                One(contestant, i);
            }

            device.Synchronize();
            return clock.Elapsed.TotalMilliseconds / count;
        }
    }
}
