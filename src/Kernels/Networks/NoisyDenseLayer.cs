using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>A dense layer whose weights have noise in proportion to them, <c>theta (1 + sqrt(alpha) noise)</c>; the bias has none.</summary>
internal sealed class NoisyDenseLayer(Device device, NetworkLayer layer, uint stream, WeightNoiseKind kind, double alpha)
    : DeviceLayer(device, layer, stream)
{
    private readonly float _deviation = (float)Math.Sqrt(alpha);

    private ArrayView<float> Variable => Scratch.SubView(0, Layer.Weights);

    // Alpha, of every input.
    public override int KeptLength(int examples) => Layer.Input.Length;

    // The weights' variances or a draw of them; then what the local form's way back writes besides the weights' derivatives.
    public override int ScratchLength(int examples) =>
        Layer.Weights + (examples * (Layer.Output.Length + Layer.Input.Length)) + Layer.Input.Length;

    public override ArrayView<float> Forward(LayerPass pass, ArrayView<float> input, ArrayView<float> output)
    {
        if (pass.Mode == LayerMode.Mean)
        {
            DenseKernels.Forward(Device, input, Weights, Bias, output);
        }
        else if (pass.Mode == LayerMode.Training && kind == WeightNoiseKind.Local)
        {
            GaussianDropoutKernels.LocalForward(
                Device, input, Weights, Kept, pass.Key, Stream, pass.Replicate, Variable, output);
            NetworkKernels.AddBias(Device, 1f, Bias, output);
        }
        else
        {
            Multiply(pass, Weights, Variable);
            DenseKernels.Forward(Device, input, Variable, Bias, output);
        }

        return output;
    }

    public override void Backward(
        LayerPass pass,
        float divergenceWeight,
        ArrayView<float> input,
        ArrayView<float> output,
        ArrayView<float> outputGradient,
        ArrayView<float> inputGradient)
    {
        if (kind == WeightNoiseKind.Local)
        {
            LocalBackward(pass, input, outputGradient, inputGradient);
            DenseKernels.SumOfRows(Device, pass.Examples, Layer.Biases, outputGradient, BiasGradient);
            return;
        }

        if (inputGradient.Length > 0)
        {
            Multiply(pass, Weights, Variable);
        }

        DenseKernels.Backward(Device, input, Variable, outputGradient, inputGradient, WeightGradient, BiasGradient);
        // By theta: what is its factor in the weight.
        Multiply(pass, WeightGradient, WeightGradient);
    }

    protected override void Prepare() => NetworkKernels.Fill(Device, (float)alpha, Kept);

    private void LocalBackward(
        LayerPass pass, ArrayView<float> input, ArrayView<float> outputGradient, ArrayView<float> inputGradient)
    {
        int at = Layer.Weights;
        ArrayView<float> Take(long length)
        {
            at += (int)length;
            return Scratch.SubView(at - length, length);
        }

        ArrayView<float> noiseSlope = Take(outputGradient.Length), byAlpha = Take(Kept.Length);
        // The kernel has no form without the inputs' derivative.
        ArrayView<float> byInput = inputGradient.Length > 0 ? inputGradient : Take(input.Length);
        GaussianDropoutKernels.LocalBackward(
            Device, input, Weights, Kept, outputGradient, pass.Key, Stream, pass.Replicate, Variable, noiseSlope, byInput, WeightGradient,
            byAlpha);
    }

    private void Multiply(LayerPass pass, ArrayView<float> numbers, ArrayView<float> noisy) =>
        Device.LaunchWithNormal<Multiplied>(pass.Noise(Stream), numbers, numbers, noisy, _deviation);

    private readonly struct Multiplied : INoiseFunction
    {
        public static float Of(float noise, float x, float y, float parameter) => x * (1f + (parameter * noise));
    }
}
