using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Models;
using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>A network of adaptive depth in training, as a classifier of digits.</summary>
public sealed class AdaptiveDepthModel : ITrainedModel
{
    private readonly AdaptiveDepthOptions _options;
    private readonly DeviceAdaptiveDepthNetwork _network;
    private readonly ClassifierData _train;
    private readonly Device _device;

    /// <summary>Allocates the network, with the seed's initial parameters.</summary>
    /// <param name="device">Where it lives.</param>
    /// <param name="digits">What it learns and is tested on.</param>
    /// <param name="options">The network.</param>
    public AdaptiveDepthModel(Device device, Digits digits, AdaptiveDepthOptions options)
    {
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _device = device;
        _train = new ClassifierData(device, digits.TrainImages, digits.TrainLabels, Digits.Classes);
        _network = new DeviceAdaptiveDepthNetwork(device, options.Size);
        _network.SetParameters(options.Initial());
        _network.SetTau(options.Tau);
        Tested = new DepthClassifier(device, digits, options);
    }

    /// <summary>Classifies the test images, by the parameters of the last test.</summary>
    public DepthClassifier Tested { get; }

    public string Text => Format.Invariant(
        $"adaptive depth: {_options.Width} features, {_options.Layers} residual layers of {_options.Tau} nats each, 10 classes");

    public int LaunchesPerStep { get; private set; }

    public void Step(int step, StepRates rates)
    {
        long before = _device.Launches;
        _network.Step(_train, _options.Key, step, rates.LearningRate);
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
        Tested.SetParameters(_network.GetParameters());
        PredictionScore score = Tested.Score(draws == 0
            ? [Tested.Classify(DepthRule.Median)]
            : [.. Enumerable.Range(0, draws).Select(draw => Tested.Classify(DepthRule.Draw, draw))]);
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
        Tested.Dispose();
        _train.Dispose();
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
