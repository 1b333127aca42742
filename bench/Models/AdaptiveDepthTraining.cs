using System.Diagnostics;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;

namespace BayesBench.Models;

/// <summary>How a network of adaptive depth is trained.</summary>
/// <param name="Epochs">Passes over as many examples as the data have.</param>
/// <param name="Batch">Examples of a minibatch.</param>
/// <param name="LearningRate">Adam's.</param>
/// <param name="Seed">The key of all noise.</param>
/// <param name="Width">Features of a layer.</param>
/// <param name="Layers">Residual layers.</param>
/// <param name="Tau">What a layer costs, in nats a datum.</param>
/// <param name="Reports">How often progress is reported, the last report included.</param>
public sealed record AdaptiveDepthOptions(
    int Epochs = 5,
    int Batch = 128,
    float LearningRate = 1e-3f,
    ulong Seed = 1,
    int Width = 128,
    int Layers = 6,
    float Tau = 0.5f,
    int Reports = 20)
{
    /// <summary>The network's sizes, for digits.</summary>
    public DepthNetworkSize Size => new(Digits.Pixels, Width, Layers, Digits.Classes, Batch);
}

/// <summary>Where the training of a network of adaptive depth stands.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps to do.</param>
/// <param name="LogLikelihood">Expected under q(z | x), of a datum over the steps since the last report, in nats.</param>
/// <param name="Divergence">KL(q(z | x) || p(z)), likewise.</param>
/// <param name="ExpectedDepth">Mean number of layers under q(z | x), likewise.</param>
/// <param name="Seconds">Since the start.</param>
public sealed record AdaptiveDepthReport(
    int Step, int Steps, double LogLikelihood, double Divergence, double ExpectedDepth, double Seconds);

/// <summary>How well a network answers by one rule, and what it runs for that.</summary>
/// <param name="Rule">How deep it goes.</param>
/// <param name="Score">Of its answers on the test data.</param>
/// <param name="Depth">Mean depth of an answer.</param>
/// <param name="Blocks">Mean layers run for an image.</param>
/// <param name="Seconds">To classify the test data, the best of some times.</param>
/// <param name="Depths">Of every test image's answer.</param>
public sealed record DepthScore(DepthRule Rule, PredictionScore Score, double Depth, double Blocks, double Seconds, IReadOnlyList<int> Depths);

/// <summary>What the training of a network of adaptive depth gave.</summary>
/// <param name="History">The reports.</param>
/// <param name="Scores">One for every rule.</param>
/// <param name="Steps">Steps done; fewer than planned when cancelled.</param>
/// <param name="Cancelled">Whether the run was cut short, between two steps.</param>
/// <param name="Seconds">Of the steps and reports.</param>
/// <param name="LaunchesPerStep">Kernels that a step launches.</param>
/// <param name="Parameters">All of them.</param>
public sealed record AdaptiveDepthResult(
    IReadOnlyList<AdaptiveDepthReport> History,
    IReadOnlyList<DepthScore> Scores,
    int Steps,
    bool Cancelled,
    double Seconds,
    int LaunchesPerStep,
    float[] Parameters);

/// <summary>A classifier of digits that stops after as many layers as an image needs.</summary>
public static class AdaptiveDepthTraining
{
    private const uint WeightStream = 0x0AD1;
    private const int TestBatch = 1000, Repetitions = 3;

    /// <summary>Trains and tests a network.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="digits">The data.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told now and then; may be null.</param>
    /// <param name="cancellation">Stops between two steps; what was learned until then is tested and returned.</param>
    public static AdaptiveDepthResult Run(
        Device device,
        Digits digits,
        AdaptiveDepthOptions options,
        IProgress<AdaptiveDepthReport>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(options);
        using var train = new ClassifierData(device, digits.TrainImages, digits.TrainLabels, Digits.Classes);
        DepthNetworkSize size = options.Size;
        using var network = new DeviceAdaptiveDepthNetwork(device, size);
        network.SetParameters(Initial(size, options.Seed));
        network.SetTau(options.Tau);
        var key = new DeviceKey((uint)options.Seed, (uint)(options.Seed >> 32));
        int steps = (int)Math.Max(1, (long)options.Epochs * train.Count / options.Batch);
        int interval = Math.Max(1, (steps + options.Reports - 1) / options.Reports);
        var history = new List<AdaptiveDepthReport>();
        int launches = 0, done = 0;
        var clock = Stopwatch.StartNew();
        while (done < steps && !cancellation.IsCancellationRequested)
        {
            long before = device.Launches;
            network.Step(train, key, ++done, options.LearningRate);
            launches = (int)(device.Launches - before);
            if (done % interval == 0 || done == steps)
            {
                int seen = (done - (history.Count == 0 ? 0 : history[^1].Step)) * options.Batch;
                double[] totals = [.. network.GetTotals().Chunk(options.Batch).Select(row => row.Sum() / seen)];
                network.ClearTotals();
                history.Add(new AdaptiveDepthReport(
                    done, steps, totals[0], totals[0] - totals[1], totals[2], clock.Elapsed.TotalSeconds));
                progress?.Report(history[^1]);
            }
        }

        device.Synchronize();
        double seconds = clock.Elapsed.TotalSeconds;
        float[] parameters = network.GetParameters();
        return new AdaptiveDepthResult(
            history, Test(device, digits, size, parameters, options), done, done < steps, seconds, launches, parameters);
    }

    /// <summary>
    /// Random weights of variance 2 / inputs, after He et al. (2015), those of a residual layer divided by L, so that the state does
    /// not grow with the depth; biases of 0, and heads for stopping whose law is even.
    /// </summary>
    /// <param name="size">The sizes.</param>
    /// <param name="seed">Same seed, same weights.</param>
    public static float[] Initial(DepthNetworkSize size, ulong seed)
    {
        double[] normal = Normal.Draw(0, 1, PhiloxKey.From(seed), WeightStream, 0, size.Parameters);
        int place = 0;
        IEnumerable<double> Layer(int inputs, int outputs, double variance)
        {
            double[] weights = normal[place..(place + (inputs * outputs))];
            place += (inputs + 1) * outputs;
            return [.. weights.Select(weight => Math.Sqrt(variance) * weight), .. new double[outputs]];
        }

        double[] all =
        [
            .. Layer(size.Inputs, size.Width, 2.0 / size.Inputs),
            .. Enumerable.Range(0, size.Layers).SelectMany(_ => Layer(size.Width, size.Width, 2.0 / (size.Width * size.Layers))),
            .. Layer(size.Width, size.Classes, 1.0 / size.Width),
            .. Enumerable.Range(0, size.Layers).SelectMany(l => new double[size.Width].Append(-Math.Log(size.Layers - l))),
        ];
        return Array.ConvertAll(all, number => (float)number);
    }

    /// <summary>The sizes of a network that classifies test data, a thousand at a time.</summary>
    /// <param name="size">Of the one that is trained.</param>
    /// <param name="test">The data.</param>
    public static DepthNetworkSize TestSize(DepthNetworkSize size, ClassifierData test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return size with { Examples = Math.Min(TestBatch, test.Count) };
    }

    /// <summary>Answers for all data.</summary>
    /// <param name="network">The network.</param>
    /// <param name="test">The data.</param>
    /// <param name="rule">How deep to go.</param>
    /// <param name="key">The key of the depths' draws.</param>
    /// <param name="step">Their replicate.</param>
    public static DepthAnswers Classify(
        DeviceAdaptiveDepthNetwork network, ClassifierData test, DepthRule rule, DeviceKey key, int step = 0)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(test);
        int rows = network.Size.Examples;
        DepthAnswers[] answers =
        [
            .. Enumerable.Range(0, (test.Count + rows - 1) / rows).Select(chunk => network.Classify(test, chunk * rows, rule, key, step)),
        ];
        return new DepthAnswers(
            [.. answers.SelectMany(answer => answer.Logits)],
            [.. answers.SelectMany(answer => answer.Depths)],
            answers.Sum(answer => answer.Blocks));
    }

    /// <summary>The softmax of every answer's logits.</summary>
    /// <param name="answers">The answers.</param>
    public static float[] Probabilities(DepthAnswers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return
        [
            .. answers.Logits.Chunk(Digits.Classes)
                .SelectMany(row => Softmax.Probabilities(Array.ConvertAll(row, z => (double)z))).Select(p => (float)p),
        ];
    }

    private static DepthScore[] Test(
        Device device, Digits digits, DepthNetworkSize size, float[] parameters, AdaptiveDepthOptions options)
    {
        using var test = new ClassifierData(device, digits.TestImages, digits.TestLabels, Digits.Classes);
        using var network = new DeviceAdaptiveDepthNetwork(device, TestSize(size, test));
        network.SetParameters(parameters);
        network.SetTau(options.Tau);
        return [.. Enum.GetValues<DepthRule>().Select(rule => Score(network, test, digits.TestLabels, rule, options.Seed))];
    }

    private static DepthScore Score(
        DeviceAdaptiveDepthNetwork network, ClassifierData test, byte[] labels, DepthRule rule, ulong seed)
    {
        var key = new DeviceKey((uint)seed, (uint)(seed >> 32));
        DepthAnswers answers = Classify(network, test, rule, key);
        double seconds = double.PositiveInfinity;
        for (int i = 0; i < Repetitions; i++)
        {
            var clock = Stopwatch.StartNew();
            answers = Classify(network, test, rule, key);
            seconds = Math.Min(seconds, clock.Elapsed.TotalSeconds);
        }

        return new DepthScore(
            rule, PredictionScore.Of(Probabilities(answers), labels), answers.Depths.Average(),
            (double)answers.Blocks / test.Count, seconds, answers.Depths);
    }
}
