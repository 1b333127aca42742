using BayesBench.Kernels.Inference;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using ILGPU;
using Between = BayesBench.Kernels.Models.VariationalAutoencoderKernels;

namespace BayesBench.Kernels.Models;

/// <content>What is done with the batch at hand: its bound, the bound's gradient, a step of training.</content>
public sealed partial class DeviceVariationalAutoencoder
{
    private readonly DeviceArray<int> _places;
    private readonly DeviceArray<float> _images, _latent, _latentGradient, _slopes, _codeGradient, _terms, _shares, _bound, _divergence;
    private readonly DeviceArray<double> _running;
    private ArrayView<float> _batch;
    private int _examples;
    private long _seen;

    private bool IsWeighted => Objective != AutoencoderObjective.Elbo;

    private int Rows => _examples * Draws;

    private ArrayView<float> Images => _batch.SubView(0, _examples * Pixels);

    private ArrayView<float> Latent => _latent.View.SubView(0, Rows * Latents);

    private ArrayView<float> Terms => _terms.View.SubView(0, Rows);

    private ArrayView<float> Shares => _shares.View.SubView(0, Rows);

    private ArrayView<float> Divergence => _divergence.View.SubView(0, _examples);

    private ArrayView<float> Bound => _bound.View.SubView(0, _examples);

    /// <summary>Draws a minibatch of the largest size: images independently, with replacement.</summary>
    /// <param name="images">On the device, shape [N, D], each in [0, 1].</param>
    /// <param name="key">The draw's key.</param>
    /// <param name="step">The draw's replicate.</param>
    public void DrawMinibatch(ArrayView<float> images, DeviceKey key, int step)
    {
        BayesianClassifierKernels.DrawPlaces(_device, Size, Count(images), key, step, _places);
        Take(images, LargestBatch);
    }

    /// <summary>Takes the next images from a first one on, at most the largest batch.</summary>
    /// <param name="images">On the device, shape [N, D], each in [0, 1].</param>
    /// <param name="first">Place of the first.</param>
    public void TakeConsecutive(ArrayView<float> images, int first)
    {
        int count = Count(images);
        DeviceGuard.Within(first, 0, count - 1, nameof(first));
        BayesianClassifierKernels.ConsecutivePlaces(_device, Size, count, first, _places);
        Take(images, Math.Min(LargestBatch, count - first));
    }

    /// <summary>The bound of every image of the batch at hand, from K draws; waits for the device.</summary>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <returns>Shape [B], in nats.</returns>
    public float[] BatchBound(DeviceKey key, int step)
    {
        Forward(new LayerPass(_examples, LayerMode.Training, key, step));
        return _bound.ToArray()[.._examples];
    }

    /// <summary>The loss's gradient on the batch at hand; the bound is added to what the next report tells.</summary>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="divergenceFactor">Of the divergence in the evidence lower bound, 1 but for a warm-up; importance weights have it whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not in [0, 1], or not 1 with importance weights.</exception>
    public void Gradient(DeviceKey key, int step, float divergenceFactor = 1)
    {
        DeviceGuard.Within(divergenceFactor, IsWeighted ? 1 : 0, 1, nameof(divergenceFactor));
        var pass = new LayerPass(_examples, LayerMode.Training, key, step);
        LayerPass ofDraws = OfDraws(pass);
        float factor = -1f / _examples;
        (ArrayView<float> code, ArrayView<float> logits) = Forward(pass);
        GaussianEncoderKernels.Divergence(_device, _examples, Latents, code, Divergence);
        Between.AddRunning(_device, Bound, _running.View.SubView(0, _examples));
        Between.AddRunning(_device, Divergence, _running.View.SubView(LargestBatch, _examples));
        _seen += _examples;
        ArrayView<float> slopes = _slopes.View.SubView(0, Rows * Pixels);
        Between.WeightedSlopes(_device, _examples, Draws, logits, Images, Shares, factor, slopes);
        ArrayView<float> latentGradient = _latentGradient.View.SubView(0, Rows * Latents);
        _decoder.Backward(ofDraws, 0, Latent, slopes, latentGradient);
        ArrayView<float> codeGradient = _codeGradient.View.SubView(0, _examples * Encoder.Outputs);
        if (IsWeighted)
        {
            Between.ImportanceWeightedGradient(
                _device, _examples, Draws, Latents, code, Shares, latentGradient, Estimator, key, step, codeGradient, factor);
        }
        else
        {
            // The factor is that of what the divergence adds.
            Between.ElboGradient(
                _device, _examples, Draws, Latents, code, latentGradient, key, step, codeGradient, divergenceFactor * factor);
        }

        _encoder.Backward(pass, 0, Images, codeGradient);
    }

    /// <summary>One step up the mean bound of a minibatch under fresh noise.</summary>
    /// <param name="images">On the device, shape [N, D], each in [0, 1].</param>
    /// <param name="key">The key of all noise; the step's number is its replicate.</param>
    /// <param name="learningRate">Positive.</param>
    /// <param name="divergenceFactor">Of the divergence in the evidence lower bound, 1 but for a warm-up.</param>
    public void Step(ArrayView<float> images, DeviceKey key, double learningRate, float divergenceFactor = 1)
    {
        long launches = _device.Launches;
        DrawMinibatch(images, key, _trained.Begin());
        Climb(key, learningRate, divergenceFactor);
        LaunchesOfLastStep = (int)(_device.Launches - launches);
    }

    /// <summary>The same with the next images from a first one on, which are read where they lie.</summary>
    /// <param name="images">On the device, shape [N, D], each in [0, 1].</param>
    /// <param name="first">Place of the first.</param>
    /// <param name="key">The key of all noise; the step's number is its replicate.</param>
    /// <param name="learningRate">Positive.</param>
    public void StepOn(ArrayView<float> images, int first, DeviceKey key, double learningRate)
    {
        long launches = _device.Launches;
        Borrow(images, first);
        _trained.Begin();
        Climb(key, learningRate, divergenceFactor: 1);
        LaunchesOfLastStep = (int)(_device.Launches - launches);
    }

    /// <summary>What was seen since the last report; waits for the device.</summary>
    /// <returns>The report; its sums begin again.</returns>
    public AutoencoderReport TakeReport()
    {
        double[] running = _running.ToArray();
        var report = new AutoencoderReport(
            _seen, running.Take(LargestBatch).Sum() / _seen, running.Skip(LargestBatch).Sum() / _seen);
        SetRunning(new double[running.Length], 0);
        return report;
    }

    /// <summary>Reads back what the next report depends on.</summary>
    /// <returns>Running sums, and how many images they are of.</returns>
    public (double[] Sums, long Images) GetRunning() => (_running.ToArray(), _seen);

    /// <summary>Goes on with another model's running sums.</summary>
    /// <param name="sums">As <see cref="GetRunning"/> gave them.</param>
    /// <param name="images">How many images they are of.</param>
    public void SetRunning(ReadOnlySpan<double> sums, long images)
    {
        _running.CopyFrom(sums);
        _seen = images;
    }

    private ClassifierSize Size => new(Pixels, 1, LargestBatch);

    private WeightedEstimator Estimator => Objective switch
    {
        AutoencoderObjective.StickingTheLanding => WeightedEstimator.StickingTheLanding,
        AutoencoderObjective.DoublyReparameterized => WeightedEstimator.DoublyReparameterized,
        _ => WeightedEstimator.Pathwise,
    };

    private LayerPass OfDraws(LayerPass pass) => pass with { Examples = Rows, Draw = 1 };

    // Code and logits, in the networks' own memory; terms, shares and bounds in the model's.
    private (ArrayView<float> Code, ArrayView<float> Logits) Forward(LayerPass pass)
    {
        ArrayView<float> code = _encoder.Forward(pass, Images);
        GaussianEncoderKernels.Draw(_device, _examples, Draws, Latents, code, pass.Key, pass.Step, Latent);
        ArrayView<float> logits = _decoder.Forward(OfDraws(pass), Latent);
        if (IsWeighted)
        {
            Between.LogWeights(_device, _examples, Draws, Latents, code, logits, Images, pass.Key, pass.Step, Terms);
            ImportanceWeightedKernels.Bound(_device, Terms, Bound);
            SoftmaxKernels.Probabilities(_device, _examples, Terms, Shares);
        }
        else
        {
            Between.BoundTerms(_device, _examples, Draws, Latents, code, logits, Images, Terms);
            Between.Means(_device, Terms, Bound);
        }

        return (code, logits);
    }

    private void Climb(DeviceKey key, double learningRate, float divergenceFactor)
    {
        Gradient(key, Steps, divergenceFactor);
        _trained.Move(learningRate, _decay);
    }

    // The next images where they lie: nothing is launched, and their memory must outlast their use.
    private void Borrow(ArrayView<float> images, int first)
    {
        int count = Count(images);
        DeviceGuard.Within(first, 0, count - 1, nameof(first));
        _examples = Math.Min(LargestBatch, count - first);
        _batch = images.SubView(first * Pixels, _examples * Pixels);
    }

    private void Take(ArrayView<float> images, int examples)
    {
        _examples = examples;
        _batch = _images.View;
        ClassifierNetworkKernels.Gather(_device, Pixels, images, _places, Images);
    }

    private int Count(ArrayView<float> images)
    {
        DeviceGuard.AtLeastOne(images.Length, nameof(images));
        DeviceGuard.RowsOf(Pixels, images, nameof(images));
        return (int)(images.Length / Pixels);
    }
}
