using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The gradient of a layer by local reparametrisation: each example draws its pre-activation, not its weights. Unbiased; the
/// variance falls as 1/M, and by the weights' variances it is never above that of <see cref="SeparateWeightNoise"/>.
/// </summary>
/// <remarks>
/// Source: Kingma, Salimans and Welling (2015), "Variational dropout and the local reparameterization trick".
/// The law of the pre-activation is <see cref="Networks.LocalReparameterization"/>.
/// </remarks>
public static partial class LocalWeightNoise
{
    /// <summary>One call of the estimator on given noise, for the loss <c>1/M sum_j (b_j - y_j)^2 / 2</c> of <c>b_j = sum_l x_jl w_l</c>.</summary>
    /// <remarks>Formula: <c>1/M sum_j d_j x_j1</c>, <c>1/M sum_j d_j z_j x_j1^2 / (2 sqrt(v_j))</c> with <c>v_j = sum_l x_jl^2 s_l^2</c>,
    /// <c>d_j = c_j + sqrt(v_j) z_j</c>, c_j the mean of <c>b_j - y_j</c>; an example of zeros has no gradient.</remarks>
    /// <param name="inputs">x, shape [M, D], finite.</param>
    /// <param name="targets">y, shape [M], finite.</param>
    /// <param name="means">The weights' means, shape [D], finite.</param>
    /// <param name="standardDeviations">The weights' standard deviations s, shape [D], positive and finite.</param>
    /// <param name="noise">Standard normal z, shape [M].</param>
    /// <returns>The gradient by (mean, variance) of the first weight.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] Layer(
        double[][] inputs, double[] targets, double[] means, double[] standardDeviations, double[] noise)
    {
        var layer = LayerObjective.At(inputs, targets, means, standardDeviations);
        ArgumentNullException.ThrowIfNull(noise);
        Guard.Length(noise.Length, layer.Examples, nameof(noise));
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
        return ReplicateNoise.OfNormals(key, layer.Examples, replicate, noise => Call(layer, noise));
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
        return ReplicateNoise.PowerSumsOfNormals(key, layer.Examples, block, layer.Gradient, noise => Call(layer, noise));
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: <c>Var = 1/M^2 sum_j x_j1^2 v_j</c>, as with separate weights; <c>1/M^2 sum_j x_j1^4 (c_j^2 / v_j + 2) / 4</c>, less by
    /// <c>1/M^2 sum_j x_j1^2 (c_j^2 + v_j) (1 - x_j1^2 s_1^2 / v_j) / (4 s_1^2)</c>, which is zero with one weight alone.
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
        (double byMean, double byVariance) = (0.0, 0.0);
        for (int j = 0; j < layer.Examples; j++)
        {
            (double x, double spread) = (layer.Inputs[j][0], layer.Spread(j));
            double perNoise = OverRoot(x * x, spread) * layer.Distances[j];
            byMean += x * x * spread;
            byVariance += ((perNoise * perNoise) + (2.0 * x * x * x * x)) / 4.0;
        }

        double ofAverage = 1.0 / ((double)layer.Examples * layer.Examples);
        return new GradientMoments(layer.Gradient, [ofAverage * byMean, ofAverage * byVariance]);
    }

    private static double[] Call(LayerObjective layer, double[] noise)
    {
        (double byMean, double byVariance) = (0.0, 0.0);
        for (int j = 0; j < layer.Examples; j++)
        {
            (double x, double spread) = (layer.Inputs[j][0], layer.Spread(j));
            double slope = layer.Distances[j] + (Math.Sqrt(spread) * noise[j]); // d/db_j of the example's loss, b_j - y_j
            byMean += slope * x;
            byVariance += slope * noise[j] * OverRoot(x * x, spread) / 2.0;
        }

        return [byMean / layer.Examples, byVariance / layer.Examples];
    }

    // 0 where an input of zeros makes both 0.
    private static double OverRoot(double square, double spread) => spread > 0.0 ? square / Math.Sqrt(spread) : 0.0;
}
