using System.Diagnostics;
using BayesBench.Agreements;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Results;
using BayesBench.Training;

namespace BayesBench.Models;

/// <summary>A row of depth.csv: what a price of layers buys, by one way of stopping.</summary>
/// <param name="Tau">What a layer cost in training, in nats.</param>
/// <param name="Rule">How the depth of a test image is chosen: <c>all</c> layers, <c>median</c> of q(z | x), a <c>draw</c> from it, or
/// the <c>joint-mode</c> of label and depth.</param>
/// <param name="Error">Share of test images that are classified wrongly.</param>
/// <param name="LogLikelihood">Of a test label, in nats.</param>
/// <param name="Depth">Mean depth of an answer.</param>
/// <param name="Blocks">Mean layers run for an image; more than the depth where the mode is proved by them.</param>
/// <param name="Layers">L, that an image could have run.</param>
/// <param name="Rows">Test images that go through the network at once.</param>
/// <param name="Seconds">To classify all test images, the median over rounds in which the rules take turns.</param>
/// <param name="SpeedUp">Seconds through all layers, over these.</param>
/// <param name="Work">Products of weights through all layers, over those run: what the speed-up would be if they alone took time.</param>
/// <param name="ShareOfLayers">The speed-up as a share of L over the blocks; 0 where there are none.</param>
public sealed record DepthCostRow(
    float Tau,
    string Rule,
    double Error,
    double LogLikelihood,
    double Depth,
    double Blocks,
    int Layers,
    int Rows,
    double Seconds,
    double SpeedUp,
    double Work,
    double ShareOfLayers);

/// <summary>What the study has of one price.</summary>
/// <param name="Rows">By every rule.</param>
/// <param name="First">Test images that are expected to stop first.</param>
/// <param name="Last">Those that are expected to stop last.</param>
public sealed record DepthStudyPart(IReadOnlyList<DepthCostRow> Rows, IReadOnlyList<int> First, IReadOnlyList<int> Last);

/// <summary>Error against layers run: one network for every price of a layer, tested by every rule of stopping.</summary>
public static class AdaptiveDepthStudy
{
    private const int Rounds = 11, Pictured = 40;

    /// <summary>Trains and tests a network for every price that has none.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="digits">The data.</param>
    /// <param name="network">Its price is not used.</param>
    /// <param name="epochs">Passes over the training data: half of them at the whole learning rate, which falls to 0 in the others.</param>
    /// <param name="prices">Tau of each network, in nats.</param>
    /// <param name="progress">Told which share is done, and what is being done.</param>
    /// <param name="finished">Told all parts so far whenever there are more.</param>
    /// <param name="run">Keeps each part; null keeps nothing.</param>
    /// <param name="cancellation">Stops between two steps, by an exception; parts so far stand.</param>
    public static IReadOnlyList<DepthStudyPart> Run(
        Device device,
        Digits digits,
        AdaptiveDepthOptions network,
        int epochs,
        IReadOnlyList<float> prices,
        Action<double, string>? progress = null,
        Action<IReadOnlyList<DepthStudyPart>>? finished = null,
        UnfinishedRun? run = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(prices);
        run ??= UnfinishedRun.None;
        Digits centred = Inputs.Scaled(digits, InputScale.Centred);
        var parts = new List<DepthStudyPart>();
        foreach (float tau in prices)
        {
            void Report(double share, string what) => progress?.Invoke((parts.Count + share) / prices.Count, $"tau {tau}, {what}");
            parts.Add(run.Part(
                Support.Format.Invariant($"tau {tau}"),
                () => Of(device, centred, network with { Tau = tau }, epochs, Report, cancellation)));
            finished?.Invoke(parts);
        }

        return parts;
    }

    private static DepthStudyPart Of(
        Device device, Digits digits, AdaptiveDepthOptions options, int epochs, Action<double, string> report, CancellationToken cancellation)
    {
        TrainingRecipe recipe = TrainingRecipes.Of("adaptive-depth") with
        {
            Epochs = epochs,
            Batch = options.Batch,
            Rate = new LearningRate(1e-3, epochs / 2.0, epochs),
        };
        using var model = new AdaptiveDepthModel(device, digits, options);
        var loop = new TrainingLoop(model, recipe, recipe.StepsPerEpoch(digits.TrainLabels.Length), checkpoint: null, device.Synchronize);
        var start = new Checkpoint(new RunDefinition(model.Text, recipe.Options, options.Seed, string.Empty), device.Name, 0, 0, 0, [], model.Save());
        loop.Run(start, new Told(at => report(0.95 * at.Step / at.Steps, "training")), cancellation);
        cancellation.ThrowIfCancellationRequested();
        report(0.95, "test");
        DepthClassifier tested = model.Tested;
        DepthRule[] rules = Enum.GetValues<DepthRule>();
        double[] seconds = Times(tested, rules);
        int[] byDepth = [.. tested.ExpectedDepths().Index().OrderBy(image => image.Item).Select(image => image.Index)];
        return new DepthStudyPart(
            [.. rules.Zip(seconds, (rule, time) => Row(tested, options, rule, time, seconds[(int)DepthRule.All]))],
            [.. byDepth.Take(Pictured)],
            [.. byDepth.Reverse().Take(Pictured)]);
    }

    // In turns, so that what else the machine does falls on all rules alike; the first round warms up.
    private static double[] Times(DepthClassifier tested, DepthRule[] rules)
    {
        var times = new double[rules.Length, Rounds];
        for (int round = -1; round < Rounds; round++)
        {
            foreach (DepthRule rule in rules)
            {
                var clock = Stopwatch.StartNew();
                tested.Classify(rule);
                times[(int)rule, Math.Max(round, 0)] = clock.Elapsed.TotalSeconds;
            }
        }

        return [.. rules.Select(rule => Enumerable.Range(0, Rounds).Select(round => times[(int)rule, round]).Order().ElementAt(Rounds / 2))];
    }

    private static DepthCostRow Row(DepthClassifier tested, AdaptiveDepthOptions options, DepthRule rule, double seconds, double whole)
    {
        DepthAnswers answers = tested.Classify(rule);
        PredictionScore score = tested.Score(answers);
        double blocks = (double)answers.Blocks / answers.Depths.Length, speedUp = whole / seconds;
        return new DepthCostRow(
            options.Tau, Names.KebabCase(rule.ToString()), score.Error, score.LogLikelihood, answers.Depths.Average(), blocks,
            options.Layers, tested.Rows, seconds, speedUp,
            Products(options, options.Layers) / Products(options, blocks), speedUp * blocks / options.Layers);
    }

    private static double Products(AdaptiveDepthOptions options, double blocks) =>
        options.Width * (Digits.Pixels + (blocks * options.Width) + Digits.Classes);

    // Progress<T> tells from another thread, later.
    private sealed class Told(Action<TrainingProgress> tell) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => tell(value);
    }
}
