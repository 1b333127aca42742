using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The pathwise gradient of a layer whose weights are drawn once for a whole minibatch. Unbiased; its variance does not vanish
/// however many examples are averaged, since all see the same noise.
/// </summary>
/// <remarks>
/// Source: Blundell, Cornebise, Kavukcuoglu and Wierstra (2015), "Weight uncertainty in neural networks"; its variance: Kingma,
/// Salimans and Welling (2015), "Variational dropout and the local reparameterization trick".
/// </remarks>
public static class SharedWeightNoise
{
    /// <summary>One call of the estimator on given noise, for the loss <c>1/M sum_j (b_j - y_j)^2 / 2</c> of <c>b_j = sum_l x_jl w_l</c>.</summary>
    /// <remarks>Formula: <c>1/M sum_j d_j x_j1</c>, <c>1/M sum_j d_j x_j1 e_1 / (2 s_1)</c> with <c>d_j = c_j + sum_l x_jl s_l e_l</c>,
    /// c_j the mean of <c>b_j - y_j</c>.</remarks>
    /// <param name="inputs">x, shape [M, D], finite.</param>
    /// <param name="targets">y, shape [M], finite.</param>
    /// <param name="means">The weights' means, shape [D], finite.</param>
    /// <param name="standardDeviations">The weights' standard deviations s, shape [D], positive and finite.</param>
    /// <param name="noise">Standard normal e, shape [D].</param>
    /// <returns>The gradient by (mean, variance) of the first weight.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] Layer(
        double[][] inputs, double[] targets, double[] means, double[] standardDeviations, double[] noise)
    {
        var layer = LayerObjective.At(inputs, targets, means, standardDeviations);
        ArgumentNullException.ThrowIfNull(noise);
        Guard.Length(noise.Length, layer.Weights, nameof(noise));
        return Call(layer, noise);
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="inputs">x, shape [M, D], finite.</param>
    /// <param name="targets">y, shape [M], finite.</param>
    /// <param name="means">The weights' means, shape [D], finite.</param>
    /// <param name="standardDeviations">The weights' standard deviations s, shape [D], positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (mean, variance).</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] LayerReplicate(
        double[][] inputs, double[] targets, double[] means, double[] standardDeviations, PhiloxKey key, uint replicate)
    {
        var layer = LayerObjective.At(inputs, targets, means, standardDeviations);
        return ReplicateNoise.OfNormals(key, layer.Weights, replicate, noise => Call(layer, noise));
    }

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="inputs">x, shape [M, D], finite.</param>
    /// <param name="targets">y, shape [M], finite.</param>
    /// <param name="means">The weights' means, shape [D], finite.</param>
    /// <param name="standardDeviations">The weights' standard deviations s, shape [D], positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (mean, variance), powers 1 to 4.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] LayerBlock(
        double[][] inputs, double[] targets, double[] means, double[] standardDeviations, PhiloxKey key, uint block)
    {
        var layer = LayerObjective.At(inputs, targets, means, standardDeviations);
        return ReplicateNoise.PowerSumsOfNormals(key, layer.Weights, block, layer.Gradient, noise => Call(layer, noise));
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: with <c>A = 1/M sum_j x_j1 c_j</c> and <c>h_l = 1/M sum_j x_j1 x_jl s_l</c>, <c>Var = sum_l h_l^2</c>,
    /// <c>(A^2 + sum_l h_l^2 + h_1^2) / (4 s_1^2)</c>. It is less than that of <see cref="SeparateWeightNoise"/> where the examples'
    /// gradients are negatively correlated.
    /// </remarks>
    /// <param name="inputs">x, shape [M, D], finite.</param>
    /// <param name="targets">y, shape [M], finite.</param>
    /// <param name="means">The weights' means, shape [D], finite.</param>
    /// <param name="standardDeviations">The weights' standard deviations s, shape [D], positive and finite.</param>
    /// <returns>Gradient and variance by (mean, variance) of the first weight.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static GradientMoments LayerMoments(
        double[][] inputs, double[] targets, double[] means, double[] standardDeviations)
    {
        var layer = LayerObjective.At(inputs, targets, means, standardDeviations);
        return layer.MomentsOf(layer.Sum);
    }

    private static double[] Call(LayerObjective layer, double[] noise) => layer.OfWeightNoise(_ => noise);
}
