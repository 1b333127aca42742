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
/// A step of training and a gradient by every estimator, at MNIST's size; an item is one example of the batch.
/// </summary>
[Headline]
public class BayesianClassifierBenchmarks : FormulaBenchmark
{
    private const int ReferenceBatch = 8;
    private static readonly PhiloxKey Key = new(1, 2);
    private readonly List<IDisposable> _owned = [];
    private double[] _mean = [], _deviation = [], _images = [];
    private int[] _labels = [];
    private ClassifierData _data = null!;
    private DeviceBayesianClassifier _model = null!;
    private int _step;

    public override string Id => "bayesian-classifier.local-reparameterization-gradient";

    public override int Items => Device.Kind == DeviceKind.Cpu ? 32 : 128;

    public override int ReferenceItems => ReferenceBatch;

    // Inputs cross once, their products with two moments and two derivatives are taken.
    public override Cost Cost => new(Bytes: 4 * Digits.Pixels, Operations: 10 * Digits.Classes * (Digits.Pixels + 1));

    [GlobalSetup]
    public void Setup()
    {
        _ = VerifiedInputs(16);
        Digits digits = SyntheticDigits.Draw(1024, 0);
        int weights = Digits.Classes * (Digits.Pixels + 1);
        _mean = new double[weights];
        _deviation = [.. Enumerable.Repeat(0.05, weights)];
        _images = Array.ConvertAll(digits.TrainImages[..(ReferenceBatch * Digits.Pixels)], x => (double)x);
        _labels = Array.ConvertAll(digits.TrainLabels[..ReferenceBatch], x => (int)x);
        _data = Own(new ClassifierData(Device, digits.TrainImages, digits.TrainLabels, Digits.Classes));
        _model = Own(new DeviceBayesianClassifier(
            Device, Digits.Pixels, Digits.Classes, Items, DeviceBayesianClassifier.LeaveOneOutDraws));
        _model.Initialise(0.05f);
        _model.DrawMinibatch(_data, new DeviceKey(1, 2), 0);
    }

    [Benchmark(Baseline = true)]
    public GaussianGradient Reference() => BayesianClassifier.LocalReparameterizationGradient(
        _mean, _deviation, _images, _labels, Digits.Classes, 1024, Key, _step++);

    [Benchmark]
    public void LocalReparameterizationKernel() => Gradient(ClassifierEstimator.LocalReparameterization);

    [Benchmark]
    public void PathwiseKernel() => Gradient(ClassifierEstimator.Pathwise);

    [Benchmark]
    public void ScoreFunctionKernel() => Gradient(ClassifierEstimator.ScoreFunction);

    [Benchmark]
    public void LeaveOneOutKernel() => Gradient(ClassifierEstimator.LeaveOneOut);

    [Benchmark]
    public void StepKernel()
    {
        // A rate too small to move the posterior: every call does the same work.
        _model.Step(_data, new DeviceKey(1, 2), ++_step, 1e-12f);
        Device.Synchronize();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _owned.ForEach(owned => owned.Dispose());
        _owned.Clear();
    }

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    private void Gradient(ClassifierEstimator estimator)
    {
        _model.Gradient(estimator, new DeviceKey(1, 2), _step++);
        Device.Synchronize();
    }
}
