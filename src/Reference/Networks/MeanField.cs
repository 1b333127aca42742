using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <summary>Derivatives of a loss by what a dense layer with Gaussian weights was given.</summary>
/// <param name="Input">Shape [B, D].</param>
/// <param name="Mean">By the weights' means, shape [D, K].</param>
/// <param name="StandardDeviation">By their standard deviations, shape [D, K].</param>
public sealed record MeanFieldGradient(double[][] Input, double[][] Mean, double[][] StandardDeviation);

/// <summary>
/// A dense layer with independent Gaussian weights, of which one draw serves the whole batch. A bias is the weight of an input
/// that is always 1.
/// </summary>
/// <remarks>
/// <para>Noise is a pure function of (key, stream, replicate, element): that of weight (d, k) has the element
/// <c>e = d K + k</c> and is component <c>e % 4</c> of the Philox block with counter (e / 4, stream, replicate). It is never
/// stored: backward draws it again.</para>
/// <para>Source: Blundell, Cornebise, Kavukcuoglu and Wierstra (2015), "Weight uncertainty in neural networks", section 3.2;
/// the deck, F82 to F84.</para>
/// </remarks>
public static class MeanField
{
    /// <summary>A draw of the weights.</summary>
    /// <remarks><para>Formula: <c>mean + standardDeviation noise</c>.</para></remarks>
    /// <param name="mean">Shape [D, K], finite.</param>
    /// <param name="standardDeviation">Shape [D, K], positive and finite.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">Which layer: the counter's second word.</param>
    /// <param name="replicate">Which draw: the counter's other words.</param>
    /// <returns>Shape [D, K].</returns>
    /// <exception cref="ArgumentException">A matrix is empty, or the shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element breaks its rule.</exception>
    public static double[][] Weights(
        double[][] mean, double[][] standardDeviation, PhiloxKey key, uint stream, ulong replicate)
    {
        Guard.Matrix(mean);
        LayerGuard.Deviations(mean, standardDeviation);
        double[][] noise = LayerNoise.Normals(mean.Length, mean[0].Length, key, stream, replicate);
        return LayerGuard.Map(mean, (d, k) => mean[d][k] + (standardDeviation[d][k] * noise[d][k]));
    }

    /// <summary>The pre-activations under one draw of the weights.</summary>
    /// <remarks><para>Formula: <c>output = input (mean + standardDeviation noise)</c>.</para></remarks>
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
        return MatrixProduct.Value(input, Weights(mean, standardDeviation, key, stream, replicate));
    }

    /// <summary>From a loss's derivative by the outputs to those by input, means and standard deviations.</summary>
    /// <remarks><para>
    /// Formula: <c>outputGradient weights^T</c> by the input, <c>g = input^T outputGradient</c> by the mean, and
    /// <c>g noise</c>, element by element, by the standard deviation.
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
        double[][] weights = Weights(mean, standardDeviation, key, stream, replicate);
        double[][] noise = LayerNoise.Normals(mean.Length, mean[0].Length, key, stream, replicate);
        double[][] byWeight = MatrixProduct.TransposedLeft(input, outputGradient);
        return new MeanFieldGradient(
            MatrixProduct.TransposedRight(outputGradient, weights),
            byWeight,
            LayerGuard.Map(mean, (d, k) => byWeight[d][k] * noise[d][k]));
    }
}
