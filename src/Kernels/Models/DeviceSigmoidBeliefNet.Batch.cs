using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using ILGPU;
using Kernel = BayesBench.Kernels.Models.SigmoidBeliefNetKernels;
using Minibatch = BayesBench.Kernels.Models.BayesianClassifierKernels;

namespace BayesBench.Kernels.Models;

/// <content>What is done with the batch at hand: its bounds, their gradients, a step of training.</content>
public sealed partial class DeviceSigmoidBeliefNet
{
    /// <summary>Draws of an antithetic pair, and of leave-one-out when nothing else is said.</summary>
    public const int Pair = 2;

    private readonly DeviceArray<int> _places;
    private readonly DeviceArray<float> _pixels, _inputs, _inputRows, _logits, _logitGradient;
    private readonly DeviceArray<float> _states, _stateRows, _pixelLogits, _sums;
    private readonly DeviceArray<double> _objective, _bound;

    /// <summary>Draws a minibatch: B images, independently, with replacement, and encodes it.</summary>
    /// <param name="images">On the device, shape [N, D], each 0 or 1.</param>
    /// <param name="key">The draw's key.</param>
    /// <param name="step">The draw's replicate.</param>
    public void DrawMinibatch(ArrayView<float> images, DeviceKey key, int step)
    {
        Minibatch.DrawPlaces(_device, Size.Encoder, Count(images), key, step, _places);
        Take(images);
    }

    /// <summary>Takes the first B images and encodes them.</summary>
    /// <param name="images">On the device, shape [N, D], N at least B, each 0 or 1.</param>
    public void TakeFirst(ArrayView<float> images)
    {
        DeviceGuard.AtLeast(Size.Images, Count(images), "the number of images");
        Minibatch.ConsecutivePlaces(_device, Size.Encoder, Size.Images, 0, _places);
        Take(images);
    }

    /// <summary>Sets the encoder's logits of the batch at hand.</summary>
    /// <param name="logits">Shape [B, H].</param>
    public void SetLogits(ReadOnlySpan<float> logits)
    {
        DeviceGuard.SameLength((long)Size.Images * Size.Latents, logits.Length, nameof(logits));
        _logits.CopyFrom(ByUnit(logits));
    }

    /// <summary>Sets <see cref="LogitGradient"/>.</summary>
    /// <param name="gradient">Shape [B, H].</param>
    public void SetLogitGradient(ReadOnlySpan<float> gradient)
    {
        DeviceGuard.SameLength((long)Size.Images * Size.Latents, gradient.Length, nameof(gradient));
        _logitGradient.CopyFrom(ByUnit(gradient));
    }

    /// <summary>Reads the encoder's logits of the batch at hand back; waits for the device.</summary>
    /// <returns>Shape [B, H].</returns>
    public float[] GetLogits() => ByImage(_logits.ToArray());

    /// <summary>Reads the last gradient by the encoder's logits back; waits for the device.</summary>
    /// <returns>Shape [B, H].</returns>
    public float[] GetLogitGradient() => ByImage(_logitGradient.ToArray());

    /// <summary>An estimate of every image's bound from independent draws; waits for the device.</summary>
    /// <param name="draws">S.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <returns>Shape [B], in nats.</returns>
    public double[] Elbo(int draws, DeviceKey key, int step)
    {
        Draw(draws, antithetic: false, key, step);
        Evaluate(draws);
        double[] f = _objective.ToArray();
        return [.. Enumerable.Range(0, Size.Images)
            .Select(b => Enumerable.Range(0, draws).Average(s => f[(s * Size.Images) + b]))];
    }

    /// <summary>Every image's bound by enumeration, for nets of few units; waits for the device.</summary>
    /// <returns>Shape [B], in nats.</returns>
    public double[] ExactElbo()
    {
        Gradient(BeliefNetEstimator.Enumeration, default, step: 0);
        return _bound.ToArray();
    }

    /// <summary>The log-joint of the batch's images and given latent states; waits for the device.</summary>
    /// <param name="states">Shape [B, H], each 0 or 1.</param>
    /// <returns>Shape [B], in nats.</returns>
    public double[] LogJoint(ReadOnlySpan<float> states)
    {
        BeliefNetSize size = Of(1);
        DeviceGuard.SameLength((long)size.Images * size.Latents, states.Length, nameof(states));
        using DeviceArray<float> columns = _device.Upload<float>([.. ByUnit(states), .. Enumerable.Repeat(1f, size.Stride)]);
        Kernel.PixelLogits(_device, size, columns, Decoder, PixelLogits(size));
        ArrayView<float> sums = LogJointSums(size, columns);
        Kernel.Objective(_device, size, sums, Objective(size));
        return _objective.ToArray()[..size.Images];
    }

    /// <summary>
    /// The gradient of every image's bound by its encoder's logits, into <see cref="LogitGradient"/>.
    /// </summary>
    /// <param name="estimator">How it is estimated.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="draws">Draws that leave-one-out takes, at least 2; the others take what they need.</param>
    public void Gradient(BeliefNetEstimator estimator, DeviceKey key, int step, int draws = Pair)
    {
        int count = estimator switch
        {
            BeliefNetEstimator.ScoreFunction => 1,
            BeliefNetEstimator.LeaveOneOut => draws,
            BeliefNetEstimator.Enumeration => 1 << Math.Min(Size.Latents, 30),
            _ => Pair,
        };
        BeliefNetSize size = Of(count);
        if (estimator == BeliefNetEstimator.Enumeration)
        {
            Kernel.EnumerateStates(_device, size, States(size));
        }
        else
        {
            Draw(count, estimator is BeliefNetEstimator.AugmentReinforceMerge or BeliefNetEstimator.DisArm, key, step);
        }

        Evaluate(count);
        ArrayView<double> objective = Objective(size);
        switch (estimator)
        {
            case BeliefNetEstimator.AugmentReinforceMerge:
                Kernel.AugmentReinforceMergeGradient(_device, size, objective, key, step, _logitGradient);
                return;
            case BeliefNetEstimator.DisArm:
                Kernel.DisArmGradient(_device, size, States(size), _logits, objective, _logitGradient);
                return;
            case BeliefNetEstimator.LeaveOneOut:
                Kernel.LeaveOneOutCoefficients(_device, size, objective);
                break;
            case BeliefNetEstimator.Enumeration:
                Kernel.EnumerationCoefficients(_device, size, States(size), _logits, objective, _bound);
                break;
        }

        Kernel.ScoreGradient(_device, size, States(size), _logits, objective, _logitGradient);
    }

    /// <summary>From <see cref="LogitGradient"/> to the gradient by the encoder's weights, added up over the batch.</summary>
    /// <param name="factor">Times this.</param>
    public void EncoderGradient(float factor = 1) =>
        Kernel.EncoderGradient(_device, Size, _inputRows, _logitGradient, factor, EncoderOf(_gradient));

    /// <summary>The gradient by prior and decoder from independent draws, added up over the batch.</summary>
    /// <param name="draws">S.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    public void ModelGradient(int draws, DeviceKey key, int step)
    {
        BeliefNetSize size = Of(draws);
        Draw(draws, antithetic: false, key, step);
        Kernel.PixelLogits(_device, size, States(size), Decoder, PixelLogits(size));
        ModelGradient(size, 1f / draws);
    }

    /// <summary>
    /// One step up the mean bound of a minibatch: DisARM for the encoder, its two draws for prior and decoder, then Adam.
    /// </summary>
    /// <param name="images">On the device, shape [N, D], each 0 or 1.</param>
    /// <param name="key">The key of all noise.</param>
    /// <param name="step">Counts from 1; also the replicate of the noise.</param>
    /// <param name="learningRate">Positive.</param>
    public void Step(ArrayView<float> images, DeviceKey key, int step, float learningRate)
    {
        DrawMinibatch(images, key, step);
        Gradient(BeliefNetEstimator.DisArm, key, step);
        EncoderGradient(-1f / Size.Images);
        ModelGradient(Of(Pair), -1f / (Pair * Size.Images));
        OptimisersKernels.Adam(_device, _parameters, _gradient, _firstMoment, _secondMoment, step, learningRate);
    }

    private void ModelGradient(BeliefNetSize size, float factor)
    {
        Kernel.PriorGradient(_device, size, Prior, States(size), factor, PriorOf(_gradient));
        Kernel.DecoderGradient(_device, size, _pixels, PixelLogits(size), StateRows(size), factor, DecoderOf(_gradient));
    }

    private void Take(ArrayView<float> images)
    {
        Kernel.Gather(_device, Size, images, _places, _pixelMeans, _pixels, _inputs, _inputRows);
        Kernel.EncoderLogits(_device, Size, _inputs, Encoder, _logits);
    }

    private void Draw(int draws, bool antithetic, DeviceKey key, int step)
    {
        BeliefNetSize size = Of(draws);
        Kernel.DrawStates(_device, size, _logits, antithetic, key, step, States(size), StateRows(size));
    }

    private void Evaluate(int draws)
    {
        BeliefNetSize size = Of(draws);
        Kernel.PixelLogits(_device, size, States(size), Decoder, PixelLogits(size));
        ArrayView<float> sums = LogJointSums(size, States(size));
        ArrayView<float> surprise = _sums.View.SubView(sums.Length, (long)Kernel.Parts(size.Latents) * size.Stride);
        Kernel.EncoderSurprise(_device, size, States(size), _logits, surprise);
        Kernel.Objective(_device, size, _sums.View.SubView(0, sums.Length + surprise.Length), Objective(size));
    }

    private ArrayView<float> LogJointSums(BeliefNetSize size, ArrayView<float> states)
    {
        long pixels = (long)Kernel.Parts(size.Pixels) * size.Stride;
        long latents = (long)Kernel.Parts(size.Latents) * size.Stride;
        Kernel.PixelLogMass(_device, size, _pixels, PixelLogits(size), _sums.View.SubView(0, pixels));
        Kernel.PriorLogMass(_device, size, states, Prior, _sums.View.SubView(pixels, latents));
        return _sums.View.SubView(0, pixels + latents);
    }

    private int Count(ArrayView<float> images)
    {
        DeviceGuard.RowsOf(Size.Pixels, images, nameof(images));
        return (int)(images.Length / Size.Pixels);
    }

    private BeliefNetSize Of(int draws)
    {
        DeviceGuard.Within(draws, 1, Size.Draws, nameof(draws));
        return Size with { Draws = draws };
    }

    private ArrayView<float> States(BeliefNetSize size) => _states.View.SubView(0, (size.Latents + 1) * size.Stride);

    private ArrayView<float> StateRows(BeliefNetSize size) => _stateRows.View.SubView(0, (size.Latents + 1) * size.Columns);

    private ArrayView<float> PixelLogits(BeliefNetSize size) => _pixelLogits.View.SubView(0, size.Pixels * size.Stride);

    private ArrayView<double> Objective(BeliefNetSize size) => _objective.View.SubView(0, size.Columns);

    // [B, H] to [H, image stride].
    private float[] ByUnit(ReadOnlySpan<float> byImage)
    {
        var byUnit = new float[Size.Latents * Size.ImageStride];
        for (int i = 0; i < byImage.Length; i++)
        {
            byUnit[(i % Size.Latents * Size.ImageStride) + (i / Size.Latents)] = byImage[i];
        }

        return byUnit;
    }

    private float[] ByImage(float[] byUnit)
    {
        var byImage = new float[Size.Images * Size.Latents];
        for (int i = 0; i < byImage.Length; i++)
        {
            byImage[i] = byUnit[(i % Size.Latents * Size.ImageStride) + (i / Size.Latents)];
        }

        return byImage;
    }
}
