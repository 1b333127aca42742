using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>Flipout on a device: a dense layer with Gaussian weights, one draw of their noise, signs of every example's own.</summary>
public static class FlipoutLayerKernels
{
    private const uint InputSigns = 1;
    private const uint OutputSigns = 2;

    /// <summary><c>output = input mean + ((input S) (standardDeviation noise)) R</c>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="outputs">K.</param>
    /// <param name="input">Shape [B, D]; at least one example.</param>
    /// <param name="mean">Shape [D, K].</param>
    /// <param name="standardDeviation">Shape [D, K].</param>
    /// <param name="noise">Which draw; signs come from the two streams behind its own.</param>
    /// <param name="perturbation">Shape [D, K], overwritten.</param>
    /// <param name="signedInput">Shape [B, D], overwritten.</param>
    /// <param name="perturbed">Shape [B, K], overwritten.</param>
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
        ArrayView<float> perturbation,
        ArrayView<float> signedInput,
        ArrayView<float> perturbed,
        ArrayView<float> output)
    {
        LayerSize size = LayerSize.Of(device, outputs, input, (mean, nameof(mean)), (output, nameof(output)));
        Check(size, standardDeviation, perturbation, signedInput);
        DeviceGuard.Length(output.Length, perturbed, nameof(perturbed));
        device.LaunchTimesNormal(noise, standardDeviation, perturbation);
        device.LaunchTimesSign(noise, InputSigns, input, signedInput);
        MatrixProductKernels.Value(device, size.Examples, size.Inputs, outputs, signedInput, perturbation, perturbed);
        device.LaunchTimesSign(noise, OutputSigns, perturbed, perturbed);
        MatrixProductKernels.Value(device, size.Examples, size.Inputs, outputs, input, mean, output, perturbed);
    }

    /// <summary>From a loss's derivative by the outputs to those by input, means and standard deviations.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="outputs">K.</param>
    /// <param name="input">Shape [B, D]; at least one example.</param>
    /// <param name="mean">Shape [D, K].</param>
    /// <param name="standardDeviation">Shape [D, K].</param>
    /// <param name="noise">Which draw, as forward.</param>
    /// <param name="outputGradient">Shape [B, K].</param>
    /// <param name="perturbation">Shape [D, K], overwritten.</param>
    /// <param name="signedInput">Shape [B, D], overwritten.</param>
    /// <param name="signedSlope">Shape [B, K], overwritten.</param>
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
        ArrayView<float> perturbation,
        ArrayView<float> signedInput,
        ArrayView<float> signedSlope,
        ArrayView<float> inputGradient,
        ArrayView<float> meanGradient,
        ArrayView<float> standardDeviationGradient)
    {
        LayerSize size = LayerSize.Of(
            device, outputs, input, (mean, nameof(mean)), (outputGradient, nameof(outputGradient)));
        Check(size, standardDeviation, perturbation, signedInput);
        DeviceGuard.Length(size.Preactivations, signedSlope, nameof(signedSlope));
        DeviceGuard.Length(mean.Length, meanGradient, nameof(meanGradient));
        DeviceGuard.Length(mean.Length, standardDeviationGradient, nameof(standardDeviationGradient));
        device.LaunchTimesSign(noise, InputSigns, input, signedInput);
        device.LaunchTimesSign(noise, OutputSigns, outputGradient, signedSlope);
        MatrixProductKernels.TransposedLeft(
            device, size.Inputs, size.Examples, outputs, input, outputGradient, meanGradient);
        MatrixProductKernels.TransposedLeft(
            device, size.Inputs, size.Examples, outputs, signedInput, signedSlope, standardDeviationGradient);
        device.LaunchTimesNormal(noise, standardDeviationGradient, standardDeviationGradient);
        if (inputGradient.Length > 0)
        {
            DeviceGuard.Length(input.Length, inputGradient, nameof(inputGradient));
            device.LaunchTimesNormal(noise, standardDeviation, perturbation);
            // The signed inputs have served: what comes back through the noise takes their place.
            MatrixProductKernels.TransposedRight(
                device, size.Examples, outputs, size.Inputs, signedSlope, perturbation, signedInput);
            device.LaunchTimesSign(noise, InputSigns, signedInput, signedInput);
            MatrixProductKernels.TransposedRight(
                device, size.Examples, outputs, size.Inputs, outputGradient, mean, inputGradient, signedInput);
        }
    }

    private static void Check(
        LayerSize size, ArrayView<float> standardDeviation, ArrayView<float> perturbation, ArrayView<float> signedInput)
    {
        DeviceGuard.Length(size.Weights, standardDeviation, nameof(standardDeviation));
        DeviceGuard.Length(size.Weights, perturbation, nameof(perturbation));
        DeviceGuard.Length(size.Examples * size.Inputs, signedInput, nameof(signedInput));
    }
}
