using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The score-function estimator of a bound of K samples: every sample's score takes the logarithm of the mean weight of all, and
/// what the logit does to the weights is added. Unbiased, and the worse the more samples share that one signal.
/// </summary>
/// <remarks>
/// Source: Mnih and Rezende (2016), "Variational inference for Monte Carlo objectives", section 2: the naive estimator, which
/// the paper sets out from. The bound is that of <see cref="Inference.ImportanceWeighted"/>, for a Bernoulli q and a Bernoulli posterior
/// whose evidence p(y) is 1; the evidence would add its logarithm to the signal, and to the variance.
/// </remarks>
public static class MultiSampleScoreFunction
{
    /// <summary>One call of the estimator on given uniform numbers, for <c>b_k = uniform_k &lt; p</c>.</summary>
    /// <remarks>
    /// Formula: <c>sum_k (L - v_k) (b_k - p)</c> with <c>L = ln((1/K) sum_k w(b_k))</c>, <c>w(1) = posterior / p</c>,
    /// <c>w(0) = (1 - posterior) / (1 - p)</c> and v_k the weights over their sum; it holds the direct term
    /// <c>sum_k v_k d ln w(b_k) / d(logit)</c>, so its mean is the whole gradient of the bound.
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
        double scores = (ones * objective.Failure) - (zeros * objective.Success);
        return (objective.LogMean(ones) * scores) + objective.Direct(ones);
    }
}
