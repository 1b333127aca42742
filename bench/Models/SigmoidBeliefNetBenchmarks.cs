using BayesBench.Agreements;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Models;

/// <summary>
/// The gradient by the encoder's logits at MNIST's size with 200 latent units, beside the same estimator's reference; an item is one
/// image.
/// </summary>
public class SigmoidBeliefNetBenchmarks : FormulaBenchmark
{
    private const int Latents = 200, ReferenceBatch = 2;
    private static readonly PhiloxKey Key = new(1, 2);
    private double[] _prior = [], _decoder = [], _logits = [], _images = [];
    private DeviceSigmoidBeliefNet _net = null!;
    private int _step;

    [Params(
        BeliefNetEstimator.DisArm,
        BeliefNetEstimator.AugmentReinforceMerge,
        BeliefNetEstimator.LeaveOneOut,
        BeliefNetEstimator.ScoreFunction)]
    public BeliefNetEstimator Estimator { get; set; } = BeliefNetEstimator.DisArm;

    public override string Id => $"sigmoid-belief-net.{Names.KebabCase(Estimator.ToString())}-gradient";

    public override int Items => Device.Kind == DeviceKind.Cpu ? 8 : 128;

    public override int ReferenceItems => ReferenceBatch;

    public override string Limit =>
        "A product of the decoder with the states, whose sums a work item keeps for itself: every state is read once a pixel.";

    // A draw passes through the decoder once: a multiply-add a weight, and a softplus a bit, some twenty operations.
    public override Cost Cost => new(
        Bytes: 4 * Digits.Pixels,
        Operations: (double)Draws * ((2 * Digits.Pixels * (Latents + 1)) + (20 * (Digits.Pixels + (2 * Latents)))),
        Uniforms: Draws * Latents);

    protected override int CallsVerified => 16;

    protected override bool IsOfOneSize => true;

    private int Draws => Estimator == BeliefNetEstimator.ScoreFunction ? 1 : DeviceSigmoidBeliefNet.Pair;

    protected override void Prepare()
    {
        float[] images = BeliefNetTraining.Binary(SyntheticDigits.Draw(Items, 0).TrainImages);
        using DeviceArray<float> data = Device.Upload<float>(images);
        _net = Own(new DeviceSigmoidBeliefNet(Device, Digits.Pixels, Latents, Items, DeviceSigmoidBeliefNet.Pair));
        BeliefNetTraining.Initialise(_net, images, seed: 1);
        _net.TakeFirst(data);
        double[] parameters = Array.ConvertAll(_net.GetParameters(), p => (double)p);
        _prior = parameters[..Latents];
        _decoder = parameters[Latents..(Latents + (Digits.Pixels * (Latents + 1)))];
        _logits = Array.ConvertAll(_net.GetLogits()[..(ReferenceBatch * Latents)], t => (double)t);
        _images = Array.ConvertAll(images[..(ReferenceBatch * Digits.Pixels)], x => (double)x);
    }

    [Benchmark(Baseline = true)]
    public double[] Reference() => Estimator switch
    {
        BeliefNetEstimator.DisArm => SigmoidBeliefNet.DisArmGradient(_prior, _decoder, _logits, _images, Key, _step++),
        BeliefNetEstimator.AugmentReinforceMerge =>
            SigmoidBeliefNet.AugmentReinforceMergeGradient(_prior, _decoder, _logits, _images, Key, _step++),
        BeliefNetEstimator.LeaveOneOut =>
            SigmoidBeliefNet.LeaveOneOutGradient(_prior, _decoder, _logits, _images, DeviceSigmoidBeliefNet.Pair, Key, _step++),
        _ => SigmoidBeliefNet.ScoreFunctionGradient(_prior, _decoder, _logits, _images, Key, _step++),
    };

    [Benchmark]
    public void Kernel() => Call(() => _net.Gradient(Estimator, new DeviceKey(1, 2), _step++));
}
