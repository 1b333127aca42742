using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>DisARM, found at the same time as U2G: ARM's two draws without their uniform number, averaged over it. Unbiased for any f; two evaluations.</summary>
/// <remarks>Source: Dong, Mnih and Tucker (2020), "DisARM: an antithetic gradient estimator for binary latent variables", equation 5.</remarks>
public static partial class DisArm
{
    /// <summary>One call of the estimator on a given uniform number, for <c>f = (b - target)^2</c>.</summary>
    /// <remarks>
    /// Formula: <c>1/2 (f(b) - f(c)) (-1)^c max(p, 1 - p)</c> where <c>b = 1[u &lt; p]</c> and <c>c = 1[1 - u &lt; p]</c> differ, else 0.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="uniform">A uniform number.</param>
    /// <returns>The gradient by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target or the logit is not finite.</exception>
    public static double Bernoulli(double target, double logit, double uniform)
    {
        var objective = BernoulliObjective.At(target, logit);
        bool b = objective.Draw(uniform);
        bool c = objective.Draw(1.0 - uniform);
        return b == c
            ? 0.0
            : 0.5 * (objective.Value(b) - objective.Value(c)) * (c ? -1.0 : 1.0) * Math.Max(objective.Success, objective.Failure);
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
    /// <remarks>Formula: <c>Var = (f(1) - f(0))^2 r (1 - r)^2 (1 - 2 r) / 2</c>, r = min(p, 1 - p); 1 - 2 r = tanh(|logit| / 2). It is 0 at p = 1/2.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <returns>Gradient and variance by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static GradientMoments BernoulliMoments(double target, double logit)
    {
        var objective = BernoulliObjective.At(target, logit);
        (_, double p, double q) = objective;
        double larger = Math.Max(p, q);
        double difference = objective.Difference;
        return new GradientMoments(
            [objective.Gradient],
            [0.5 * difference * difference * Math.Min(p, q) * larger * larger * Math.Tanh(Math.Abs(logit) / 2.0)]);
    }
}
