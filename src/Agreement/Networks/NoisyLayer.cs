using BayesBench.Agreements.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Random;
using ILGPU;

namespace BayesBench.Agreements.Networks;

/// <summary>
/// A call of a layer with Gaussian weights: input, mean, standardDeviation, backward outputGradient, then key, stream and replicate.
/// Its noise is drawn once, for a bound that asks element by element; roundings are in units of u.
/// </summary>
internal sealed class NoisyLayer
{
    /// <summary>Relative error of a normal number, in units of u.</summary>
    public const double NormalUnits = 7;

    public const int Calls = 48;

    private readonly object[] _call;

    public NoisyLayer(object[] call, int noiseRows, bool isBackward)
    {
        _call = call;
        IsBackward = isBackward;
        Noise = Matrix(noiseRows, e => ClassifierErrors.Noise(
            e, Stream, Key, unchecked((int)Replicate), unchecked((int)(Replicate >> 32))));
    }

    public double[][] Input => LayerErrors.Matrix(_call, 0);

    public double[][] Mean => LayerErrors.Matrix(_call, 1);

    public double[][] Deviation => LayerErrors.Matrix(_call, 2);

    public double[][] Slope => LayerErrors.Matrix(_call, 3);

    public double[][] Noise { get; }

    /// <summary>Of the pre-activations, shape [B, K].</summary>
    public double[][] Variance => field ??= Matrix(Examples, e =>
    {
        (int b, int k) = Math.DivRem(e, Outputs);
        return LayerErrors.Sum(Inputs, d => Input[b][d] * Input[b][d] * Deviation[d][k] * Deviation[d][k]);
    });

    public int Examples => Input.Length;

    public int Inputs => Mean.Length;

    public int Outputs => Mean[0].Length;

    private bool IsBackward { get; }

    private PhiloxKey Key => (PhiloxKey)_call[IsBackward ? 4 : 3];

    private uint Stream => (uint)_call[IsBackward ? 5 : 4];

    private ulong Replicate => (ulong)_call[IsBackward ? 6 : 5];

    public static object[] DrawForward(InputSource source)
    {
        (int b, int d, int k) = source.Pick(LayerErrors.Sizes);
        return
        [
            LayerErrors.Normal(source, b, d), LayerErrors.Normal(source, d, k), LayerErrors.Deviations(source, d, k),
            .. Draw(source),
        ];
    }

    public static object[] DrawBackward(InputSource source)
    {
        (int b, int d, int k) = source.Pick(LayerErrors.Sizes);
        return
        [
            LayerErrors.Normal(source, b, d), LayerErrors.Normal(source, d, k), LayerErrors.Deviations(source, d, k),
            LayerErrors.Normal(source, b, k), .. Draw(source),
        ];
    }

    /// <summary>Runs a forward kernel call by call.</summary>
    public static void Forward(Batch batch, Action<LayerBatch, ForwardCall> kernel)
    {
        LayerBatch layer = LayerBatch.Of(batch, input: 0, weights: 1);
        var (input, mean, deviation) = (batch.In(0), batch.In(1), batch.In(2));
        ArrayView<float> output = batch.OutMatrix<float>(layer.Examples, layer.Outputs);
        layer.ForEach(c => kernel(layer, new ForwardCall(
            layer.Input(input, c), layer.Weights(mean, c), layer.Weights(deviation, c), NoiseOf(batch, c, 3), layer.Output(output, c))));
    }

    /// <summary>Runs a backward kernel call by call.</summary>
    public static void Backward(Batch batch, Action<LayerBatch, BackwardCall> kernel)
    {
        LayerBatch layer = LayerBatch.Of(batch, input: 0, weights: 1);
        var (input, mean, deviation, slope) = (batch.In(0), batch.In(1), batch.In(2), batch.In(3));
        ArrayView<float> byInput = batch.OutMatrix<float>(layer.Examples, layer.Inputs);
        ArrayView<float> byMean = batch.OutMatrix<float>(layer.Inputs, layer.Outputs);
        ArrayView<float> byDeviation = batch.OutMatrix<float>(layer.Inputs, layer.Outputs);
        layer.ForEach(c => kernel(layer, new BackwardCall(
            layer.Input(input, c), layer.Weights(mean, c), layer.Weights(deviation, c), layer.Output(slope, c), NoiseOf(batch, c, 4),
            layer.Input(byInput, c), layer.Weights(byMean, c), layer.Weights(byDeviation, c))));
    }

    /// <summary>Which of the three gradients a component belongs to, and where it stands there.</summary>
    public (int Part, int Row, int Column) Place(int component)
    {
        if (component < Examples * Inputs)
        {
            return (0, component / Inputs, component % Inputs);
        }

        component -= Examples * Inputs;
        (int part, int i) = Math.DivRem(component, Inputs * Outputs);
        return (part + 1, i / Outputs, i % Outputs);
    }

    private static object[] Draw(InputSource source) =>
        [ClassifierCall.Key(source), source.Word(), source.Word() | ((ulong)source.Integer(0, 3) << 32)];

    private static LayerNoise NoiseOf(Batch batch, int call, int first) => new(
        ClassifierCall.Convert(batch.At<PhiloxKey>(call, first)), batch.At<uint>(call, first + 1), batch.At<ulong>(call, first + 2));

    private double[][] Matrix(int rows, Func<int, double> element) =>
    [
        .. Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, Outputs).Select(k => element((i * Outputs) + k)).ToArray()),
    ];

    /// <summary>What a forward kernel gets.</summary>
    internal readonly record struct ForwardCall(
        ArrayView<float> Input, ArrayView<float> Mean, ArrayView<float> Deviation, LayerNoise Noise, ArrayView<float> Output);

    /// <summary>What a backward kernel gets.</summary>
    internal readonly record struct BackwardCall(
        ArrayView<float> Input,
        ArrayView<float> Mean,
        ArrayView<float> Deviation,
        ArrayView<float> Slope,
        LayerNoise Noise,
        ArrayView<float> ByInput,
        ArrayView<float> ByMean,
        ArrayView<float> ByDeviation);
}
