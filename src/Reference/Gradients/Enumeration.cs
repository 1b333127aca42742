using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>The gradient itself, summed over every outcome: no noise, no variance, one evaluation for each outcome.</summary>
/// <remarks>
/// Source: Mohamed, Rosca, Figurnov and Mnih (2020), "Monte Carlo gradient estimation in machine learning": what every estimator
/// of it is held against. Where outcomes are few it is the estimator of choice.
/// </remarks>
public static partial class Enumeration
{
    /// <summary>The gradient of <c>f = (b - target)^2</c>.</summary>
    /// <remarks>Formula: <c>sum_b f(b) dp(b) / d(logit) = sum_b f(b) p(b) (b - p)</c>.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <returns>The gradient by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target or the logit is not finite.</exception>
    public static double Bernoulli(double target, double logit)
    {
        var objective = BernoulliObjective.At(target, logit);
        return (objective.Value(true) * objective.Success * objective.Score(true))
            + (objective.Value(false) * objective.Failure * objective.Score(false));
    }

    /// <summary>The gradients that one replicate of the noise would make: all alike.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="key">The generator's key; any draws the same.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target or the logit is not finite.</exception>
    public static double[] BernoulliReplicate(double target, double logit, PhiloxKey key, uint replicate) =>
        ReplicateNoise.OfUniforms(key, replicate, _ => Bernoulli(target, logit));

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="key">The generator's key; any draws the same.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4, of a rounding.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target or the logit is not finite.</exception>
    public static double[] BernoulliBlock(double target, double logit, PhiloxKey key, uint block) =>
        ReplicateNoise.PowerSumsOfUniforms(
            key, block, BernoulliMoments(target, logit).Gradient, _ => Bernoulli(target, logit));

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>Formula: <c>p (1 - p) (f(1) - f(0))</c>, where the sum's terms no longer cancel, and 0.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <returns>Gradient and variance by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static GradientMoments BernoulliMoments(double target, double logit) =>
        new([BernoulliObjective.At(target, logit).Gradient], [0.0]);
}
