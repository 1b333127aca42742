using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <summary>
/// Flipout: a dense layer with independent Gaussian weights, of whose noise one draw serves the whole batch, each example with
/// random signs of its own on inputs and outputs. An example's outputs have the law that noise of its own would give each of them, and
/// examples are uncorrelated.
/// </summary>
/// <remarks>
/// <para>Weights' noise as in <see cref="MeanField"/>. Signs of inputs are drawn from stream + 1, element <c>b D + d</c>; of
/// outputs from stream + 2, element <c>b K + k</c>: minus where bit <c>e % 32</c> of word <c>e / 32 % 4</c> is set, of the
/// Philox block with counter (e / 128, stream, replicate).</para>
/// <para>Source: Wen, Vicol, Ba, Tran and Grosse (2018), "Flipout: efficient pseudo-independent weight perturbations on
/// mini-batches", section 3.1.</para>
/// </remarks>
public static class FlipoutLayer
{
    /// <summary>The pre-activations of a batch.</summary>
    /// <remarks><para>
    /// Formula: <c>output = input mean + ((input S) (standardDeviation noise)) R</c>, S and R the signs; signs and noise
    /// element by element.
    /// </para></remarks>
    /// <param name="input">Shape [B, D], finite; at least one example.</param>
    /// <param name="mean">Shape [D, K], finite.</param>
    /// <param name="standardDeviation">Shape [D, K], positive and finite.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">Which layer: the first of three streams.</param>
    /// <param name="replicate">Which draw: the counter's other words.</param>
    /// <returns>Shape [B, K].</returns>
    /// <exception cref="ArgumentException">The batch is empty, or the shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element breaks its rule.</exception>
    public static double[][] Forward(
        double[][] input, double[][] mean, double[][] standardDeviation, PhiloxKey key, uint stream, ulong replicate)
    {
        LayerGuard.Shapes(input, mean);
        Draw draw = Drawn(input, mean, standardDeviation, key, stream, replicate);
        double[][] gamma = MatrixProduct.Value(input, mean);
        double[][] perturbed = MatrixProduct.Value(Product(input, draw.InputSigns), Product(standardDeviation, draw.Noise));
        return LayerGuard.Map(gamma, (b, k) => gamma[b][k] + (perturbed[b][k] * draw.OutputSigns[b][k]));
    }

    /// <summary>From a loss's derivative by the outputs to those by input, means and standard deviations.</summary>
    /// <remarks><para>
    /// Formula: with <c>h = outputGradient R</c>, <c>outputGradient mean^T + (h (standardDeviation noise)^T) S</c> by the input,
    /// <c>input^T outputGradient</c> by the mean, <c>noise ((input S)^T h)</c> by the standard deviation.
    /// </para></remarks>
    /// <param name="input">Shape [B, D], finite; at least one example.</param>
    /// <param name="mean">Shape [D, K], finite.</param>
    /// <param name="standardDeviation">Shape [D, K], positive and finite.</param>
    /// <param name="outputGradient">Shape [B, K], finite.</param>
    /// <param name="key">The noise's key, as forward.</param>
    /// <param name="stream">The first of the noise's streams, as forward.</param>
    /// <param name="replicate">The noise's replicate, as forward.</param>
    /// <returns>The derivatives.</returns>
    /// <exception cref="ArgumentException">The batch is empty, or the shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element breaks its rule.</exception>
    public static MeanFieldGradient Backward(
        double[][] input,
        double[][] mean,
        double[][] standardDeviation,
        double[][] outputGradient,
        PhiloxKey key,
        uint stream,
        ulong replicate)
    {
        LayerGuard.Shapes(input, mean, outputGradient);
        Draw draw = Drawn(input, mean, standardDeviation, key, stream, replicate);
        double[][] h = Product(outputGradient, draw.OutputSigns);
        double[][] throughMean = MatrixProduct.TransposedRight(outputGradient, mean);
        double[][] throughNoise = MatrixProduct.TransposedRight(h, Product(standardDeviation, draw.Noise));
        double[][] byWeight = MatrixProduct.TransposedLeft(Product(input, draw.InputSigns), h);
        return new MeanFieldGradient(
            LayerGuard.Map(input, (b, d) => throughMean[b][d] + (throughNoise[b][d] * draw.InputSigns[b][d])),
            MatrixProduct.TransposedLeft(input, outputGradient),
            Product(byWeight, draw.Noise));
    }

    private static Draw Drawn(
        double[][] input, double[][] mean, double[][] standardDeviation, PhiloxKey key, uint stream, ulong replicate)
    {
        LayerGuard.Deviations(mean, standardDeviation);
        (int examples, int inputs, int outputs) = (input.Length, mean.Length, mean[0].Length);
        return new Draw(
            LayerNoise.Normals(inputs, outputs, key, stream, replicate),
            LayerNoise.Signs(examples, inputs, key, stream + 1, replicate),
            LayerNoise.Signs(examples, outputs, key, stream + 2, replicate));
    }

    private static double[][] Product(double[][] a, double[][] b) => LayerGuard.Map(a, (i, j) => a[i][j] * b[i][j]);

    private sealed record Draw(double[][] Noise, double[][] InputSigns, double[][] OutputSigns);
}
