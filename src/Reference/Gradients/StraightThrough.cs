using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Straight-through: the derivative at the draw passes through the draw as if it were its probability. BIASED, but for an
/// f that is linear; one evaluation of the derivative.
/// </summary>
/// <remarks>
/// Source: Bengio, Leonard and Courville (2013), "Estimating or propagating gradients through stochastic neurons for
/// conditional computation". For a quadratic f its mean vanishes where p is the target, whichever outcome is the better.
/// </remarks>
public static class StraightThrough
{
    /// <summary>One call of the estimator on a given uniform number, for <c>f = (b - target)^2</c>.</summary>
    /// <remarks>Formula: <c>f'(b) dp / d(logit) = 2 (b - target) p (1 - p)</c> with <c>b = 1[u &lt; p]</c>.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="uniform">A uniform number.</param>
    /// <returns>A gradient by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target or the logit is not finite.</exception>
    public static double Bernoulli(double target, double logit, double uniform)
    {
        var objective = BernoulliObjective.At(target, logit);
        double b = objective.Draw(uniform) ? 1.0 : 0.0;
        return objective.Derivative(b) * objective.Success * objective.Failure;
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target or the logit is not finite.</exception>
    public static double[] BernoulliReplicate(double target, double logit, PhiloxKey key, uint replicate) =>
        ReplicateNoise.OfUniforms(key, replicate, uniform => Bernoulli(target, logit, uniform));

    /// <summary>Sums of the first four powers of <c>g - (mean of g)</c> over the gradients g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target or the logit is not finite.</exception>
    public static double[] BernoulliBlock(double target, double logit, PhiloxKey key, uint block) =>
        ReplicateNoise.PowerSumsOfUniforms(
            key, block, BernoulliMoments(target, logit).Mean, uniform => Bernoulli(target, logit, uniform));

    /// <summary>Exact mean, bias and variance of one call.</summary>
    /// <remarks>
    /// Formula: mean <c>2 (p - target) p q</c>, q = 1 - p, which misses the gradient by <c>(p - q) p q</c>; variance
    /// <c>4 p^3 q^3</c>, below the score function's where <c>|target - q| > sqrt(p q)</c>.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <returns>Gradient, variance and mean by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static BiasedGradientMoments BernoulliMoments(double target, double logit)
    {
        var objective = BernoulliObjective.At(target, logit);
        double slope = objective.Success * objective.Failure;
        return new BiasedGradientMoments(
            [objective.Gradient], [4.0 * slope * slope * slope], [objective.Derivative(objective.Success) * slope]);
    }
}
