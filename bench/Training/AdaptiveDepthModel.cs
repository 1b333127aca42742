using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Models;
using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>A network of adaptive depth in training, as a classifier of digits.</summary>
public sealed class AdaptiveDepthModel : ITrainedModel
{
    private readonly AdaptiveDepthOptions _options;
    private readonly DeviceAdaptiveDepthNetwork _network, _tested;
    private readonly ClassifierData _train, _test;
    private readonly byte[] _testLabels;
    private readonly DeviceKey _key;
    private readonly Device _device;

    /// <summary>Allocates the network, with the seed's initial parameters.</summary>
    /// <param name="device">Where it lives.</param>
    /// <param name="digits">What it learns and is tested on.</param>
    /// <param name="recipe">Its batch.</param>
    /// <param name="seed">Of the parameters, and key of all noise.</param>
    public AdaptiveDepthModel(Device device, Digits digits, TrainingRecipe recipe, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(recipe);
        _options = new AdaptiveDepthOptions(Batch: recipe.Batch, Seed: seed);
        _device = device;
        _testLabels = digits.TestLabels;
        _key = new DeviceKey((uint)seed, (uint)(seed >> 32));
        _train = new ClassifierData(device, digits.TrainImages, digits.TrainLabels, Digits.Classes);
        _test = new ClassifierData(device, digits.TestImages, digits.TestLabels, Digits.Classes);
        DepthNetworkSize size = _options.Size;
        _network = new DeviceAdaptiveDepthNetwork(device, size);
        _network.SetParameters(AdaptiveDepthTraining.Initial(size, seed));
        _network.SetTau(_options.Tau);
        _tested = new DeviceAdaptiveDepthNetwork(device, AdaptiveDepthTraining.TestSize(size, _test));
        _tested.SetTau(_options.Tau);
    }

    public string Text => Format.Invariant(
        $"adaptive depth: {_options.Width} features, {_options.Layers} residual layers of {_options.Tau} nats each, 10 classes");

    public int LaunchesPerStep { get; private set; }

    public void Step(int step, StepRates rates)
    {
        long before = _device.Launches;
        _network.Step(_train, _key, step, rates.LearningRate);
        LaunchesPerStep = (int)(_device.Launches - before);
    }

    public ModelReport TakeReport(int examples)
    {
        double[] totals = [.. _network.GetTotals().Chunk(_options.Batch).Select(row => row.Sum() / examples)];
        _network.ClearTotals();
        return new ModelReport(totals[0], totals[0] - totals[1]);
    }

    /// <summary>By the depth of q's median, or averaged over draws of the depth.</summary>
    public TestScore Test(int draws)
    {
        _tested.SetParameters(_network.GetParameters());
        float[][] probabilities = [.. Enumerable.Range(0, Math.Max(1, draws)).Select(draw => AdaptiveDepthTraining.Probabilities(
            AdaptiveDepthTraining.Classify(_tested, _test, draws == 0 ? DepthRule.Median : DepthRule.Draw, _key, draw)))];
        float[] mean = [.. Enumerable.Range(0, probabilities[0].Length).Select(i => probabilities.Average(row => row[i]))];
        PredictionScore score = PredictionScore.Of(mean, _testLabels);
        return new TestScore(score.Error, score.LogLikelihood, score.CalibrationError);
    }

    public IReadOnlyList<ModelArray> Save()
    {
        (float[] first, float[] second) = _network.GetMoments();
        double[] totals = _network.GetTotals();
        return
        [
            .. Parts(string.Empty, _network.GetParameters()), .. Parts("first moment of ", first), .. Parts("second moment of ", second),
            new ModelArray(string.Empty, "sums since the last report", [totals.Length, 3], ModelArray.Split(totals)),
        ];
    }

    public void Restore(IReadOnlyList<ModelArray> arrays, int step)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        int parts = (arrays.Count - 1) / 3;
        float[] Whole(int which) => [.. arrays.Skip(which * parts).Take(parts).SelectMany(array => array.Values)];
        _network.SetState(Whole(0), Whole(1), Whole(2), ModelArray.Join(arrays[^1].Values));
    }

    public void Dispose()
    {
        _network.Dispose();
        _tested.Dispose();
        _train.Dispose();
        _test.Dispose();
    }

    private IEnumerable<ModelArray> Parts(string of, float[] values)
    {
        (int inputs, int width, int classes) = (Digits.Pixels, _options.Width, Digits.Classes);
        (string Layer, string Name, int[] Shape)[] parts =
        [
            ("stem", "weights", [inputs, width]), ("stem", "bias", [width]),
            .. Enumerable.Range(1, _options.Layers).SelectMany(l => new (string, string, int[])[]
            {
                (Format.Invariant($"layer {l}"), "weights", [width, width]), (Format.Invariant($"layer {l}"), "bias", [width]),
            }),
            ("head", "weights", [width, classes]), ("head", "bias", [classes]), ("stopping", "weights and bias", [_options.Layers, width + 1]),
        ];
        int place = 0;
        foreach ((string layer, string name, int[] shape) in parts)
        {
            int count = shape.Aggregate((a, b) => a * b);
            yield return new ModelArray(layer, of + name, shape, values[place..(place + count)]);
            place += count;
        }
    }
}
