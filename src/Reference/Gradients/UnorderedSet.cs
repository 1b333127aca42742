using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The unordered set estimator of two different categories, a sample without replacement: each category's score, weighted by
/// its chance to have come first, with a baseline made of the set. Unbiased for any f; two evaluations.
/// </summary>
/// <remarks>
/// Source: Kool, van Hoof and Welling (2020), "Estimating gradients for discrete random variables by sampling without
/// replacement": the estimator with leave-one-out ratios and its built-in baseline. In general a set S of K categories gives
/// <c>sum_(s in S) P(s came first | S) (f(s) - sum_(r in S) p_r R(S without s, r) f(r)) d ln p_s</c>. The two categories are
/// drawn in turn, which is the law of the two largest of Gumbel numbers about the logits.
/// </remarks>
public static class UnorderedSet
{
    /// <summary>One call of the estimator on two given uniform numbers, for <c>f = (x_c - target)^2</c>, x = -1, 0, 1.</summary>
    /// <remarks>
    /// Formula: the first number draws a by p, the second b by p among the others. As
    /// <c>P(a came first) = (1 - p_b) / (2 - p_a - p_b)</c>, and the baseline of a is <c>p_a f(a) + (1 - p_a) f(b)</c>, it is
    /// <c>(1 - p_a) (1 - p_b) / (2 - p_a - p_b) (f(a) - f(b)) (1[a = i] - 1[b = i])</c>, whichever came first.
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
        int a = objective.Draw(uniforms[0]);
        int b = objective.DrawOther(than: a, uniforms[1]);
        return CategoricalObjective.ByLogit(i => OfPair(objective, a, b, i));
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
    /// Formula: <c>Var = sum_S P(S) (g(S) - E g)^2</c> over the three pairs, <c>P({a, b}) = p_a p_b (1 / (1 - p_a) + 1 / (1 - p_b))</c>.
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
        (int A, int B)[] pairs = [(0, 1), (0, 2), (1, 2)];
        return new GradientMoments(gradient, CategoricalObjective.ByLogit(i => pairs.Sum(pair =>
        {
            (int a, int b) = pair;
            double deviation = OfPair(objective, a, b, i) - gradient[i];
            double chance = objective.Probabilities[a] * objective.Probabilities[b]
                * ((1.0 / objective.Others(a)) + (1.0 / objective.Others(b)));
            return chance * deviation * deviation;
        })));
    }

    private static double OfPair(CategoricalObjective objective, int a, int b, int component)
    {
        double weight = 1.0 / ((1.0 / objective.Others(a)) + (1.0 / objective.Others(b)));
        double sign = a == component ? 1.0 : b == component ? -1.0 : 0.0;
        return weight * objective.Difference(a, b) * sign;
    }
}
