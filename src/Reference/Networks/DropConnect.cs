using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <summary>A dense layer's derivatives.</summary>
/// <param name="Input">By the inputs, shape [B, D].</param>
/// <param name="Weights">By the weights, shape [D, K].</param>
public sealed record LayerGradient(double[] Input, double[] Weights);

/// <summary>
/// DropConnect: a weight is 0 with probability p, else Lambda, as the deck writes it: <c>theta = Lambda m</c> with
/// <c>m ~ Bern(1 - p)</c>, not rescaled.
/// </summary>
/// <remarks>
/// <para>m does not depend on Lambda, so gradients go through the draw without further care. A mask for every example is
/// element <c>(b D + d) K + k</c>; one that a batch shares is element <c>d K + k</c>. It is never stored.</para>
/// <para>Source: Wan et al. (2013), Regularization of neural networks using DropConnect; the deck, F74 to F78.</para>
/// </remarks>
public static class DropConnect
{
    /// <summary>Pre-activations, each example with its own mask.</summary>
    /// <remarks>Formula: <c>y[b, k] = sum_d x[b, d] Lambda[d, k] m[b, d, k]</c>.</remarks>
    /// <param name="input">x, shape [B, D], finite.</param>
    /// <param name="weights">Lambda, shape [D, K], finite.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="key">The mask's key.</param>
    /// <param name="stream">The mask's stream.</param>
    /// <param name="replicate">The mask's replicate.</param>
    /// <returns>y, shape [B, K].</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, the rate or a number breaks its rule.</exception>
    public static double[] Forward(
        double[] input, double[] weights, int batch, double dropRate, PhiloxKey key, uint stream, ulong replicate)
    {
        var mask = new Mask(LayerShape.Of(input, weights, batch, nameof(weights)), isShared: false, dropRate, key, stream, replicate);
        return Output(mask, input, weights);
    }

    /// <summary>Pre-activations under one mask for the batch.</summary>
    /// <remarks>Formula: <c>y[b, k] = sum_d x[b, d] Lambda[d, k] m[d, k]</c>: fewer draws, and noise that the examples share.
    /// </remarks>
    /// <param name="input">x, shape [B, D], finite.</param>
    /// <param name="weights">Lambda, shape [D, K], finite.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="key">The mask's key.</param>
    /// <param name="stream">The mask's stream.</param>
    /// <param name="replicate">The mask's replicate.</param>
    /// <returns>y, shape [B, K].</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, the rate or a number breaks its rule.</exception>
    public static double[] SharedForward(
        double[] input, double[] weights, int batch, double dropRate, PhiloxKey key, uint stream, ulong replicate)
    {
        var mask = new Mask(LayerShape.Of(input, weights, batch, nameof(weights)), isShared: true, dropRate, key, stream, replicate);
        return Output(mask, input, weights);
    }

    /// <summary>Derivatives of <see cref="Forward"/>.</summary>
    /// <remarks>Formula: <c>sum_k g[b, k] Lambda[d, k] m[b, d, k]</c> by x[b, d],
    /// <c>sum_b g[b, k] x[b, d] m[b, d, k]</c> by Lambda[d, k].</remarks>
    /// <param name="input">x, shape [B, D], finite.</param>
    /// <param name="weights">Lambda, shape [D, K], finite.</param>
    /// <param name="outputGradient">g, the derivative by y, shape [B, K], finite.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="key">The mask's key.</param>
    /// <param name="stream">The mask's stream.</param>
    /// <param name="replicate">The mask's replicate.</param>
    /// <returns>The derivatives.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, the rate or a number breaks its rule.</exception>
    public static LayerGradient Backward(
        double[] input, double[] weights, double[] outputGradient, int batch, double dropRate, PhiloxKey key, uint stream, ulong replicate)
    {
        var mask = new Mask(LayerShape.Of(input, weights, batch, nameof(weights)), isShared: false, dropRate, key, stream, replicate);
        return Gradient(mask, input, weights, outputGradient);
    }

    /// <summary>Derivatives of <see cref="SharedForward"/>.</summary>
    /// <remarks>Formula: as for a mask of each example, with <c>m[d, k]</c>.</remarks>
    /// <param name="input">x, shape [B, D], finite.</param>
    /// <param name="weights">Lambda, shape [D, K], finite.</param>
    /// <param name="outputGradient">g, the derivative by y, shape [B, K], finite.</param>
    /// <param name="batch">B, at least 1.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="key">The mask's key.</param>
    /// <param name="stream">The mask's stream.</param>
    /// <param name="replicate">The mask's replicate.</param>
    /// <returns>The derivatives.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, the rate or a number breaks its rule.</exception>
    public static LayerGradient SharedBackward(
        double[] input, double[] weights, double[] outputGradient, int batch, double dropRate, PhiloxKey key, uint stream, ulong replicate)
    {
        var mask = new Mask(LayerShape.Of(input, weights, batch, nameof(weights)), isShared: true, dropRate, key, stream, replicate);
        return Gradient(mask, input, weights, outputGradient);
    }

    /// <summary>Moments of a pre-activation.</summary>
    /// <remarks>Formula: <c>(1 - p) sum_d x[d] Lambda[d]</c>, <c>p (1 - p) sum_d x[d]^2 Lambda[d]^2</c>. By the central limit
    /// theorem the pre-activation nears the Gaussian of these moments. Source: Wan et al. (2013); the deck, F78.</remarks>
    /// <param name="input">x, shape [D], finite.</param>
    /// <param name="weight">Lambda, shape [D], finite.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <returns>The moments.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate or a number breaks its rule.</exception>
    public static Preactivation PreactivationMoments(double[] input, double[] weight, double dropRate)
    {
        (double sum, double squares) = LayerShape.Products(input, weight);
        Dropout.CheckRate(dropRate);
        return new Preactivation((1 - dropRate) * sum, dropRate * (1 - dropRate) * squares);
    }

    private static double[] Output(Mask mask, double[] input, double[] weights)
    {
        LayerShape shape = mask.Shape;
        var output = new double[shape.Batch * shape.Outputs];
        shape.ForEach((b, d, k) =>
            output[(b * shape.Outputs) + k] += mask.Keeps(b, d, k) ? input[(b * shape.Inputs) + d] * weights[(d * shape.Outputs) + k] : 0);
        return output;
    }

    private static LayerGradient Gradient(Mask mask, double[] input, double[] weights, double[] outputGradient)
    {
        LayerShape shape = mask.Shape;
        shape.CheckOutput(outputGradient);
        var gradient = new LayerGradient(new double[input.Length], new double[weights.Length]);
        shape.ForEach((b, d, k) =>
        {
            double g = mask.Keeps(b, d, k) ? outputGradient[(b * shape.Outputs) + k] : 0;
            gradient.Input[(b * shape.Inputs) + d] += g * weights[(d * shape.Outputs) + k];
            gradient.Weights[(d * shape.Outputs) + k] += g * input[(b * shape.Inputs) + d];
        });
        return gradient;
    }

    private sealed class Mask
    {
        private readonly bool _isShared;
        private readonly double _dropRate;
        private readonly PhiloxKey _key;
        private readonly uint _stream;
        private readonly ulong _replicate;

        public Mask(LayerShape shape, bool isShared, double dropRate, PhiloxKey key, uint stream, ulong replicate)
        {
            Dropout.CheckRate(dropRate);
            (Shape, _isShared, _dropRate, _key, _stream, _replicate) = (shape, isShared, dropRate, key, stream, replicate);
        }

        public LayerShape Shape { get; }

        public bool Keeps(int b, int d, int k) => !Dropout.IsDropped(
            ((((_isShared ? 0L : b) * Shape.Inputs) + d) * Shape.Outputs) + k, _dropRate, _key, _stream, _replicate);
    }
}
