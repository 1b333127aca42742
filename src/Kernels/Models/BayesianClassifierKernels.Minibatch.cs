using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <content>Which examples a batch has, and their way into it.</content>
public static partial class BayesianClassifierKernels
{
    /// <summary>
    /// Draws a minibatch: every example's place independently and evenly among the N data, with replacement, so
    /// that N / B times its log-likelihood has the data's as its mean.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="data">Number of data, N.</param>
    /// <param name="key">The draw's key.</param>
    /// <param name="step">The draw's replicate.</param>
    /// <param name="places">Shape [stride], written; -1 in the padding.</param>
    public static void DrawPlaces(
        Device device, ClassifierSize size, int data, DeviceKey key, int step, ArrayView<int> places)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(data, nameof(data));
        DeviceGuard.Length(size.Stride, places, nameof(places));
        device.Launch(DrawPlace, size.Stride, size, data, key, step, places);
    }

    /// <summary>Takes consecutive data, from a first one on; past the last one is padding.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="data">Number of data, N.</param>
    /// <param name="first">Place of the first.</param>
    /// <param name="places">Shape [stride], written; -1 in the padding.</param>
    public static void ConsecutivePlaces(
        Device device, ClassifierSize size, int data, int first, ArrayView<int> places)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(size.Stride, places, nameof(places));
        device.Launch(ConsecutivePlace, size.Stride, size, data, first, places);
    }

    /// <summary>
    /// Copies the examples at those places into rows, with the bias's input 1 behind them, and transposes them;
    /// padding becomes 0.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="images">Shape [N, D].</param>
    /// <param name="labels">Shape [N].</param>
    /// <param name="places">Shape [stride].</param>
    /// <param name="rows">Shape [B, D + 1], written.</param>
    /// <param name="inputs">Shape [D + 1, stride], written.</param>
    /// <param name="batchLabels">Shape [stride], written; -1 in the padding.</param>
    public static void Gather(
        Device device,
        ClassifierSize size,
        ArrayView<float> images,
        ArrayView<int> labels,
        ArrayView<int> places,
        ArrayView<float> rows,
        ArrayView<float> inputs,
        ArrayView<int> batchLabels)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(labels.Length * size.Features, images, nameof(images));
        DeviceGuard.Length(size.Stride, places, nameof(places));
        DeviceGuard.Length(size.Stride, batchLabels, nameof(batchLabels));
        DeviceGuard.Length((long)size.Examples * size.Inputs, rows, nameof(rows));
        DeviceGuard.Length((long)size.Inputs * size.Stride, inputs, nameof(inputs));
        device.Launch(GatherRow, Work.Tiles(size.Stride), size, images, labels, places, rows, batchLabels);
        device.Launch(Transpose, Work.Tiles(size.Inputs), size, rows, inputs);
    }

    // One work item: one example's place.
    private static void DrawPlace(
        Index1D i, ClassifierSize size, int data, DeviceKey key, int step, ArrayView<int> places)
    {
        int place = DeviceNoise.Index(i, data, ClassifierStreams.Minibatch, step, key);
        places[i] = i < size.Examples ? place : -1;
    }

    // One work item: one example's place.
    private static void ConsecutivePlace(
        Index1D i, ClassifierSize size, int data, int first, ArrayView<int> places) =>
        places[i] = i < size.Examples && first + i < data ? first + i : -1;

    // One work item: one example, its features in a loop.
    private static void GatherRow(
        Index1D i,
        ClassifierSize size,
        ArrayView<float> images,
        ArrayView<int> labels,
        ArrayView<int> places,
        ArrayView<float> rows,
        ArrayView<int> batchLabels)
    {
        int place = places[i];
        batchLabels[i] = place < 0 ? -1 : labels[place];
        if (i >= size.Examples)
        {
            return;
        }

        int to = i * size.Inputs;
        long from = (long)place * size.Features;
        for (int d = 0; d < size.Features; d++)
        {
            rows[to + d] = place < 0 ? 0f : images[from + d];
        }

        // Floats on purpose: ILGPU's OpenCL code converts "? 0 : 1" to something else.
        rows[to + size.Features] = place < 0 ? 0f : 1f;
    }

    // One work item: one feature, the examples in a loop: they share the cache lines of the next features.
    private static void Transpose(
        Index1D i, ClassifierSize size, ArrayView<float> rows, ArrayView<float> inputs)
    {
        int to = i * size.Stride;
        int from = i;
        for (int b = 0; b < size.Examples; b++)
        {
            inputs[to + b] = rows[from];
            from += size.Inputs;
        }

        for (int b = size.Examples; b < size.Stride; b++)
        {
            inputs[to + b] = 0;
        }
    }
}
