using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <content>What runs, for a mask of every example's and for a shared one.</content>
public static partial class DropConnectKernels
{
    private static void Output(
        Device device,
        int batch,
        ArrayView<float> input,
        ArrayView<float> weights,
        bool isShared,
        float dropRate,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> output)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceLayerShape shape = DeviceLayerShape.Of(batch, input, weights, nameof(weights));
        DeviceGuard.Within(dropRate, 0, DropoutKernels.LargestRate, nameof(dropRate));
        DeviceGuard.Length((long)batch * shape.Outputs, output, nameof(output));
        device.Launch(
            OutputOfOne, (int)output.Length, shape, isShared ? 0 : shape.Inputs, dropRate, key, stream, replicate, input, weights, output);
    }

    private static void Gradient(
        Device device,
        int batch,
        ArrayView<float> input,
        ArrayView<float> weights,
        ArrayView<float> outputGradient,
        bool isShared,
        float dropRate,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> inputGradient,
        ArrayView<float> weightGradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceLayerShape shape = DeviceLayerShape.Of(batch, input, weights, nameof(weights));
        DeviceGuard.Within(dropRate, 0, DropoutKernels.LargestRate, nameof(dropRate));
        DeviceGuard.Length((long)batch * shape.Outputs, outputGradient, nameof(outputGradient));
        DeviceGuard.Length(input.Length, inputGradient, nameof(inputGradient));
        DeviceGuard.Length(weights.Length, weightGradient, nameof(weightGradient));
        int rows = isShared ? 0 : shape.Inputs;
        device.Launch(
            InputGradientOfOne, (int)input.Length, shape, rows, dropRate, key, stream, replicate, weights, outputGradient, inputGradient);
        device.Launch(
            WeightGradientOfOne, (int)weights.Length, shape, rows, dropRate, key, stream, replicate, input, outputGradient, weightGradient);
    }

    // One work item: one output of one example. Rows of the mask that an example has for itself: D, or none.
    private static void OutputOfOne(
        Index1D i,
        DeviceLayerShape shape,
        int rows,
        float dropRate,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> input,
        ArrayView<float> weights,
        ArrayView<float> output)
    {
        int b = i.X / shape.Outputs;
        int k = i.X - (b * shape.Outputs);
        float sum = 0f;
        for (int d = 0; d < shape.Inputs; d++)
        {
            int element = (((b * rows) + d) * shape.Outputs) + k;
            float x = DropoutKernels.Keeps(element, dropRate, key, stream, replicate) ? input[(b * shape.Inputs) + d] : 0f;
            sum += x * weights[(d * shape.Outputs) + k];
        }

        output[i] = sum;
    }

    // One work item: one input of one example.
    private static void InputGradientOfOne(
        Index1D i,
        DeviceLayerShape shape,
        int rows,
        float dropRate,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> weights,
        ArrayView<float> outputGradient,
        ArrayView<float> inputGradient)
    {
        int b = i.X / shape.Inputs;
        int d = i.X - (b * shape.Inputs);
        float sum = 0f;
        for (int k = 0; k < shape.Outputs; k++)
        {
            int element = (((b * rows) + d) * shape.Outputs) + k;
            float g = DropoutKernels.Keeps(element, dropRate, key, stream, replicate) ? outputGradient[(b * shape.Outputs) + k] : 0f;
            sum += g * weights[(d * shape.Outputs) + k];
        }

        inputGradient[i] = sum;
    }

    // One work item: one weight.
    private static void WeightGradientOfOne(
        Index1D i,
        DeviceLayerShape shape,
        int rows,
        float dropRate,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> input,
        ArrayView<float> outputGradient,
        ArrayView<float> weightGradient)
    {
        int d = i.X / shape.Outputs;
        int k = i.X - (d * shape.Outputs);
        float sum = 0f;
        for (int b = 0; b < shape.Batch; b++)
        {
            int element = (((b * rows) + d) * shape.Outputs) + k;
            float g = DropoutKernels.Keeps(element, dropRate, key, stream, replicate) ? outputGradient[(b * shape.Outputs) + k] : 0f;
            sum += g * input[(b * shape.Inputs) + d];
        }

        weightGradient[i] = sum;
    }

    // One work item: one pre-activation.
    private static void MomentsOfOne(
        Index1D i,
        int width,
        ArrayView<float> input,
        ArrayView<float> weight,
        ArrayView<float> dropRate,
        ArrayView<float> mean,
        ArrayView<float> variance)
    {
        float sum = 0f;
        float squares = 0f;
        for (int d = i * width; d < (i + 1) * width; d++)
        {
            float term = input[d] * weight[d];
            sum += term;
            squares += term * term;
        }

        float keepRate = 1f - dropRate[i];
        mean[i] = keepRate * sum;
        variance[i] = dropRate[i] * keepRate * squares;
    }
}
