using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// A stratified draw without replacement: two different categories of one uniform number. One that has half the chance or more is
/// kept and counts by its chance; what is drawn beside it, or the two that are drawn of three less likely ones, share the rest
/// evenly. Unbiased for any f; two evaluations, and at most the variance of two independent draws of the score function.
/// </summary>
/// <remarks>
/// Source: Fearnhead and Clifford (2003), "On-line inference for hidden Markov models via particle filters", whose optimal resampling this
/// is, for two of three categories. A category with chance p that counts w is in with chance <c>p / w</c>; these chances, end to end,
/// are as long as the number of draws, and the number u takes what lies at u and at u + 1: systematic sampling of that line, each unit
/// of which is a stratum. With a category kept it is <see cref="SumAndSample"/>.
/// </remarks>
public static class StratifiedWithoutReplacement
{
    /// <summary>One call of the estimator on a given uniform number, for <c>f = (x_c - target)^2</c>, x = -1, 0, 1.</summary>
    /// <remarks>
    /// Formula: <c>w_a h(a) + w_b h(b)</c> with <c>h(c) = f(c) (1[c = i] - p_i)</c>; w is p of the kept category and 1 - p of any other,
    /// or a half where none is kept. The number leaves out the third category below <c>1 - p_3 / w_3</c>, the first from
    /// <c>p_1 / w_1</c> on, and between them the second.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <param name="uniform">A uniform number.</param>
    /// <returns>The gradient by (first logit, second logit).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Categorical(double target, double firstLogit, double secondLogit, double uniform)
    {
        var strata = CategoricalStrata.Of(CategoricalObjective.At(target, firstLogit, secondLogit));
        int left = strata.LeftOut(uniform);
        (int a, int b) = (left == 0 ? 1 : 0, left == 2 ? 1 : 2);
        return CategoricalObjective.ByLogit(i => strata.Part(a, i) + strata.Part(b, i));
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
            key, 1, replicate, noise => Categorical(target, firstLogit, secondLogit, noise[0]));

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
            noise => Categorical(target, firstLogit, secondLogit, noise[0]));

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: <c>Var = sum_(c &lt; d) q_c q_d (w_c h(c) - w_d h(d))^2</c>, q_c the chance that c is left out: of three outcomes, by their
    /// differences.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <returns>Gradient and variance by (first logit, second logit).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments CategoricalMoments(double target, double firstLogit, double secondLogit)
    {
        var objective = CategoricalObjective.At(target, firstLogit, secondLogit);
        var strata = CategoricalStrata.Of(objective);
        return new GradientMoments(objective.Gradient(), CategoricalObjective.ByLogit(i =>
        {
            double Pair(int c, int d)
            {
                double difference = strata.Part(c, i) - strata.Part(d, i);
                return strata.Left[c] * strata.Left[d] * difference * difference;
            }

            return Pair(0, 1) + Pair(0, 2) + Pair(1, 2);
        }));
    }
}
