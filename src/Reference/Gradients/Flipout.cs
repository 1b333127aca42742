using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Flipout: one draw of the weights' noise for a whole minibatch, whose signs every example flips at random. Unbiased. Examples are
/// uncorrelated by the weights' means, as with noise of their own; by the variances they are not, since a square has no sign.
/// </summary>
/// <remarks>
/// Source: Wen, Vicol, Ba, Tran and Grosse (2018), "Flipout: efficient pseudo-independent weight perturbations on mini-batches".
/// For one unit of a layer the product of its two signs, of the unit and of the input, is an independent sign of every
/// weight.
/// </remarks>
public static class Flipout
{
    private const int Bits = 24; // of a uniform number, one for each weight

    /// <summary>One call of the estimator on given noise, for the loss <c>1/M sum_j (b_j - y_j)^2 / 2</c> of <c>b_j = sum_l x_jl w_l</c>.</summary>
    /// <remarks>
    /// Formula: <c>1/M sum_j d_j x_j1</c>, <c>1/M sum_j d_j x_j1 r_j1 e_1 / (2 s_1)</c> with <c>d_j = c_j + sum_l x_jl s_l r_jl e_l</c>,
    /// c_j the mean of <c>b_j - y_j</c>. Sign r_jl is minus where bit l of the uniform number u_j is set, the first bit being worth
    /// 1/2.
    /// </remarks>
    /// <param name="inputs">x, shape [M, D], finite; D at most 24.</param>
    /// <param name="targets">y, shape [M], finite.</param>
    /// <param name="means">The weights' means, shape [D], finite.</param>
    /// <param name="standardDeviations">The weights' standard deviations s, shape [D], positive and finite.</param>
    /// <param name="noise">Standard normal e, shape [D], and uniform u from 0 to 1, shape [M], behind one another.</param>
    /// <returns>The gradient by (mean, variance) of the first weight.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] Layer(
        double[][] inputs, double[] targets, double[] means, double[] standardDeviations, double[] noise)
    {
        var layer = At(inputs, targets, means, standardDeviations);
        ArgumentNullException.ThrowIfNull(noise);
        Guard.Length(noise.Length, layer.Weights + layer.Examples, nameof(noise));
        return Call(layer, noise);
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="inputs">x, shape [M, D], finite; D at most 24.</param>
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
        var layer = At(inputs, targets, means, standardDeviations);
        return Replicate(layer, new ReplicateNoise(key, Numbers(layer)), replicate);
    }

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="inputs">x, shape [M, D], finite; D at most 24.</param>
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
        var layer = At(inputs, targets, means, standardDeviations);
        var noises = new ReplicateNoise(key, Numbers(layer));
        return noises.PowerSums(block, layer.Gradient, replicate => Replicate(layer, noises, replicate));
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: by the mean as <see cref="SeparateWeightNoise"/>; by the variance more by
    /// <c>1/M^2 sum_(i != j) x_i1^2 x_j1^2 / 2</c>, which does not vanish with M.
    /// </remarks>
    /// <param name="inputs">x, shape [M, D], finite; D at most 24.</param>
    /// <param name="targets">y, shape [M], finite.</param>
    /// <param name="means">The weights' means, shape [D], finite.</param>
    /// <param name="standardDeviations">The weights' standard deviations s, shape [D], positive and finite.</param>
    /// <returns>Gradient and variance by (mean, variance) of the first weight.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static GradientMoments LayerMoments(
        double[][] inputs, double[] targets, double[] means, double[] standardDeviations)
    {
        var layer = At(inputs, targets, means, standardDeviations);
        // Each example flips all of its form but the first weight's noise times itself.
        double flipped = layer.Forms.Sum(form => form.Square + form.Others);
        double byVariance = layer.PerVariance * layer.PerVariance * (flipped + (2.0 * layer.Sum.FirstSquare));
        return new GradientMoments(layer.Gradient, [layer.MomentsOf(layer.Forms).Variance[0], byVariance]);
    }

    private static LayerObjective At(double[][] inputs, double[] targets, double[] means, double[] standardDeviations)
    {
        var layer = LayerObjective.At(inputs, targets, means, standardDeviations);
        Guard.Within(layer.Weights, 1, Bits, $"{nameof(inputs)}[0].Length");
        return layer;
    }

    private static double[] Call(LayerObjective layer, double[] noise) => layer.OfWeightNoise(
        example => Flipped(noise[..layer.Weights], noise[layer.Weights + example]));

    private static double[] Flipped(double[] noise, double uniform)
    {
        double[] flipped = [.. noise];
        for (int l = 0; l < noise.Length; l++)
        {
            double doubled = 2.0 * uniform;
            bool bit = doubled >= 1.0;
            uniform = bit ? doubled - 1.0 : doubled;
            flipped[l] = bit ? -noise[l] : noise[l];
        }

        return flipped;
    }

    // A generator block has two normal numbers and two uniform ones, so a call takes as many blocks as the longer list needs.
    private static int Numbers(LayerObjective layer) => 4 * ((Math.Max(layer.Weights, layer.Examples) + 1) / 2);

    private static double[] Replicate(LayerObjective layer, ReplicateNoise noises, ulong replicate)
    {
        double[] numbers = noises.NormalsAndUniforms(replicate)[0];
        IEnumerable<double> normals = numbers.Where((_, i) => i % 4 < 2), uniforms = numbers.Where((_, i) => i % 4 >= 2);
        return Call(layer, [.. normals.Take(layer.Weights), .. uniforms.Take(layer.Examples)]);
    }
}
