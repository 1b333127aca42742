using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Augment-REINFORCE (AR): the score function of the uniform numbers that draw b, averaged over K of them. Unbiased for any f;
/// K evaluations. Merged with itself at the other end of each uniform number it is ARM.
/// </summary>
/// <remarks>Source: Yin and Zhou (2019), "ARM: augment-REINFORCE-merge gradient for stochastic binary networks", section 2.</remarks>
public static class AugmentReinforce
{
    /// <summary>One call of the estimator on given uniform numbers, for <c>f = (b - target)^2</c>.</summary>
    /// <remarks>Formula: <c>1/K sum_i f(1[u_i &lt; p]) (1 - 2 u_i)</c>, p the logistic function of the logit.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="uniforms">Uniform numbers, shape [K], K at least 1.</param>
    /// <returns>The gradient by the logit.</returns>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The target or the logit is not finite.</exception>
    public static double Bernoulli(double target, double logit, double[] uniforms)
    {
        Guard.AtLeastLong<double>(uniforms, 1);
        var objective = BernoulliObjective.At(target, logit);
        return uniforms.Average(uniform => objective.Value(objective.Draw(uniform)) * (1.0 - (2.0 * uniform)));
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliReplicate(double target, double logit, int samples, PhiloxKey key, uint replicate) =>
        [.. new ReplicateNoise(key, samples).Uniforms(replicate).Select(noise => Bernoulli(target, logit, noise))];

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliBlock(double target, double logit, int samples, PhiloxKey key, uint block)
    {
        double[] centre = BernoulliMoments(target, logit, samples).Gradient;
        var noises = new ReplicateNoise(key, samples);
        return noises.PowerSums(block, centre, replicate =>
            [.. noises.Uniforms(replicate).Select(noise => Bernoulli(target, logit, noise))]);
    }

    /// <summary>Exact mean and variance of one call of K samples.</summary>
    /// <remarks>
    /// Formula: <c>K Var = p q (q f(1) + p f(0))^2 + (p^3 f(1)^2 + q^3 f(0)^2) / 3</c>, q = 1 - p: the variance of the score
    /// function, which is the mean given b, and the mean variance given b. No term cancels another.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <returns>Gradient and variance by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples, or an argument is not finite.</exception>
    public static GradientMoments BernoulliMoments(double target, double logit, int samples)
    {
        Guard.AtLeast(samples, 1);
        var objective = BernoulliObjective.At(target, logit);
        (_, double p, double q) = objective;
        (double f1, double f0) = (objective.Value(true), objective.Value(false));
        double crossed = (q * f1) + (p * f0);
        double ofMean = p * q * crossed * crossed;
        double within = ((p * p * p * f1 * f1) + (q * q * q * f0 * f0)) / 3.0;
        return new GradientMoments([objective.Gradient], [(ofMean + within) / samples]);
    }
}
