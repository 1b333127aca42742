using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Models;

namespace BayesBench.Training;

/// <summary>Bayesian logistic regression in training.</summary>
public sealed class ClassifierModel : ITrainedModel
{
    private const float InitialStandardDeviation = 0.05f;
    private const string Layer = "logits";

    private readonly DeviceBayesianClassifier _model;
    private readonly ClassifierData _train, _test;
    private readonly byte[] _testLabels;
    private readonly DeviceKey _key;

    /// <summary>Allocates the model: means 0, one standard deviation.</summary>
    /// <param name="device">Where it lives.</param>
    /// <param name="digits">What it learns and is tested on.</param>
    /// <param name="recipe">Its batch, and the draws that it has memory for.</param>
    /// <param name="seed">Key of all noise.</param>
    public ClassifierModel(Device device, Digits digits, TrainingRecipe recipe, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(recipe);
        _testLabels = digits.TestLabels;
        _key = new DeviceKey((uint)seed, (uint)(seed >> 32));
        _train = new ClassifierData(device, digits.TrainImages, digits.TrainLabels, Digits.Classes);
        _test = new ClassifierData(device, digits.TestImages, digits.TestLabels, Digits.Classes);
        _model = new DeviceBayesianClassifier(device, Digits.Pixels, Digits.Classes, recipe.Batch, Math.Max(1, recipe.Draws));
        _model.Initialise(InitialStandardDeviation);
    }

    public string Text => "logits of 10 classes, Gaussian weights, prior N(0, 1)";

    public int LaunchesPerStep => DeviceBayesianClassifier.LaunchesPerStep;

    private int Half => _model.Size.Weights;

    public void Step(int step, StepRates rates) => _model.Step(_train, _key, step, rates.LearningRate);

    public ModelReport TakeReport(int examples) =>
        new(_model.TakeRunningTotal() / examples, _model.Divergence() / _train.Count);

    public TestScore Test(int draws)
    {
        PredictionScore score = PredictionScore.Of(_model.Predict(_test, draws, _key), _testLabels);
        return new TestScore(score.Error, score.LogLikelihood, score.CalibrationError);
    }

    public IReadOnlyList<ModelArray> Save()
    {
        (float[] first, float[] second) = _model.GetMoments();
        // A step takes one draw; the memory of the others is for predictions.
        double[] total = _model.GetRunningTotal()[.._model.Size.Stride];
        return
        [
            .. Halves(string.Empty, _model.GetParameters()), .. Halves("first moment of ", first), .. Halves("second moment of ", second),
            new ModelArray(string.Empty, "log-likelihoods since the last report", [total.Length, 3], ModelArray.Split(total)),
        ];
    }

    public void Restore(IReadOnlyList<ModelArray> arrays, int step)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        _model.SetState(Whole(arrays, 0), Whole(arrays, 2), Whole(arrays, 4));
        var total = new double[_model.Draws * _model.Size.Stride];
        ModelArray.Join(arrays[6].Values).CopyTo(total, 0);
        _model.SetRunningTotal(total);
    }

    public void Dispose()
    {
        _model.Dispose();
        _train.Dispose();
        _test.Dispose();
    }

    private static float[] Whole(IReadOnlyList<ModelArray> arrays, int first) => [.. arrays[first].Values, .. arrays[first + 1].Values];

    private IEnumerable<ModelArray> Halves(string of, float[] values)
    {
        int[] shape = [_model.Size.Classes, _model.Size.Inputs];
        yield return new ModelArray(Layer, of + "mean", shape, values[..Half]);
        yield return new ModelArray(Layer, of + "rho", shape, values[Half..]);
    }
}
