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

    /// <summary>Copies the examples at those places, transposed, with the bias's input 1; padding becomes 0.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="images">Shape [N, D].</param>
    /// <param name="labels">Shape [N].</param>
    /// <param name="places">Shape [stride].</param>
    /// <param name="inputs">Shape [D + 1, stride], written.</param>
    /// <param name="batchLabels">Shape [stride], written; -1 in the padding.</param>
    public static void Gather(
        Device device,
        ClassifierSize size,
        ArrayView<float> images,
        ArrayView<int> labels,
        ArrayView<int> places,
        ArrayView<float> inputs,
        ArrayView<int> batchLabels)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(labels.Length * size.Features, images, nameof(images));
        DeviceGuard.Length(size.Stride, places, nameof(places));
        DeviceGuard.Length(size.Stride, batchLabels, nameof(batchLabels));
        DeviceGuard.Length((long)size.Inputs * size.Stride, inputs, nameof(inputs));
        device.Launch(GatherInput, Work.Tiles(size.Features), size, images, places, inputs);
        device.Launch(GatherLabel, size.Stride, size, labels, places, inputs, batchLabels);
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

    // One work item: one feature, the examples in a loop: they share the cache lines of the next features.
    private static void GatherInput(
        Index1D i, ClassifierSize size, ArrayView<float> images, ArrayView<int> places, ArrayView<float> inputs)
    {
        int stride = size.Stride;
        int at = i * stride;
        for (int b = 0; b < stride; b++)
        {
            int place = places[b];
            inputs[at + b] = place < 0 ? 0 : images[((long)place * size.Features) + i];
        }
    }

    // One work item: one example's label, and the input of its bias.
    private static void GatherLabel(
        Index1D i,
        ClassifierSize size,
        ArrayView<int> labels,
        ArrayView<int> places,
        ArrayView<float> inputs,
        ArrayView<int> batchLabels)
    {
        int place = places[i];
        // Floats on purpose: ILGPU's OpenCL code converts "? 0 : 1" to something else.
        inputs[(size.Features * size.Stride) + i] = place < 0 ? 0f : 1f;
        batchLabels[i] = place < 0 ? -1 : labels[place];
    }
}
