using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>Derivatives of a loss by what a dense layer was given.</summary>
/// <param name="Input">Shape [B, D].</param>
/// <param name="Weights">Shape [D, K].</param>
/// <param name="Bias">Shape [K].</param>
public sealed record DenseGradient(double[][] Input, double[][] Weights, double[] Bias);

/// <summary>A dense layer over a batch: one row an example.</summary>
/// <remarks>Source: Bishop (2006), sections 5.1 and 5.3; the batch as a matrix is textbook notation.</remarks>
public static class Dense
{
    /// <summary>The pre-activations.</summary>
    /// <remarks><para>Formula: <c>output = input weights + bias</c>, the bias added to every row.</para></remarks>
    /// <param name="input">Shape [B, D], finite; at least one example.</param>
    /// <param name="weights">Shape [D, K], finite.</param>
    /// <param name="bias">Shape [K], finite.</param>
    /// <returns>Shape [B, K].</returns>
    /// <exception cref="ArgumentException">The batch is empty, or the shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public static double[][] Forward(double[][] input, double[][] weights, double[] bias)
    {
        LayerGuard.Shapes(input, weights);
        ArgumentNullException.ThrowIfNull(bias);
        Guard.Length(bias.Length, weights[0].Length, nameof(bias));
        Guard.Finite(bias);
        return [.. MatrixProduct.Value(input, weights).Select(row => LinearAlgebra.Sum(row, bias))];
    }

    /// <summary>From a loss's derivative by the outputs to those by input, weights and bias.</summary>
    /// <remarks><para>
    /// Formula: <c>outputGradient weights^T</c> by the input, <c>input^T outputGradient</c> by the weights,
    /// <c>sum_b outputGradient[b]</c> by the bias.
    /// </para></remarks>
    /// <param name="input">Shape [B, D], finite; at least one example.</param>
    /// <param name="weights">Shape [D, K], finite.</param>
    /// <param name="outputGradient">Shape [B, K], finite.</param>
    /// <returns>The derivatives.</returns>
    /// <exception cref="ArgumentException">The batch is empty, or the shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public static DenseGradient Backward(double[][] input, double[][] weights, double[][] outputGradient)
    {
        LayerGuard.Shapes(input, weights, outputGradient);
        return new DenseGradient(
            MatrixProduct.TransposedRight(outputGradient, weights),
            MatrixProduct.TransposedLeft(input, outputGradient),
            outputGradient.Aggregate(LinearAlgebra.Sum));
    }
}
