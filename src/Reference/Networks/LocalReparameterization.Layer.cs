using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <content>
/// A dense layer with independent Gaussian weights, whose noise is drawn in the pre-activations: every example has its own. That
/// of example b and output k has the element <c>e = b K + k</c>: component <c>e % 4</c> of the Philox block with counter
/// (e / 4, stream, replicate).
/// </content>
public static partial class LocalReparameterization
{
    /// <summary>The pre-activations of a batch.</summary>
    /// <remarks><para>
    /// Formula: <c>output = gamma + sqrt(delta) noise</c>, <c>gamma = input mean</c>,
    /// <c>delta = input^2 standardDeviation^2</c>, squares, root and noise element by element.
    /// </para></remarks>
    /// <param name="input">Shape [B, D], finite; at least one example.</param>
    /// <param name="mean">Shape [D, K], finite.</param>
    /// <param name="standardDeviation">Shape [D, K], positive and finite.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">Which layer: the counter's second word.</param>
    /// <param name="replicate">Which draw: the counter's other words.</param>
    /// <returns>Shape [B, K].</returns>
    /// <exception cref="ArgumentException">The batch is empty, or the shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element breaks its rule.</exception>
    public static double[][] Forward(
        double[][] input, double[][] mean, double[][] standardDeviation, PhiloxKey key, uint stream, ulong replicate)
    {
        LayerGuard.Shapes(input, mean);
        LayerGuard.Deviations(mean, standardDeviation);
        double[][] gamma = MatrixProduct.Value(input, mean);
        double[][] delta = MatrixProduct.Value(Squares(input), Squares(standardDeviation));
        double[][] noise = LayerNoise.Normals(input.Length, mean[0].Length, key, stream, replicate);
        return LayerGuard.Map(gamma, (b, k) => gamma[b][k] + (Math.Sqrt(delta[b][k]) * noise[b][k]));
    }

    /// <summary>From a loss's derivative by the outputs to those by input, means and standard deviations.</summary>
    /// <remarks><para>
    /// Formula: with <c>h = outputGradient noise / sqrt(delta)</c>, 0 where delta is,
    /// <c>outputGradient mean^T + input (h (standardDeviation^2)^T)</c> by the input, <c>input^T outputGradient</c> by the mean,
    /// <c>standardDeviation ((input^2)^T h)</c> by the standard deviation.
    /// </para></remarks>
    /// <param name="input">Shape [B, D], finite; at least one example.</param>
    /// <param name="mean">Shape [D, K], finite.</param>
    /// <param name="standardDeviation">Shape [D, K], positive and finite.</param>
    /// <param name="outputGradient">Shape [B, K], finite.</param>
    /// <param name="key">The noise's key, as forward.</param>
    /// <param name="stream">The noise's stream, as forward.</param>
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
        LayerGuard.Deviations(mean, standardDeviation);
        double[][] delta = MatrixProduct.Value(Squares(input), Squares(standardDeviation));
        double[][] noise = LayerNoise.Normals(input.Length, mean[0].Length, key, stream, replicate);
        double[][] h = LayerGuard.Map(delta, (b, k) =>
            delta[b][k] > 0 ? outputGradient[b][k] * noise[b][k] / Math.Sqrt(delta[b][k]) : 0);
        double[][] throughMean = MatrixProduct.TransposedRight(outputGradient, mean);
        double[][] throughVariance = MatrixProduct.TransposedRight(h, Squares(standardDeviation));
        double[][] byVariance = MatrixProduct.TransposedLeft(Squares(input), h);
        return new MeanFieldGradient(
            LayerGuard.Map(input, (b, d) => throughMean[b][d] + (input[b][d] * throughVariance[b][d])),
            MatrixProduct.TransposedLeft(input, outputGradient),
            LayerGuard.Map(mean, (d, k) => standardDeviation[d][k] * byVariance[d][k]));
    }

    private static double[][] Squares(double[][] matrix) => LayerGuard.Map(matrix, (i, j) => matrix[i][j] * matrix[i][j]);
}
