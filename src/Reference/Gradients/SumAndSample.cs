using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Sum and sample: the likeliest category is counted in full, one of the others is drawn for the rest. The score function
/// with the part that it most often draws taken out of chance. Unbiased for any f; two evaluations.
/// </summary>
/// <remarks>
/// Source: Liu, Regier, Tripuraneni, Jordan and McAuliffe (2019), "Rao-Blackwellized stochastic gradients for discrete
/// distributions", with one category summed.
/// </remarks>
public static class SumAndSample
{
    /// <summary>One call of the estimator on a given uniform number, for <c>f = (x_c - target)^2</c>, x = -1, 0, 1.</summary>
    /// <remarks>
    /// Formula: <c>p_a h(a) + (1 - p_a) h(b)</c> with <c>h(c) = f(c) (1[c = i] - p_i)</c>; a is the category with the largest logit, the
    /// first of several, and the number draws b by p among the others.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <param name="uniform">A uniform number.</param>
    /// <returns>The gradient by (first logit, second logit).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Categorical(double target, double firstLogit, double secondLogit, double uniform)
    {
        var objective = CategoricalObjective.At(target, firstLogit, secondLogit);
        int a = Likeliest(firstLogit, secondLogit);
        int b = objective.DrawOther(than: a, uniform);
        return CategoricalObjective.ByLogit(i =>
            (objective.Probabilities[a] * Term(objective, a, i)) + (objective.Others(a) * Term(objective, b, i)));
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
    /// Formula: <c>Var = p_b p_c (h(b) - h(c))^2</c> with the two categories b and c that are drawn from: of a coin of odds p_b to p_c,
    /// times <c>(1 - p_a)^2</c>.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <returns>Gradient and variance by (first logit, second logit).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments CategoricalMoments(double target, double firstLogit, double secondLogit)
    {
        var objective = CategoricalObjective.At(target, firstLogit, secondLogit);
        int a = Likeliest(firstLogit, secondLogit);
        (int b, int c) = (a == 0 ? 1 : 0, a == 2 ? 1 : 2);
        return new GradientMoments(objective.Gradient(), CategoricalObjective.ByLogit(i =>
        {
            double difference = Term(objective, b, i) - Term(objective, c, i);
            return objective.Probabilities[b] * objective.Probabilities[c] * difference * difference;
        }));
    }

    private static int Likeliest(double firstLogit, double secondLogit) =>
        firstLogit >= Math.Max(secondLogit, 0.0) ? 0 : secondLogit >= 0.0 ? 1 : 2;

    private static double Term(CategoricalObjective objective, int c, int component) =>
        objective.Value(c) * objective.Score(c, component);
}
