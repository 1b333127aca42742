using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>The leave-one-out estimator for a categorical law.</content>
public static partial class LeaveOneOut
{
    /// <summary>One call of the estimator on given uniform numbers, which draw one of three categories each, for
    /// <c>f = (x_c - target)^2</c>, x = -1, 0, 1.</summary>
    /// <remarks>
    /// Formula: as for the normal, with the score <c>1[c = i] - p_i</c>, p the softmax of (firstLogit, secondLogit, 0).
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <param name="uniforms">Uniform numbers, shape [K], K at least 2.</param>
    /// <returns>The gradient by (first logit, second logit).</returns>
    /// <exception cref="ArgumentException">There are fewer than two samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Categorical(double target, double firstLogit, double secondLogit, double[] uniforms)
    {
        Guard.AtLeastLong<double>(uniforms, 2);
        var objective = CategoricalObjective.At(target, firstLogit, secondLogit);
        int[] c = [.. uniforms.Select(objective.Draw)];
        double[] f = [.. c.Select(objective.Value)];
        return CategoricalObjective.ByLogit(i => Estimate(f, [.. c.Select(category => objective.Score(category, i))]));
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (first logit, second logit).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] CategoricalReplicate(
        double target, double firstLogit, double secondLogit, int samples, PhiloxKey key, uint replicate)
    {
        Guard.AtLeast(samples, 2);
        return CategoricalReplicates.Gradients(
            key, samples, replicate, noise => Categorical(target, firstLogit, secondLogit, noise));
    }

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (first logit, second logit), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] CategoricalBlock(
        double target, double firstLogit, double secondLogit, int samples, PhiloxKey key, uint block) =>
        CategoricalReplicates.PowerSums(
            key,
            samples,
            block,
            CategoricalMoments(target, firstLogit, secondLogit, samples).Gradient,
            noise => Categorical(target, firstLogit, secondLogit, noise));

    /// <summary>Exact mean and variance of one call of K samples.</summary>
    /// <remarks>
    /// Formula: <c>Var = Var[(f - E f) s] / K + (Var f E s^2 + g^2) / (K (K - 1))</c> with the score s, <c>E s^2 = p_i (1 - p_i)</c>, and
    /// the gradient g.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">Logit of the first category, finite.</param>
    /// <param name="secondLogit">Logit of the second category, finite; the third's is 0.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <returns>Gradient and variance by (first logit, second logit).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments CategoricalMoments(double target, double firstLogit, double secondLogit, int samples)
    {
        Guard.AtLeast(samples, 2);
        var objective = CategoricalObjective.At(target, firstLogit, secondLogit);
        double[] gradient = objective.Gradient();
        double spread = objective.Expectation(c => objective.Centred(c) * objective.Centred(c));
        return new GradientMoments(gradient, CategoricalObjective.ByLogit(i =>
        {
            double centred = objective.Expectation(c =>
            {
                double deviation = (objective.Centred(c) * objective.Score(c, i)) - gradient[i];
                return deviation * deviation;
            });
            return Variance(samples, centred, spread * objective.Probabilities[i] * objective.Others(i), gradient[i]);
        }));
    }
}
