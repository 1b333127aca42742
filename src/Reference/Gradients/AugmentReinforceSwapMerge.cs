using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Augment-REINFORCE-swap-merge (ARSM): the category is the least of exponential numbers over their weights, and each swap of
/// two of the numbers gives another category to compare it with. Unbiased for any f; four evaluations for three categories.
/// </summary>
/// <remarks>
/// Source: Yin, Yue and Zhou (2019), "ARSM: augment-REINFORCE-swap-merge estimator for gradient backpropagation through
/// categorical variables".
/// </remarks>
public static class AugmentReinforceSwapMerge
{
    /// <summary>One call of the estimator on two given uniform numbers, for <c>f = (x_c - target)^2</c>, x = -1, 0, 1.</summary>
    /// <remarks>
    /// Formula: <c>g_i = sum_j (f(z_ij) - 1/3 sum_m f(z_mj)) (1/3 - w_j)</c>, <c>z_ij = argmin_c v_c exp(-logit_c)</c> where v is w with
    /// its numbers i and j swapped. The three spacings w that two uniform numbers leave of (0, 1) are uniform on the simplex,
    /// as exponential numbers over their sum are.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <param name="uniforms">Uniform numbers, shape [2].</param>
    /// <returns>The gradient by (first logit, second logit).</returns>
    /// <exception cref="ArgumentException">There are not two uniform numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Categorical(double target, double firstLogit, double secondLogit, double[] uniforms)
    {
        Guard.Length(uniforms.Length, 2, nameof(uniforms));
        (double low, double high) = (Math.Min(uniforms[0], uniforms[1]), Math.Max(uniforms[0], uniforms[1]));
        double[] spacings = [low, high - low, 1.0 - high];
        double[][] factors = Factors(
            CategoricalObjective.At(target, firstLogit, secondLogit), Weights(firstLogit, secondLogit), spacings);
        return CategoricalObjective.ByLogit(i => Line(factors[i], spacings));
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (first logit, second logit).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] CategoricalReplicate(
        double target, double firstLogit, double secondLogit, PhiloxKey key, uint replicate) =>
        CategoricalReplicates.Gradients(
            key, 2, replicate, noise => Categorical(target, firstLogit, secondLogit, noise));

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (first logit, second logit), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] CategoricalBlock(
        double target, double firstLogit, double secondLogit, PhiloxKey key, uint block) =>
        CategoricalReplicates.PowerSums(
            key,
            2,
            block,
            CategoricalMoments(target, firstLogit, secondLogit).Gradient,
            noise => Categorical(target, firstLogit, secondLogit, noise));

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: where w draws the same categories, a call is a line in w. These places are the cells that the lines
    /// <c>w_a exp(-logit_k) = w_b exp(-logit_l)</c> cut the simplex into; over each triangle of one, the midpoints of its edges average
    /// a square exactly.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <returns>Gradient and variance by (first logit, second logit).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments CategoricalMoments(double target, double firstLogit, double secondLogit)
    {
        var objective = CategoricalObjective.At(target, firstLogit, secondLogit);
        double[] gradient = objective.Gradient();
        double[] weights = Weights(firstLogit, secondLogit);
        var variance = new double[gradient.Length];
        foreach (double[][] cell in SimplexCells.Cut(weights))
        {
            double[][] factors = Factors(objective, weights, SimplexCells.Centre(cell));
            for (int i = 0; i < variance.Length; i++)
            {
                variance[i] += SimplexCells.Integral(cell, spacings =>
                {
                    double deviation = Line(factors[i], spacings) - gradient[i];
                    return deviation * deviation;
                });
            }
        }

        return new GradientMoments(gradient, variance);
    }

    // exp(-logit) of each category, the largest being 1.
    private static double[] Weights(double firstLogit, double secondLogit)
    {
        double least = Math.Min(0.0, Math.Min(firstLogit, secondLogit));
        return [Math.Exp(least - firstLogit), Math.Exp(least - secondLogit), Math.Exp(least)];
    }

    // f(z_ij) - 1/3 sum_m f(z_mj).
    private static double[][] Factors(CategoricalObjective objective, double[] weights, double[] spacings)
    {
        double[][] f = [.. Enumerable.Range(0, 3).Select(i => Enumerable.Range(0, 3).Select(j =>
        {
            double[] swapped = [.. spacings];
            (swapped[i], swapped[j]) = (swapped[j], swapped[i]);
            return objective.Value(Drawn(swapped, weights));
        }).ToArray())];
        return [.. f.Select(row => row.Select((value, j) => value - ((f[0][j] + f[1][j] + f[2][j]) / 3.0)).ToArray())];
    }

    private static int Drawn(double[] spacings, double[] weights)
    {
        double[] products = [.. spacings.Zip(weights, (spacing, weight) => spacing * weight)];
        return Array.IndexOf(products, products.Min());
    }

    private static double Line(double[] factors, double[] spacings) =>
        factors.Zip(spacings, (factor, spacing) => factor * ((1.0 / 3.0) - spacing)).Sum();
}
