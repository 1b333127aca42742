using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Models;
using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>Any stack of layers in training, as a classifier of digits.</summary>
public sealed class NetworkModel : ITrainedModel
{
    private readonly DeviceClassifierNetwork _model;
    private readonly NetworkArrays _layout;
    private readonly ClassifierData _train, _test;
    private readonly byte[] _testLabels;
    private readonly DeviceKey _key;
    private readonly WeightNoise? _noise;

    /// <summary>Allocates the network, with the seed's initial parameters.</summary>
    /// <param name="device">Where it lives.</param>
    /// <param name="digits">What it learns and is tested on.</param>
    /// <param name="recipe">Its layers, optimiser, batch, and the draws that it has memory for.</param>
    /// <param name="seed">Of the parameters, and key of all noise.</param>
    /// <param name="noise">Of the weights of dense layers; without it they have none.</param>
    /// <exception cref="BadInputException">The layers are none.</exception>
    public NetworkModel(Device device, Digits digits, TrainingRecipe recipe, ulong seed, WeightNoise? noise = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(recipe);
        NetworkDescription description = Described(recipe.Layers);
        _layout = new NetworkArrays(description);
        _noise = noise;
        _testLabels = digits.TestLabels;
        _key = new DeviceKey((uint)seed, (uint)(seed >> 32));
        _train = new ClassifierData(device, digits.TrainImages, digits.TrainLabels, Digits.Classes);
        _test = new ClassifierData(device, digits.TestImages, digits.TestLabels, Digits.Classes);
        _model = new DeviceClassifierNetwork(device, description, recipe.Batch, Math.Max(1, recipe.Draws), recipe.Optimiser, noise);
        _model.SetParameters(description.InitialParameters(seed));
    }

    public string Text => _noise is null ? _model.Description.ToString() : $"{_model.Description}; {_noise}";

    public int LaunchesPerStep => _model.LaunchesOfLastStep;

    public void Step(int step, StepRates rates) => _model.Step(_train, _key, rates.LearningRate, rates.DivergenceWeight);

    public ModelReport TakeReport(int examples)
    {
        NetworkReport report = _model.TakeReport();
        return new ModelReport(report.LogLikelihood / examples, report.Divergence / _train.Count);
    }

    public TestScore Test(int draws)
    {
        PredictionScore score = PredictionScore.Of(_model.Predict(_test, draws, _key).Probabilities, _testLabels);
        return new TestScore(score.Error, score.LogLikelihood, score.CalibrationError);
    }

    public IReadOnlyList<ModelArray> Save()
    {
        (float[] first, float[] second) = _model.GetOptimiserState();
        (double[] sums, long examples) = _model.GetRunning();
        return
        [
            .. _layout.Split(string.Empty, _model.GetParameters()), .. _layout.Split("first memory of ", first),
            .. _layout.Split("second memory of ", second),
            new ModelArray(string.Empty, "sums since the last report", [sums.Length + 1, 3], ModelArray.Split([.. sums, examples])),
        ];
    }

    public void Restore(IReadOnlyList<ModelArray> arrays, int step)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        int count = _layout.Count;
        float[] Whole(int first) => [.. arrays.Take(arrays.Count - 1).Skip(first * count).Take(count).SelectMany(array => array.Values)];
        _model.SetState(Whole(0), Whole(1), Whole(2), step);
        double[] running = ModelArray.Join(arrays[^1].Values);
        _model.SetRunning(running.AsSpan(0, running.Length - 1), (long)running[^1]);
    }

    public void Dispose()
    {
        _model.Dispose();
        _train.Dispose();
        _test.Dispose();
    }

    private static NetworkDescription Described(string layers)
    {
        try
        {
            var description = NetworkDescription.Parse(layers, Digits.Pixels);
            return description.Outputs == Digits.Classes ? description : throw new BadInputException(Format.Invariant(
                $"--layers is '{layers}'; its last layer must have {Digits.Classes} outputs and has {description.Outputs}."));
        }
        catch (FormatException e)
        {
            throw new BadInputException($"--layers: {e.Message}");
        }
    }
}
