using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The pathwise gradient of a layer whose weights are drawn anew for every example of a minibatch. Unbiased, with a variance that
/// falls as 1/M.
/// </summary>
/// <remarks>
/// Source: Kingma, Salimans and Welling (2015), "Variational dropout and the local reparameterization trick". By the mean it is the
/// additive noise of Molchanov, Ashukha and Vetrov (2017), "Variational dropout sparsifies deep neural networks":
/// <c>dw/d(mean) = 1</c> with the variance held. Under multiplicative noise, <c>w = mean (1 + sqrt(alpha) e)</c> with alpha held, the
/// derivative by the mean is that of the mean here and <c>2 alpha mean</c> times that of the variance.
/// </remarks>
public static class SeparateWeightNoise
{
    /// <summary>One call of the estimator on given noise, for the loss <c>1/M sum_j (b_j - y_j)^2 / 2</c> of <c>b_j = sum_l x_jl w_l</c>.</summary>
    /// <remarks>Formula: <c>1/M sum_j d_j x_j1</c>, <c>1/M sum_j d_j x_j1 e_j1 / (2 s_1)</c> with <c>d_j = c_j + sum_l x_jl s_l e_jl</c>,
    /// c_j the mean of <c>b_j - y_j</c>.</remarks>
    /// <param name="inputs">x, shape [M, D], finite.</param>
    /// <param name="targets">y, shape [M], finite.</param>
    /// <param name="means">The weights' means, shape [D], finite.</param>
    /// <param name="standardDeviations">The weights' standard deviations s, shape [D], positive and finite.</param>
    /// <param name="noise">Standard normal e, shape [M D], one example after another.</param>
    /// <returns>The gradient by (mean, variance) of the first weight.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] Layer(
        double[][] inputs, double[] targets, double[] means, double[] standardDeviations, double[] noise)
    {
        var layer = LayerObjective.At(inputs, targets, means, standardDeviations);
        ArgumentNullException.ThrowIfNull(noise);
        Guard.Length(noise.Length, layer.Examples * layer.Weights, nameof(noise));
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
        return ReplicateNoise.OfNormals(key, layer.Examples * layer.Weights, replicate, noise => Call(layer, noise));
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
        return ReplicateNoise.PowerSumsOfNormals(key, layer.Examples * layer.Weights, block, layer.Gradient, noise => Call(layer, noise));
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: with <c>v_j = sum_l x_jl^2 s_l^2</c>, <c>Var = 1/M^2 sum_j x_j1^2 v_j</c>,
    /// <c>1/M^2 sum_j (x_j1^2 (c_j^2 + v_j) / s_1^2 + x_j1^4) / 4</c>.
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
        return layer.MomentsOf(layer.Forms);
    }

    private static double[] Call(LayerObjective layer, double[] noise) =>
        layer.OfWeightNoise(example => noise[(example * layer.Weights)..((example + 1) * layer.Weights)]);
}
