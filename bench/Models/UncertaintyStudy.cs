using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Results;
using BayesBench.Support;
using BayesBench.Training;

namespace BayesBench.Models;

/// <summary>What the comparison gave.</summary>
/// <param name="Runs">The networks.</param>
/// <param name="Scores">How well models predict.</param>
/// <param name="Uncertainties">How uncertain they are.</param>
/// <param name="Entropies">Histograms of that.</param>
public sealed record UncertaintyResult(
    IReadOnlyList<TrainedRow> Runs,
    IReadOnlyList<PredictiveScoreRow> Scores,
    IReadOnlyList<UncertaintyRow> Uncertainties,
    IReadOnlyList<EntropyRow> Entropies);

/// <summary>
/// A Bayesian network beside point estimates: networks are trained on digits, predict the test digits, and say how uncertain they
/// are of these, of the same turned by angles up to 180 degrees, and of images that are no digits.
/// </summary>
public static class UncertaintyStudy
{
    /// <summary>Between two rotations, in degrees.</summary>
    public const int AngleStep = 15;

    private const int LargestAngle = 180, Bins = 24;
    private const double BinWidth = 0.1;
    private const double ShareOfTraining = 0.9;

    /// <summary>Trains the networks that are not yet, and predicts by each model.</summary>
    /// <param name="device">Where.</param>
    /// <param name="digits">The data.</param>
    /// <param name="models">What is compared.</param>
    /// <param name="checkpoints">Folder for a checkpoint of every network; null keeps none.</param>
    /// <param name="progress">Told which share is done, and what is being done.</param>
    /// <param name="run">Keeps what each model says; null keeps nothing.</param>
    /// <param name="cancellation">Stops between two steps or sets of images, by an exception.</param>
    public static UncertaintyResult Run(
        Device device,
        Digits digits,
        IReadOnlyList<ComparedModel> models,
        string? checkpoints = null,
        Action<double, string>? progress = null,
        UnfinishedRun? run = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(models);
        run ??= UnfinishedRun.None;
        // The ensemble's first member is a model of its own too.
        (TrainingRecipe Recipe, ulong Seed)[] networks =
            [.. models.SelectMany(model => model.Seeds.Select(seed => (model.Recipe, seed))).DistinctBy(network => (network.Recipe.Name, network.seed))];
        var trained = new Dictionary<(string, ulong), Checkpoint>();
        foreach ((int index, (TrainingRecipe recipe, ulong seed)) in networks.Index())
        {
            string name = Format.Invariant($"{recipe.Name}-seed-{seed}");
            trained.Add((recipe.Name, seed), Trained(
                device, digits, recipe, seed, checkpoints is null ? null : Path.Combine(checkpoints, name + ".checkpoint"),
                share => progress?.Invoke(ShareOfTraining * (index + share) / networks.Length, name), cancellation));
        }

        var told = new List<Said>();
        foreach ((int index, ComparedModel model) in models.Index())
        {
            progress?.Invoke(ShareOfTraining + ((1 - ShareOfTraining) * index / models.Count), $"{model.Name} predicts");
            Checkpoint[] own = [.. model.Seeds.Select(seed => trained[(model.Recipe.Name, seed)])];
            told.Add(run.Part($"predictions of {model.Name}", () => Say(device, digits, model, own, cancellation)));
        }

        return new UncertaintyResult(
            [.. networks.Select(network => Row(network.Recipe.Name, trained[(network.Recipe.Name, network.Seed)]))],
            [.. told.Select(said => said.Score)], [.. told.SelectMany(said => said.Uncertainties)], [.. told.SelectMany(said => said.Entropies)]);
    }

    private static Checkpoint Trained(
        Device device, Digits digits, TrainingRecipe recipe, ulong seed, string? file, Action<double> progress, CancellationToken cancellation)
    {
        using ITrainedModel model = recipe.Build(device, Inputs.Scaled(digits, recipe.Inputs), recipe, seed);
        var run = new RunDefinition(model.Text, recipe.Options, seed, Inputs.Fingerprint(digits));
        return KeptRun.To(
            device, model, recipe, recipe.StepsPerEpoch(digits.TrainLabels.Length), run, file, before: null,
            new Immediate<TrainingProgress>(at => progress((double)at.Step / at.Steps)), cancellation);
    }

    private static TrainedRow Row(string recipe, Checkpoint at) =>
        new(recipe, at.Run.Seed, at.Run.Model, at.Run.Options, at.Step, at.Seconds, at.Device);

    private static Said Say(Device device, Digits digits, ComparedModel model, Checkpoint[] networks, CancellationToken cancellation)
    {
        NetworkDescription description = NetworkDescription.Parse(model.Recipe.Layers, Digits.Pixels);
        int arrays = new NetworkArrays(description).Count;
        float[][] parameters = [.. networks.Select(at => at.Arrays.Take(arrays).SelectMany(array => array.Values).ToArray())];
        using var predictor = new NetworkPredictor(device, description, parameters, model.Draws, model.Seeds[0]);
        Func<float[], float[]> scaled = Inputs.Scaling(digits, model.Recipe.Inputs);
        NetworkPrediction ofDigits = predictor.Predict(scaled(digits.TestImages));
        var said = new Said(PredictiveScoreRow.Of(model, ofDigits, digits.TestLabels), [], []);
        foreach ((string name, double? angle, Func<float[]> make) in Images(digits))
        {
            cancellation.ThrowIfCancellationRequested();
            NetworkPrediction prediction = angle == 0 ? ofDigits : predictor.Predict(scaled(make()));
            said.Uncertainties.Add(new UncertaintyRow(
                model.Name, name, angle, angle is null ? null : PredictionScore.Of(prediction.Probabilities, digits.TestLabels).Error,
                prediction.Probabilities.Chunk(Digits.Classes).Average(row => (double)row.Max()), prediction.Entropy.Average(value => (double)value),
                prediction.MutualInformation.Average(value => (double)value), Separation(ofDigits.Entropy, prediction.Entropy)));
            said.Entropies.AddRange(Histogram(model.Name, name, angle, prediction.Entropy));
        }

        return said;
    }

    private static IEnumerable<(string Name, double? Angle, Func<float[]> Make)> Images(Digits digits)
    {
        const ulong Seed = 1;
        for (int angle = 0; angle <= LargestAngle; angle += AngleStep)
        {
            int by = angle;
            yield return (angle == 0 ? "digits" : "rotated", angle, () => Rotation.Of(digits.TestImages, by));
        }

        yield return ("noise", null, () => NoDigits.Noise(digits.TestLabels.Length, Seed));
        yield return ("permuted", null, () => NoDigits.Permuted(digits.TestImages, Seed));
        yield return ("inverted", null, () => NoDigits.Inverted(digits.TestImages));
    }

    /// <summary>Probability that a number of the second list is larger than one of the first, ties half.</summary>
    /// <param name="first">At least one.</param>
    /// <param name="second">At least one.</param>
    public static double Separation(float[] first, float[] second)
    {
        float[] ordered = [.. first.Order()];
        // Of a sum in which half a tie counts 1.
        long twice = second.Sum(value => (long)Below(ordered, value, orEqual: false) + Below(ordered, value, orEqual: true));
        return twice / (2.0 * first.Length * second.Length);
    }

    // How many are below a number, by halving.
    private static int Below(float[] ordered, float value, bool orEqual)
    {
        (int low, int high) = (0, ordered.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            bool isBelow = orEqual ? ordered[middle] <= value : ordered[middle] < value;
            (low, high) = isBelow ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // To ln 10, where the last bin ends a little early.
    private static IEnumerable<EntropyRow> Histogram(string model, string name, double? angle, float[] entropies)
    {
        var counts = new int[Bins];
        foreach (float entropy in entropies)
        {
            counts[Math.Clamp((int)(entropy / BinWidth), 0, Bins - 1)]++;
        }

        return counts.Select((count, bin) => new EntropyRow(
            model, name, angle, bin / 10.0, Math.Min((bin + 1) / 10.0, Math.Log(Digits.Classes)), count));
    }

    private sealed record Said(PredictiveScoreRow Score, List<UncertaintyRow> Uncertainties, List<EntropyRow> Entropies);
}
