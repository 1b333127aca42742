using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>The score function for a categorical law.</content>
public static partial class ScoreFunction
{
    /// <summary>One call of the estimator on a given uniform number, which draws c of three categories, for
    /// <c>f = (x_c - target)^2</c>, x = -1, 0, 1.</summary>
    /// <remarks>
    /// Formula: <c>f(c) (1[c = i] - p_i)</c>, p the softmax of (firstLogit, secondLogit, 0); c is the first category that the sum
    /// of probabilities up to it exceeds the uniform number at.
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
        int c = objective.Draw(uniform);
        return CategoricalObjective.ByLogit(i => objective.Value(c) * objective.Score(c, i));
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
    /// <remarks>Formula: <c>Var = sum_c p_c (f(c) (1[c = i] - p_i) - g_i)^2</c>, g the gradient <c>p_i (f(i) - E f)</c>.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <returns>Gradient and variance by (first logit, second logit).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments CategoricalMoments(double target, double firstLogit, double secondLogit)
    {
        var objective = CategoricalObjective.At(target, firstLogit, secondLogit);
        double[] gradient = objective.Gradient();
        return new GradientMoments(gradient, CategoricalObjective.ByLogit(i => objective.Expectation(c =>
        {
            double deviation = (objective.Value(c) * objective.Score(c, i)) - gradient[i];
            return deviation * deviation;
        })));
    }
}
