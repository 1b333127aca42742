using BayesBench.Kernels.Numerics;
using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Networks;

/// <summary>
/// Sparse variational dropout, in the additive form, bias without noise. The noise stands in the pre-activations: their variance
/// is the layer's product of squared inputs with the weights' variances, and the floor is its bias. Without noise the weights are
/// their means, and 0 where ln alpha is 3 or more.
/// </summary>
internal abstract class SparseLayer(Device device, NetworkLayer layer, uint stream) : DeviceLayer(device, layer, stream)
{
    private const float PruningThreshold = 3f;

    private ArrayView<float> Floor => Kept.SubView(0, Layer.Biases);

    private ArrayView<float> Variance => Kept.SubView(Layer.Biases, Layer.Weights);

    public override int KeptLength(int examples) => Layer.Biases + Layer.Weights + (examples * Layer.Output.Length);

    public override int ScratchLength(int examples) => Math.Max(
        2 * Layer.Weights, (examples * (Layer.Input.Length + Layer.Output.Length)) + Layer.Biases);

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

        Product(pass.Examples, input, weights, Bias, output);
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
        ArrayView<float> squares = Scratch.SubView(0, input.Length);
        ArrayView<float> noiseSlope = Scratch.SubView(input.Length, outputGradient.Length);
        ArrayView<float> ofFloor = Scratch.SubView(input.Length + outputGradient.Length, Layer.Biases);
        Device.LaunchTimesNormal(pass.Noise(Stream), outputGradient, noiseSlope);
        Device.LaunchForEachPair<HalfQuotient>(noiseSlope, Deviation(pass), noiseSlope);
        Device.LaunchForEach<MatrixProductKernels.Square>(input, squares);
        ByWeights(pass.Examples, input, outputGradient, WeightGradient, BiasGradient);
        ByWeights(pass.Examples, squares, noiseSlope, LogVarianceGradient, ofFloor);
        AdditiveNoiseKernels.Chain(Device, Weights, LogVariance, WeightGradient, LogVarianceGradient);
        if (inputGradient.Length > 0)
        {
            ByInput(pass.Examples, outputGradient, Weights, inputGradient);
            ByInput(pass.Examples, noiseSlope, Variance, squares);
            Device.LaunchForEachPair<TwiceProduct>(squares, input, squares);
            Device.LaunchForEachPair<Sum>(inputGradient, squares, inputGradient);
        }

        NetworkKernels.AddSparseDivergence(
            Device, divergenceWeight, Weights, LogVariance, WeightGradient, LogVarianceGradient);
    }

    public override void Divergence(LayerPass pass, ArrayView<double> parts) =>
        NetworkKernels.SparseDivergence(Device, Weights, LogVariance, parts);

    protected override void Prepare() => NetworkKernels.Fill(Device, AdditiveNoiseKernels.Floor, Floor);

    /// <summary>The layer without noise.</summary>
    protected abstract void Product(
        int examples, ArrayView<float> input, ArrayView<float> weights, ArrayView<float> bias, ArrayView<float> output);

    /// <summary>Its derivatives by weights and bias.</summary>
    protected abstract void ByWeights(
        int examples,
        ArrayView<float> input,
        ArrayView<float> outputGradient,
        ArrayView<float> weightGradient,
        ArrayView<float> biasGradient);

    /// <summary>Its derivative by the input.</summary>
    protected abstract void ByInput(
        int examples, ArrayView<float> outputGradient, ArrayView<float> weights, ArrayView<float> inputGradient);

    private void Draw(LayerPass pass, ArrayView<float> input, ArrayView<float> output)
    {
        ArrayView<float> squares = Scratch.SubView(0, input.Length);
        ArrayView<float> deviation = Deviation(pass);
        AdditiveNoiseKernels.Variance(Device, Weights, LogVariance, Variance);
        Device.LaunchForEach<MatrixProductKernels.Square>(input, squares);
        Product(pass.Examples, squares, Variance, Floor, deviation);
        Device.LaunchForEach<Root>(deviation, deviation);
        Product(pass.Examples, input, Weights, Bias, output);
        Device.LaunchAddNormal(pass.Noise(Stream), output, deviation, output);
    }

    private ArrayView<float> Deviation(LayerPass pass) =>
        Kept.SubView(Layer.Biases + Layer.Weights, pass.Examples * Layer.Output.Length);

    private readonly struct Root : IUnaryFunction
    {
        public static float Of(float x) => XMath.Sqrt(x);
    }

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

/// <summary>A dense layer of sparse weights.</summary>
internal sealed class SparseDenseLayer(Device device, NetworkLayer layer, uint stream) : SparseLayer(device, layer, stream)
{
    protected override void Product(
        int examples, ArrayView<float> input, ArrayView<float> weights, ArrayView<float> bias, ArrayView<float> output) =>
        DenseKernels.Forward(Device, input, weights, bias, output);

    protected override void ByWeights(
        int examples,
        ArrayView<float> input,
        ArrayView<float> outputGradient,
        ArrayView<float> weightGradient,
        ArrayView<float> biasGradient)
    {
        MatrixProductKernels.TransposedLeft(
            Device, Layer.Input.Length, examples, Layer.Output.Length, input, outputGradient, weightGradient);
        DenseKernels.SumOfRows(Device, examples, Layer.Output.Length, outputGradient, biasGradient);
    }

    protected override void ByInput(
        int examples, ArrayView<float> outputGradient, ArrayView<float> weights, ArrayView<float> inputGradient) =>
        MatrixProductKernels.TransposedRight(
            Device, examples, Layer.Output.Length, Layer.Input.Length, outputGradient, weights, inputGradient);
}

/// <summary>A convolution of sparse weights.</summary>
internal sealed class SparseConvolutionLayer(Device device, NetworkLayer layer, uint stream) : SparseLayer(device, layer, stream)
{
    protected override void Product(
        int examples, ArrayView<float> input, ArrayView<float> weights, ArrayView<float> bias, ArrayView<float> output) =>
        ConvolutionKernels.Forward(Device, Layer.ConvolutionOf(examples), input, weights, bias, output);

    protected override void ByWeights(
        int examples,
        ArrayView<float> input,
        ArrayView<float> outputGradient,
        ArrayView<float> weightGradient,
        ArrayView<float> biasGradient) => ConvolutionKernels.BackwardFilters(
        Device, Layer.ConvolutionOf(examples), input, outputGradient, weightGradient, biasGradient);

    protected override void ByInput(
        int examples, ArrayView<float> outputGradient, ArrayView<float> weights, ArrayView<float> inputGradient) =>
        ConvolutionKernels.BackwardInput(Device, Layer.ConvolutionOf(examples), outputGradient, weights, inputGradient);
}
