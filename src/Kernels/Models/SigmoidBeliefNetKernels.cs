using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;
using Linear = BayesBench.Kernels.Models.BayesianClassifierKernels;

namespace BayesBench.Kernels.Models;

/// <summary>
/// A sigmoid belief net on a device. Encoder and decoder are the classifier's linear layers; what is here is the rest: images into
/// the batch, latent states, log-masses of bits, and (in other parts) gradients.
/// </summary>
public static partial class SigmoidBeliefNetKernels
{
    /// <summary>
    /// Copies the images at given places into a batch: pixels by columns, and centred inputs both by columns and by rows, with the
    /// bias's input 1 behind them. Padding becomes 0.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="images">Shape [N, D], each 0 or 1.</param>
    /// <param name="places">Shape [image stride]; -1 in the padding.</param>
    /// <param name="pixelMeans">Shape [D].</param>
    /// <param name="pixels">Shape [D, image stride], written.</param>
    /// <param name="inputs">Shape [D + 1, image stride], written.</param>
    /// <param name="rows">Shape [B, D + 1], written.</param>
    public static void Gather(
        Device device,
        BeliefNetSize size,
        ArrayView<float> images,
        ArrayView<int> places,
        ArrayView<float> pixelMeans,
        ArrayView<float> pixels,
        ArrayView<float> inputs,
        ArrayView<float> rows)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.RowsOf(size.Pixels, images, nameof(images));
        DeviceGuard.Length(size.ImageStride, places, nameof(places));
        DeviceGuard.Length(size.Pixels, pixelMeans, nameof(pixelMeans));
        DeviceGuard.Length((long)size.Pixels * size.ImageStride, pixels, nameof(pixels));
        DeviceGuard.Length((long)(size.Pixels + 1) * size.ImageStride, inputs, nameof(inputs));
        DeviceGuard.Length((long)(size.Pixels + 1) * size.Images, rows, nameof(rows));
        device.Launch(GatherOne, (int)inputs.Length, size, images, places, pixelMeans, pixels, inputs, rows);
    }

    /// <summary>
    /// Draws latent states, <c>1[u &lt; q]</c>, by columns and by rows, with the bias's state 1 behind them. Antithetic draws 2j and
    /// 2j + 1 are those of u and 1 - u.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="logits">The encoder's, shape [H, image stride].</param>
    /// <param name="antithetic">Whether draws come in pairs.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="states">Shape [H + 1, stride], written.</param>
    /// <param name="rows">Shape [B S, H + 1], written.</param>
    public static void DrawStates(
        Device device,
        BeliefNetSize size,
        ArrayView<float> logits,
        bool antithetic,
        DeviceKey key,
        int step,
        ArrayView<float> states,
        ArrayView<float> rows)
    {
        CheckStates(device, size, states);
        CheckLogits(size, logits, nameof(logits));
        DeviceGuard.Length((long)(size.Latents + 1) * size.Columns, rows, nameof(rows));
        device.Launch(DrawState, (int)states.Length, size, logits, antithetic ? 1 : 0, key, step, states, rows);
    }

    /// <summary>All 2^H latent states as draws: bit h of a draw's number is the state of unit h.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes, of 2^H draws.</param>
    /// <param name="states">Shape [H + 1, stride], written.</param>
    public static void EnumerateStates(Device device, BeliefNetSize size, ArrayView<float> states)
    {
        CheckStates(device, size, states);
        DeviceGuard.SameLength(1L << size.Latents, size.Draws, nameof(size.Draws));
        device.Launch(EnumerateState, (int)states.Length, size, states);
    }

    /// <summary>The encoder's logits.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="inputs">Shape [D + 1, image stride].</param>
    /// <param name="encoder">Shape [H, D + 1].</param>
    /// <param name="logits">Shape [H, image stride], written.</param>
    public static void EncoderLogits(
        Device device, BeliefNetSize size, ArrayView<float> inputs, ArrayView<float> encoder, ArrayView<float> logits) =>
        Linear.Logits(device, size.Encoder, inputs, encoder, logits);

    /// <summary>The decoder's logits.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="states">Shape [H + 1, stride].</param>
    /// <param name="decoder">Shape [D, H + 1].</param>
    /// <param name="pixelLogits">Shape [D, stride], written.</param>
    public static void PixelLogits(
        Device device, BeliefNetSize size, ArrayView<float> states, ArrayView<float> decoder, ArrayView<float> pixelLogits) =>
        Linear.Logits(device, size.Decoder, states, decoder, pixelLogits);

    private static void CheckStates(Device device, BeliefNetSize size, ArrayView<float> states)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(size.Columns, "the number of images and draws");
        DeviceGuard.Length((long)(size.Latents + 1) * size.Stride, states, nameof(states));
    }

    private static void CheckLogits(BeliefNetSize size, ArrayView<float> logits, string name) =>
        DeviceGuard.Length((long)size.Latents * size.ImageStride, logits, name);

    // One work item: one input of one image.
    private static void GatherOne(
        Index1D i,
        BeliefNetSize size,
        ArrayView<float> images,
        ArrayView<int> places,
        ArrayView<float> pixelMeans,
        ArrayView<float> pixels,
        ArrayView<float> inputs,
        ArrayView<float> rows)
    {
        int stride = size.ImageStride;
        int d = i / stride;
        int b = i % stride;
        int place = places[b];
        float input = place < 0 ? 0f : 1f;
        long image = (place < 0 ? 0L : place) * size.Pixels;
        if (d < size.Pixels)
        {
            float pixel = input * images[image + d];
            pixels[i] = pixel;
            input = pixel - (input * pixelMeans[d]);
        }

        inputs[i] = input;
        if (b < size.Images)
        {
            rows[(b * (size.Pixels + 1)) + d] = input;
        }
    }

    // One work item: one unit of one column.
    private static void DrawState(
        Index1D i,
        BeliefNetSize size,
        ArrayView<float> logits,
        int antithetic,
        DeviceKey key,
        int step,
        ArrayView<float> states,
        ArrayView<float> rows)
    {
        int stride = size.Stride;
        int h = i / stride;
        int column = i % stride;
        int unit = h < size.Latents ? h : 0;
        int b = column % size.Images;
        int draw = column / size.Images;
        float uniform = DeviceNoise.Uniform((b * size.Latents) + unit, BeliefNetStreams.States, step, draw >> antithetic, key);
        uniform = (draw & antithetic) == 0 ? uniform : 1f - uniform;
        float state = uniform < DeviceMath.Sigmoid(logits[(unit * size.ImageStride) + b]) ? 1f : 0f;
        state = h < size.Latents ? state : 1f;
        states[i] = column < size.Columns ? state : 0f;
        if (column < size.Columns)
        {
            rows[(column * (size.Latents + 1)) + h] = state;
        }
    }

    // One work item: one unit of one column.
    private static void EnumerateState(Index1D i, BeliefNetSize size, ArrayView<float> states)
    {
        int stride = size.Stride;
        int h = i / stride;
        int column = i % stride;
        // The bias is unit H of a number that has all higher bits, too.
        float state = (((column / size.Images) | (1 << size.Latents)) >> h) & 1;
        states[i] = column < size.Columns ? state : 0f;
    }
}
