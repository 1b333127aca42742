using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Statistics;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;
using BayesBench.Training;

namespace BayesBench.Models;

/// <summary>What the study gave.</summary>
/// <param name="Rows">The variances.</param>
/// <param name="End">The network after the last epoch.</param>
/// <param name="LaunchesPerStep">Kernels that a step of training launched; 0 where none was left to do.</param>
public sealed record NoiseVarianceResult(IReadOnlyList<NoiseVarianceRow> Rows, Checkpoint End, int LaunchesPerStep);

/// <summary>
/// The published comparison of gradients under weight noise: a network with noise in proportion to its weights is trained, and after
/// some epochs the gradients of its top and its bottom layer are measured on fresh minibatches, all estimators at the same parameters.
/// </summary>
/// <remarks>Source: Kingma, Salimans and Welling (2015), Variational Dropout and the Local Reparameterization Trick, section 5.1.</remarks>
public static class NoiseVarianceStudy
{
    private const int PilotShare = 10, LeastPilot = 4;

    private static readonly (string Name, WeightNoiseKind? Kind, bool IsMinibatch)[] Estimators =
    [
        ("local", WeightNoiseKind.Local, false), ("separate", WeightNoiseKind.Shared, false), ("none", null, false),
        ("local", WeightNoiseKind.Local, true), ("shared", WeightNoiseKind.Shared, true),
    ];

    /// <summary>Trains, and measures after each of the epochs.</summary>
    /// <param name="device">Where.</param>
    /// <param name="digits">The data.</param>
    /// <param name="options">How much.</param>
    /// <param name="checkpoints">Folder for the network after each of the epochs, and on the way there; null keeps none.</param>
    /// <param name="progress">Told which share is done, and what is being done.</param>
    /// <param name="finished">Told all rows so far whenever there are more.</param>
    /// <param name="run">Keeps each estimator's gradients; null keeps nothing.</param>
    /// <param name="cancellation">Stops between two steps or gradients, by an exception.</param>
    public static NoiseVarianceResult Run(
        Device device,
        Digits digits,
        NoiseVarianceOptions options,
        string? checkpoints = null,
        Action<double, string>? progress = null,
        Action<NoiseVarianceResult>? finished = null,
        UnfinishedRun? run = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(options);
        TrainingRecipe recipe = options.Recipe(options.Epochs[^1]);
        int stepsPerEpoch = recipe.StepsPerEpoch(digits.TrainLabels.Length);
        using ITrainedModel model = recipe.Build(device, digits, recipe, options.Seed);
        using var data = new ClassifierData(device, digits.TrainImages, digits.TrainLabels, Digits.Classes);
        var definition = new RunDefinition(model.Text, recipe.Options, options.Seed, Inputs.Fingerprint(digits));
        var result = new NoiseVarianceResult([], new Checkpoint(definition, device.Name, 0, 0, 0, [], []), 0);
        Checkpoint? at = null;
        foreach (int epoch in options.Epochs)
        {
            string? file = checkpoints is null ? null : Path.Combine(checkpoints, Format.Invariant($"epoch-{epoch}.checkpoint"));
            at = KeptRun.To(
                device, model, options.Recipe(epoch), stepsPerEpoch, definition, file, at, new Immediate<TrainingProgress>(Trained), cancellation);
            progress?.Invoke((double)epoch / options.Epochs[^1], Format.Invariant($"measuring after epoch {epoch}"));
            var bench = new Bench(device, data, options, at, stepsPerEpoch, run ?? UnfinishedRun.None, cancellation);
            result = new NoiseVarianceResult([.. result.Rows, .. bench.Rows()], at, Math.Max(result.LaunchesPerStep, model.LaunchesPerStep));
            finished?.Invoke(result);

            void Trained(TrainingProgress done) => progress?.Invoke(
                (double)done.Step / (options.Epochs[^1] * stepsPerEpoch), Format.Invariant($"training to epoch {epoch}"));
        }

        return result;
    }

    private sealed class Bench(
        Device device,
        ClassifierData data,
        NoiseVarianceOptions options,
        Checkpoint at,
        int stepsPerEpoch,
        UnfinishedRun run,
        CancellationToken cancellation)
    {
        private readonly DeviceKey _key = new((uint)options.Seed, 0x57D1);
        private readonly NetworkDescription _description = NetworkDescription.Parse(options.Layers, data.Features);
        private readonly int _epoch = at.Step / stepsPerEpoch;

        public IEnumerable<NoiseVarianceRow> Rows()
        {
            GradientSpread[][] spreads = [.. Estimators.Select(estimator => run.Part(
                Format.Invariant($"epoch {_epoch} {estimator.Name} {(estimator.IsMinibatch ? options.Batch : 1)}"),
                () => Measure(estimator.Kind, estimator.IsMinibatch)))];
            return
                from layer in new[] { 0, 1 }
                from e in Enumerable.Range(0, Estimators.Length)
                select Row(layer, e, spreads[e][layer], spreads[Array.FindIndex(Estimators, LocalOf(Estimators[e].IsMinibatch))][layer]);
        }

        private static Predicate<(string Name, WeightNoiseKind? Kind, bool IsMinibatch)> LocalOf(bool isMinibatch) =>
            other => other.Kind == WeightNoiseKind.Local && other.IsMinibatch == isMinibatch;

        // Top and bottom.
        private NetworkLayer[] Layers() => [_description.Layers[^1], _description.Layers[0]];

        private GradientSpread[] Measure(WeightNoiseKind? kind, bool isMinibatch)
        {
            (int examples, int gradients) = isMinibatch ? (options.Batch, options.Minibatches) : (1, options.Examples);
            int pilot = Math.Max(LeastPilot, gradients / PilotShare);
            using var model = new DeviceClassifierNetwork(
                device, _description, examples, noise: kind is { } some ? new WeightNoise(some, NoiseVarianceOptions.Alpha) : null);
            model.SetParameters([.. at.Arrays.Take(new NetworkArrays(_description).Count).SelectMany(array => array.Values)]);
            NetworkLayer[] layers = Layers();
            DeviceGradientMoments[] moments =
                [.. layers.Select(layer => new DeviceGradientMoments(device, layer.Weights, Math.Max(pilot, gradients), components: 1))];
            try
            {
                AddUp(0, pilot);
                foreach (DeviceGradientMoments ofLayer in moments)
                {
                    ofLayer.CentreOnMean();
                }

                AddUp(pilot, gradients);
                return [.. moments.Select(ofLayer => ofLayer.Read()[0])];
            }
            finally
            {
                foreach (DeviceGradientMoments ofLayer in moments)
                {
                    ofLayer.Dispose();
                }
            }

            void AddUp(int first, int count)
            {
                for (int r = first; r < first + count; r++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    model.DrawMinibatch(data, _key, r);
                    model.Gradient(_key, r, divergenceFactor: 0);
                    foreach ((NetworkLayer layer, DeviceGradientMoments ofLayer) in layers.Zip(moments))
                    {
                        ofLayer.Add(model.LastGradient.SubView(layer.Offset, layer.Weights));
                    }
                }
            }
        }

        private NoiseVarianceRow Row(int layer, int estimator, GradientSpread spread, GradientSpread local)
        {
            (string name, WeightNoiseKind? kind, bool isMinibatch) = Estimators[estimator];
            string layerName = layer == 0 ? "top" : "bottom";
            double scale = (double)data.Count * data.Count / Layers()[layer].Weights / (isMinibatch ? 1 : options.Batch);
            TotalVariance total = TotalVariance.Of(spread.SquaredDistances, spread.SquaredDistanceOfMean, NoiseVarianceOptions.Confidence);
            VarianceRatio? ratio = kind == WeightNoiseKind.Local ? null : VarianceRatio.Of(spread, local, NoiseVarianceOptions.Confidence);
            double? published = PublishedNoiseVariance.Of(layerName, _epoch, name);
            return new NoiseVarianceRow(
                _epoch, layerName, name, isMinibatch ? options.Batch : 1, spread.SquaredDistances.Length,
                scale * total.Variance, scale * total.Low, scale * total.High, published, ratio?.Ratio, ratio?.Low, ratio?.High,
                ratio is null ? null : published / PublishedNoiseVariance.Of(layerName, _epoch, "local"));
        }
    }
}
