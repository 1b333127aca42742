using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>A dense layer with independent Gaussian weights, of which one draw serves the whole batch, on a device.</summary>
public static class MeanFieldKernels
{
    /// <summary>A draw of the weights, <c>mean + standardDeviation noise</c>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="mean">Shape [D, K].</param>
    /// <param name="standardDeviation">Shape [D, K].</param>
    /// <param name="noise">Which draw.</param>
    /// <param name="weights">Shape [D, K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Weights(
        Device device, ArrayView<float> mean, ArrayView<float> standardDeviation, LayerNoise noise, ArrayView<float> weights)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(mean.Length, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length(mean.Length, weights, nameof(weights));
        device.LaunchAddNormal(noise, mean, standardDeviation, weights);
    }

    /// <summary><c>output = input weights</c> under one draw of the weights.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="outputs">K.</param>
    /// <param name="input">Shape [B, D]; at least one example.</param>
    /// <param name="mean">Shape [D, K].</param>
    /// <param name="standardDeviation">Shape [D, K].</param>
    /// <param name="noise">Which draw.</param>
    /// <param name="weights">Shape [D, K], written: the draw.</param>
    /// <param name="output">Shape [B, K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, or there are no outputs.</exception>
    public static void Forward(
        Device device,
        int outputs,
        ArrayView<float> input,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        LayerNoise noise,
        ArrayView<float> weights,
        ArrayView<float> output)
    {
        LayerSize size = LayerSize.Of(device, outputs, input, (mean, nameof(mean)), (output, nameof(output)));
        Weights(device, mean, standardDeviation, noise, weights);
        MatrixProductKernels.Value(device, size.Examples, size.Inputs, outputs, input, weights, output);
    }

    /// <summary>From a loss's derivative by the outputs to those by input, means and standard deviations.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="outputs">K.</param>
    /// <param name="input">Shape [B, D]; at least one example.</param>
    /// <param name="mean">Shape [D, K].</param>
    /// <param name="standardDeviation">Shape [D, K].</param>
    /// <param name="noise">Which draw, as forward.</param>
    /// <param name="outputGradient">Shape [B, K].</param>
    /// <param name="weights">Shape [D, K], overwritten: the draw.</param>
    /// <param name="inputGradient">Shape [B, D], written; empty where nobody asks for it.</param>
    /// <param name="meanGradient">Shape [D, K], written.</param>
    /// <param name="standardDeviationGradient">Shape [D, K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, or there are no outputs.</exception>
    public static void Backward(
        Device device,
        int outputs,
        ArrayView<float> input,
        ArrayView<float> mean,
        ArrayView<float> standardDeviation,
        LayerNoise noise,
        ArrayView<float> outputGradient,
        ArrayView<float> weights,
        ArrayView<float> inputGradient,
        ArrayView<float> meanGradient,
        ArrayView<float> standardDeviationGradient)
    {
        LayerSize size = LayerSize.Of(
            device, outputs, input, (mean, nameof(mean)), (outputGradient, nameof(outputGradient)));
        DeviceGuard.Length(mean.Length, meanGradient, nameof(meanGradient));
        DeviceGuard.Length(mean.Length, standardDeviationGradient, nameof(standardDeviationGradient));
        if (inputGradient.Length > 0)
        {
            DeviceGuard.Length(input.Length, inputGradient, nameof(inputGradient));
            Weights(device, mean, standardDeviation, noise, weights);
            MatrixProductKernels.TransposedRight(
                device, size.Examples, outputs, size.Inputs, outputGradient, weights, inputGradient);
        }

        MatrixProductKernels.TransposedLeft(
            device, size.Inputs, size.Examples, outputs, input, outputGradient, meanGradient);
        device.LaunchTimesNormal(noise, meanGradient, standardDeviationGradient);
    }
}
