using BayesBench.Agreements;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Models;

/// <summary>
/// The gradient by each estimator at MNIST's size, beside the same estimator's reference; an item is one example.
/// </summary>
[Headline]
public class BayesianClassifierBenchmarks : FormulaBenchmark
{
    private const int ReferenceBatch = 8;
    private const int Data = 1024;
    private static readonly PhiloxKey Key = new(1, 2);
    private double[] _mean = [], _deviation = [], _images = [];
    private int[] _labels = [];
    private ClassifierData _data = null!;
    private DeviceBayesianClassifier _model = null!;
    private int _step;

    [Params(
        ClassifierEstimator.LocalReparameterization,
        ClassifierEstimator.Pathwise,
        ClassifierEstimator.ScoreFunction,
        ClassifierEstimator.LeaveOneOut)]
    public ClassifierEstimator Estimator { get; set; } = ClassifierEstimator.LocalReparameterization;

    public override string Id => $"bayesian-classifier.{Names.KebabCase(Estimator.ToString())}-gradient";

    public override int Items => Device.Kind == DeviceKind.Cpu ? 32 : 128;

    public override int ReferenceItems => ReferenceBatch;

    public override string Limit =>
        "Several launches for a batch of 128 images: on a GPU they are much of the time; on a processor so are the noise and the "
        + "gradient of every weight, which the cost shares out over 128 images.";

    // Inputs cross once. For each weight and example a multiply-add in every forward and backward product: local
    // reparametrisation has two of each and a square, the score function none backward. Noise is drawn for every
    // pre-activation, or for every weight once a batch and draw.
    public override Cost Cost => new(
        Bytes: 4 * Digits.Pixels,
        Operations: ProductsPerWeight * Weights,
        Normals: Estimator switch
        {
            ClassifierEstimator.LocalReparameterization => Digits.Classes,
            ClassifierEstimator.LeaveOneOut => (double)DeviceBayesianClassifier.LeaveOneOutDraws * Weights / Items,
            _ => (double)Weights / Items,
        });

    protected override int CallsVerified => 16;

    protected override bool IsOfOneSize => true;

    private static int Weights => Digits.Classes * (Digits.Pixels + 1);

    private int ProductsPerWeight => Estimator switch
    {
        ClassifierEstimator.LocalReparameterization => 10,
        ClassifierEstimator.Pathwise => 4,
        ClassifierEstimator.ScoreFunction => 2,
        _ => 2 * DeviceBayesianClassifier.LeaveOneOutDraws,
    };

    protected override void Prepare()
    {
        Digits digits = SyntheticDigits.Draw(Data, 0);
        _mean = new double[Weights];
        _deviation = [.. Enumerable.Repeat(0.05, Weights)];
        _images = Array.ConvertAll(digits.TrainImages[..(ReferenceBatch * Digits.Pixels)], x => (double)x);
        _labels = Array.ConvertAll(digits.TrainLabels[..ReferenceBatch], x => (int)x);
        _data = Own(new ClassifierData(Device, digits.TrainImages, digits.TrainLabels, Digits.Classes));
        _model = Own(new DeviceBayesianClassifier(
            Device, Digits.Pixels, Digits.Classes, Items, DeviceBayesianClassifier.LeaveOneOutDraws));
        _model.Initialise(0.05f);
        _model.DrawMinibatch(_data, new DeviceKey(1, 2), 0);
    }

    [Benchmark(Baseline = true)]
    public GaussianGradient Reference() => Estimator switch
    {
        ClassifierEstimator.LocalReparameterization => BayesianClassifier.LocalReparameterizationGradient(
            _mean, _deviation, _images, _labels, Digits.Classes, Data, Key, _step++),
        ClassifierEstimator.Pathwise => BayesianClassifier.PathwiseGradient(
            _mean, _deviation, _images, _labels, Digits.Classes, Data, Key, _step++),
        ClassifierEstimator.ScoreFunction => BayesianClassifier.ScoreFunctionGradient(
            _mean, _deviation, _images, _labels, Digits.Classes, Data, Key, _step++),
        _ => BayesianClassifier.LeaveOneOutGradient(
            _mean, _deviation, _images, _labels, Digits.Classes, Data, DeviceBayesianClassifier.LeaveOneOutDraws, Key, _step++),
    };

    [Benchmark]
    public void Kernel() => Call(() => _model.Gradient(Estimator, new DeviceKey(1, 2), _step++));
}
