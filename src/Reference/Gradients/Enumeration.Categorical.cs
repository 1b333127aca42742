using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>Enumeration of three categories.</content>
public static partial class Enumeration
{
    /// <summary>The gradient of <c>f = (x_c - target)^2</c>, x = -1, 0, 1.</summary>
    /// <remarks>Formula: <c>sum_c f(c) p_c (1[c = i] - p_i)</c>, p the softmax of (firstLogit, secondLogit, 0).</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <returns>The gradient by (first logit, second logit).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Categorical(double target, double firstLogit, double secondLogit)
    {
        var objective = CategoricalObjective.At(target, firstLogit, secondLogit);
        return CategoricalObjective.ByLogit(i => objective.Expectation(c => objective.Value(c) * objective.Score(c, i)));
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
            key, 1, replicate, _ => Categorical(target, firstLogit, secondLogit));

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
            1,
            block,
            CategoricalMoments(target, firstLogit, secondLogit).Gradient,
            _ => Categorical(target, firstLogit, secondLogit));

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>Formula: <c>p_i sum_c p_c (f(i) - f(c))</c>, the sum's terms put together before they cancel, and 0.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <returns>Gradient and variance by (first logit, second logit).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments CategoricalMoments(double target, double firstLogit, double secondLogit) =>
        new(CategoricalObjective.At(target, firstLogit, secondLogit).Gradient(), [0.0, 0.0]);
}
