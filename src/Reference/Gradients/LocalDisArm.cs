using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Local DisARM: <see cref="DisArm"/> for each of K samples while the others stay, of the logarithm of the mean weight. Unbiased; K
/// antithetic pairs, 2 K weights.
/// </summary>
/// <remarks>
/// Source: Dong, Mnih and Tucker (2020), "DisARM: an antithetic gradient estimator for binary latent variables", on bounds of
/// several samples. The bound is that of <see cref="MultiSampleScoreFunction"/>; its evidence, a common factor of the weights,
/// changes nothing here.
/// </remarks>
public static class LocalDisArm
{
    /// <summary>One call of the estimator on given uniform numbers, for <c>b_k = uniform_k &lt; p</c>.</summary>
    /// <remarks>
    /// Formula: <c>sum_k 1/2 (L - L_k) (-1)^(c_k) max(p, 1 - p)</c> over the samples whose <c>c_k = 1[1 - u_k &lt; p]</c> is not
    /// <c>b_k = 1[u_k &lt; p]</c>, with L the logarithm of the mean weight of all b and L_k the same with c_k for b_k; and the direct term
    /// of the b, that of <see cref="MultiSampleScoreFunction"/>.
    /// </remarks>
    /// <param name="posteriorLogit">The logit of the posterior, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="uniforms">Uniform numbers, shape [K], K at least 2.</param>
    /// <returns>The gradient by the logit of p.</returns>
    /// <exception cref="ArgumentException">There are fewer than two samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A logit is not finite.</exception>
    public static double BernoulliBound(double posteriorLogit, double logit, double[] uniforms)
    {
        Guard.AtLeastLong<double>(uniforms, 2);
        var objective = BernoulliBoundObjective.At(posteriorLogit, logit, uniforms.Length);
        int fallen = uniforms.Count(u => objective.Draw(u) && !objective.Draw(1.0 - u));
        int risen = uniforms.Count(u => !objective.Draw(u) && objective.Draw(1.0 - u));
        return Gradient(objective, uniforms.Count(objective.Draw), fallen, risen);
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="posteriorLogit">The logit of the posterior, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliBoundReplicate(
        double posteriorLogit, double logit, int samples, PhiloxKey key, uint replicate) => BernoulliBoundObjective.Replicate(
            key, samples, replicate, uniforms => BernoulliBound(posteriorLogit, logit, uniforms));

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="posteriorLogit">The logit of the posterior, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliBoundBlock(
        double posteriorLogit, double logit, int samples, PhiloxKey key, uint block) => BernoulliBoundObjective.PowerSums(
            key,
            samples,
            block,
            BernoulliBoundMoments(posteriorLogit, logit, samples).Gradient,
            uniforms => BernoulliBound(posteriorLogit, logit, uniforms));

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// By enumeration: a pair is (1, 0) or (0, 1) with probability min(p, 1 - p) each, else both are the likelier outcome; so
    /// (K + 1)(K + 2) / 2 terms.
    /// </remarks>
    /// <param name="posteriorLogit">The logit of the posterior, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <returns>Gradient and variance by the logit of p.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A logit is not finite, or there are fewer than two samples.</exception>
    public static GradientMoments BernoulliBoundMoments(double posteriorLogit, double logit, int samples)
    {
        var objective = BernoulliBoundObjective.At(posteriorLogit, logit, samples);
        double gradient = objective.Gradient;
        double rarer = Math.Min(objective.Success, objective.Failure);
        double variance = 0.0;
        // Both draws are alike with probability |p - (1 - p)| = tanh(|logit| / 2).
        double[] unlike = BernoulliBoundObjective.Binomial(samples, 2.0 * rarer, Math.Tanh(Math.Abs(logit) / 2.0));
        for (int pairs = 0; pairs <= samples; pairs++)
        {
            double[] falling = BernoulliBoundObjective.Binomial(pairs, 0.5, 0.5);
            int alikeOnes = objective.Success > objective.Failure ? samples - pairs : 0;
            for (int fallen = 0; fallen <= pairs; fallen++)
            {
                double off = Gradient(objective, alikeOnes + fallen, fallen, pairs - fallen) - gradient;
                variance += unlike[pairs] * falling[fallen] * off * off;
            }
        }

        return new GradientMoments([gradient], [variance]);
    }

    // Of the ones so many fall to zero in their pair, and so many zeros rise.
    private static double Gradient(BernoulliBoundObjective objective, int ones, int fallen, int risen)
    {
        double ofFallen = fallen > 0 ? fallen * objective.Step(ones - 1) : 0.0;
        double ofRisen = risen > 0 ? risen * objective.Step(ones) : 0.0;
        return (0.5 * Math.Max(objective.Success, objective.Failure) * (ofFallen + ofRisen)) + objective.Direct(ones);
    }
}
