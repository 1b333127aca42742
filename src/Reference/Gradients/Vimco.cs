using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// VIMCO: every sample's score takes what its own weight adds to the logarithm of the mean weight, over that with the geometric mean of
/// the others' in its place. Unbiased, as that baseline does not depend on the sample.
/// </summary>
/// <remarks>
/// Source: Mnih and Rezende (2016), "Variational inference for Monte Carlo objectives", section 2 and algorithm 1. The bound is that
/// of <see cref="MultiSampleScoreFunction"/>; its evidence, a common factor of the weights, changes nothing here.
/// </remarks>
public static class Vimco
{
    /// <summary>One call of the estimator on given uniform numbers, for <c>b_k = uniform_k &lt; p</c>.</summary>
    /// <remarks>
    /// Formula: <c>sum_k (ln(S / S_k) - v_k) (b_k - p)</c> with S the sum of the weights, S_k the same with the geometric mean of the
    /// others' for sample k's own, v_k the weights over their sum; the direct term is that of <see cref="MultiSampleScoreFunction"/>.
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
        return Gradient(objective, uniforms.Count(objective.Draw));
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
    /// <remarks>By enumeration of how many samples are ones: K + 1 terms.</remarks>
    /// <param name="posteriorLogit">The logit of the posterior, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <returns>Gradient and variance by the logit of p.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A logit is not finite, or there are fewer than two samples.</exception>
    public static GradientMoments BernoulliBoundMoments(double posteriorLogit, double logit, int samples)
    {
        var objective = BernoulliBoundObjective.At(posteriorLogit, logit, samples);
        return objective.Moments(ones => Gradient(objective, ones));
    }

    private static double Gradient(BernoulliBoundObjective objective, int ones)
    {
        int zeros = objective.Samples - ones;
        double ofOnes = ones > 0 ? ones * objective.Failure * Signal(objective, ones, own: objective.OfOne, -zeros) : 0.0;
        double ofZeros = zeros > 0 ? zeros * objective.Success * Signal(objective, ones, own: objective.OfZero, ones) : 0.0;
        return ofOnes - ofZeros + objective.Direct(ones);
    }

    // So many of the K - 1 others weigh e^(+-LogRatio) times one's own: their geometric mean is e^(exponent) times it.
    private static double Signal(BernoulliBoundObjective objective, int ones, double own, int unlike)
    {
        double exponent = objective.LogRatio * unlike / (objective.Samples - 1);
        double gain = own * SmallDifferences.OneMinusExp(exponent);
        double others = objective.Sum(ones) - own;
        return BernoulliBoundObjective.LogOfRatio(others + own, others + (own * Math.Exp(exponent)), gain);
    }
}
