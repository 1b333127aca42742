using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// DisARM for categories by breaking a stick: binary draws in turn ask whether it is the first category, and if not whether it
/// is the second; their uniform numbers u and 1 - u make two coupled categories. Unbiased for any f; two evaluations.
/// </summary>
/// <remarks>
/// Source: Dong, Mnih and Tucker (2021), "Coupled gradient estimators for discrete latent variables": stick-breaking coupling.
/// </remarks>
public static class CategoricalDisArm
{
    /// <summary>One call of the estimator on two given uniform numbers, for <c>f = (x_c - target)^2</c>, x = -1, 0, 1.</summary>
    /// <remarks>
    /// Formula: stick k has the chance q_k, <c>q_1 = p_1</c> and <c>q_2 = p_2 / (p_2 + p_3)</c>, and the draws <c>b_k = 1[u_k &lt; q_k]</c>,
    /// <c>c_k = 1[1 - u_k &lt; q_k]</c>. With z and y the first one of b and of c, the gradient by the logit of q_k is
    /// <c>1/2 (f(z) - f(y))</c> times <c>(b_k - c_k) max(q_k, 1 - q_k)</c> where both have come to stick k, <c>b_k - q_k</c> or
    /// <c>-(c_k - q_k)</c> where only z or y has, and 0 where neither has. By the logits of the categories it is then
    /// <c>g_1</c> and <c>g_2 - q_2 g_1</c>.
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
        var objective = CategoricalObjective.At(target, firstLogit, secondLogit);
        double[] chances = Chances(objective);
        return Gradient(
            objective,
            [.. chances.Zip(uniforms, (q, u) => u < q)],
            [.. chances.Zip(uniforms, (q, u) => 1.0 - u < q)]);
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
    /// Formula: by the nine pairs of draws of both sticks. A stick's two draws are (1, 0) or (0, 1) with the chance
    /// <c>min(q, 1 - q)</c> each, and else both the likelier one.
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
        double[] chances = Chances(objective);
        var variance = new double[gradient.Length];
        foreach ((bool B, bool C, double Weight) first in Pairs(chances[0], objective.Others(0)))
        {
            foreach ((bool B, bool C, double Weight) second in Pairs(chances[1], objective.Probabilities[2] / objective.Others(0)))
            {
                double[] call = Gradient(objective, [first.B, second.B], [first.C, second.C]);
                for (int i = 0; i < variance.Length; i++)
                {
                    double deviation = call[i] - gradient[i];
                    variance[i] += first.Weight * second.Weight * deviation * deviation;
                }
            }
        }

        return new GradientMoments(gradient, variance);
    }

    private static double[] Chances(CategoricalObjective objective) =>
        [objective.Probabilities[0], objective.Probabilities[1] / objective.Others(0)];

    private static (bool B, bool C, double Weight)[] Pairs(double q, double rest)
    {
        double rarer = Math.Min(q, rest);
        bool likelier = q > rest;
        return [(true, false, rarer), (false, true, rarer), (likelier, likelier, Math.Max(q, rest) - rarer)];
    }

    private static double[] Gradient(CategoricalObjective objective, bool[] b, bool[] c)
    {
        int z = Category(b), y = Category(c);
        double half = 0.5 * objective.Difference(z, y);
        double[] q = Chances(objective);
        double BySticks(int k) => half * (z >= k, y >= k) switch
        {
            (true, true) => (One(b[k]) - One(c[k])) * Math.Max(q[k], 1.0 - q[k]),
            (true, false) => One(b[k]) - q[k],
            (false, true) => q[k] - One(c[k]),
            _ => 0.0,
        };
        return [BySticks(0), BySticks(1) - (q[1] * BySticks(0))];
    }

    private static int Category(bool[] draws) => draws[0] ? 0 : draws[1] ? 1 : 2;

    private static double One(bool draw) => draw ? 1.0 : 0.0;
}
