using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>Augment-REINFORCE-merge (ARM): two draws by one uniform number u, one from either end. Unbiased for any f; two evaluations.</summary>
/// <remarks>Source: Yin and Zhou (2019), "ARM: augment-REINFORCE-merge gradient for stochastic binary networks", theorem 1.</remarks>
public static partial class AugmentReinforceMerge
{
    /// <summary>One call of the estimator on a given uniform number, for <c>f = (b - target)^2</c>.</summary>
    /// <remarks>
    /// Formula: <c>(f(1[1 - u &lt; p]) - f(1[u &lt; p])) (u - 1/2)</c>: the mean of the score function's call on an augmented u and on
    /// 1 - u.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="uniform">A uniform number.</param>
    /// <returns>The gradient by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target or the logit is not finite.</exception>
    public static double Bernoulli(double target, double logit, double uniform)
    {
        var objective = BernoulliObjective.At(target, logit);
        double fromAbove = objective.Value(objective.Draw(1.0 - uniform));
        double fromBelow = objective.Value(objective.Draw(uniform));
        return (fromAbove - fromBelow) * (uniform - 0.5);
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

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target or the logit is not finite.</exception>
    public static double[] BernoulliBlock(double target, double logit, PhiloxKey key, uint block) =>
        ReplicateNoise.PowerSumsOfUniforms(
            key, block, BernoulliMoments(target, logit).Gradient, uniform => Bernoulli(target, logit, uniform));

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>Formula: <c>Var = (f(1) - f(0))^2 (2/3 (1/8 - (1/2 - r)^3) - p^2 q^2)</c>, r = min(p, q), q = 1 - p, multiplied out.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <returns>Gradient and variance by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static GradientMoments BernoulliMoments(double target, double logit)
    {
        var objective = BernoulliObjective.At(target, logit);
        (_, double p, double q) = objective;
        double r = Math.Min(p, q);
        double difference = objective.Difference;
        return new GradientMoments(
            [objective.Gradient], [difference * difference * r * (0.5 - (r * (2.0 - (r * ((8.0 / 3.0) - r)))))]);
    }
}
