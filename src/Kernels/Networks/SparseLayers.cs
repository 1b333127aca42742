using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <summary>
/// Sparse variational dropout, in the additive form, bias without noise. Without noise its weights are their means, and 0 where
/// ln alpha is 3 or more.
/// </summary>
internal abstract class SparseLayer(Device device, NetworkLayer layer, uint stream) : DeviceLayer(device, layer, stream)
{
    private const float PruningThreshold = 3f;

    public override int ScratchLength(int examples) => 2 * Layer.Weights;

    public override ArrayView<float> Forward(LayerPass pass, ArrayView<float> input, ArrayView<float> output)
    {
        if (pass.Mode == LayerMode.Training)
        {
            Draw(pass, input, output);
            return output;
        }

        ArrayView<float> weights = Scratch.SubView(0, Layer.Weights);
        ArrayView<float> memory = Scratch.SubView(Layer.Weights, Layer.Weights);
        if (pass.Mode == LayerMode.Mean)
        {
            SparseVariationalDropoutKernels.LogAlpha(Device, Weights, LogVariance, memory);
            SparseVariationalDropoutKernels.Prune(Device, Weights, memory, PruningThreshold, weights);
        }
        else
        {
            AdditiveNoiseKernels.Variance(Device, Weights, LogVariance, memory);
            Device.LaunchForEach<Root>(memory, memory);
            MeanFieldKernels.Weights(Device, Weights, memory, pass.Noise(Stream), weights);
        }

        WithWeights(pass, input, weights, output);
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
        DrawBackward(pass, input, outputGradient, inputGradient);
        NetworkKernels.AddSparseDivergence(
            Device, divergenceWeight, Weights, LogVariance, WeightGradient, LogVarianceGradient);
    }

    public override void Divergence(LayerPass pass, ArrayView<double> parts) =>
        NetworkKernels.SparseDivergence(Device, Weights, LogVariance, parts);

    protected abstract void WithWeights(
        LayerPass pass, ArrayView<float> input, ArrayView<float> weights, ArrayView<float> output);

    protected abstract void Draw(LayerPass pass, ArrayView<float> input, ArrayView<float> output);

    protected abstract void DrawBackward(
        LayerPass pass, ArrayView<float> input, ArrayView<float> outputGradient, ArrayView<float> inputGradient);

    /// <summary>The root of every number.</summary>
    protected readonly struct Root : IUnaryFunction
    {
        public static float Of(float x) => XMath.Sqrt(x);
    }
}

/// <summary>A dense layer of sparse weights.</summary>
internal sealed class SparseDenseLayer(Device device, NetworkLayer layer, uint stream) : SparseLayer(device, layer, stream)
{
    public override int ScratchLength(int examples) =>
        Math.Max(2 * Layer.Weights, examples * (Layer.Input.Length + Layer.Output.Length));

    protected override void WithWeights(
        LayerPass pass, ArrayView<float> input, ArrayView<float> weights, ArrayView<float> output) =>
        DenseKernels.Forward(Device, input, weights, Bias, output);

    protected override void Draw(LayerPass pass, ArrayView<float> input, ArrayView<float> output)
    {
        AdditiveNoiseKernels.Forward(
            Device, pass.Examples, input, Weights, LogVariance, pass.Key, Stream, pass.Replicate, Scratch.SubView(0, Layer.Weights), output);
        NetworkKernels.AddBias(Device, 1f, Bias, output);
    }

    protected override void DrawBackward(
        LayerPass pass, ArrayView<float> input, ArrayView<float> outputGradient, ArrayView<float> inputGradient)
    {
        // The kernel has no form without the inputs' derivative.
        ArrayView<float> noiseSlope = Scratch.SubView(0, outputGradient.Length);
        ArrayView<float> byInput = inputGradient.Length > 0 ? inputGradient : Scratch.SubView(outputGradient.Length, input.Length);
        AdditiveNoiseKernels.Backward(
            Device, pass.Examples, input, Weights, LogVariance, outputGradient, pass.Key, Stream, pass.Replicate, noiseSlope, byInput,
            WeightGradient, LogVarianceGradient);
        DenseKernels.SumOfRows(Device, pass.Examples, Layer.Biases, outputGradient, BiasGradient);
    }
}

/// <summary>
/// A convolution of sparse weights, noise in the pre-activations: their variance is the convolution of squared pixels with the
/// weights' variances, and the floor is its bias.
/// </summary>
internal sealed class SparseConvolutionLayer(Device device, NetworkLayer layer, uint stream) : SparseLayer(device, layer, stream)
{
    private ArrayView<float> Floor => Kept.SubView(0, Layer.Biases);

    private ArrayView<float> Variance => Kept.SubView(Layer.Biases, Layer.Weights);

    public override int KeptLength(int examples) => Layer.Biases + Layer.Weights + (examples * Layer.Output.Length);

    public override int ScratchLength(int examples) => Math.Max(
        2 * Layer.Weights, (examples * (Layer.Input.Length + Layer.Output.Length)) + Layer.Biases);

    protected override void Prepare() => NetworkKernels.Fill(Device, AdditiveNoiseKernels.Floor, Floor);

    protected override void WithWeights(
        LayerPass pass, ArrayView<float> input, ArrayView<float> weights, ArrayView<float> output) =>
        ConvolutionKernels.Forward(Device, Layer.ConvolutionOf(pass.Examples), input, weights, Bias, output);

    protected override void Draw(LayerPass pass, ArrayView<float> input, ArrayView<float> output)
    {
        ConvolutionSize size = Layer.ConvolutionOf(pass.Examples);
        ArrayView<float> squares = Scratch.SubView(0, input.Length);
        ArrayView<float> deviation = Deviation(pass);
        AdditiveNoiseKernels.Variance(Device, Weights, LogVariance, Variance);
        Device.LaunchForEach<MatrixProductKernels.Square>(input, squares);
        ConvolutionKernels.Forward(Device, size, squares, Variance, Floor, deviation);
        Device.LaunchForEach<Root>(deviation, deviation);
        ConvolutionKernels.Forward(Device, size, input, Weights, Bias, output);
        Device.LaunchAddNormal(pass.Noise(Stream), output, deviation, output);
    }

    protected override void DrawBackward(
        LayerPass pass, ArrayView<float> input, ArrayView<float> outputGradient, ArrayView<float> inputGradient)
    {
        ConvolutionSize size = Layer.ConvolutionOf(pass.Examples);
        ArrayView<float> squares = Scratch.SubView(0, input.Length);
        ArrayView<float> noiseSlope = Scratch.SubView(input.Length, outputGradient.Length);
        ArrayView<float> ofFloor = Scratch.SubView(input.Length + outputGradient.Length, Layer.Biases);
        Device.LaunchTimesNormal(pass.Noise(Stream), outputGradient, noiseSlope);
        Device.LaunchForEachPair<HalfQuotient>(noiseSlope, Deviation(pass), noiseSlope);
        Device.LaunchForEach<MatrixProductKernels.Square>(input, squares);
        ConvolutionKernels.BackwardFilters(Device, size, input, outputGradient, WeightGradient, BiasGradient);
        ConvolutionKernels.BackwardFilters(Device, size, squares, noiseSlope, LogVarianceGradient, ofFloor);
        AdditiveNoiseKernels.Chain(Device, Weights, LogVariance, WeightGradient, LogVarianceGradient);
        if (inputGradient.Length > 0)
        {
            ConvolutionKernels.BackwardInput(Device, size, outputGradient, Weights, inputGradient);
            ConvolutionKernels.BackwardInput(Device, size, noiseSlope, Variance, squares);
            Device.LaunchForEachPair<TwiceProduct>(squares, input, squares);
            Device.LaunchForEachPair<Sum>(inputGradient, squares, inputGradient);
        }
    }

    private ArrayView<float> Deviation(LayerPass pass) =>
        Kept.SubView(Layer.Biases + Layer.Weights, pass.Examples * Layer.Output.Length);

    private readonly struct HalfQuotient : IBinaryFunction
    {
        public static float Of(float x, float y) => 0.5f * x / y;
    }

    private readonly struct TwiceProduct : IBinaryFunction
    {
        public static float Of(float x, float y) => 2f * x * y;
    }

    private readonly struct Sum : IBinaryFunction
    {
        public static float Of(float x, float y) => x + y;
    }
}
