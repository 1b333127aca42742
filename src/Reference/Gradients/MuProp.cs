using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// MuProp: the score function with f's tangent at the mean p as a control variate, whose own gradient is known. Unbiased for
/// f that has a derivative at p; exact for a linear f. It takes f and f' at p beside f at the draw.
/// </summary>
/// <remarks>
/// Source: Gu, Levine, Sutskever and Mnih (2016), "MuProp: unbiased backpropagation for stochastic neural networks". Of a
/// single draw it is a constant baseline: the tangent's value at 1 - p, where the best one is the chord's.
/// </remarks>
public static class MuProp
{
    /// <summary>One call of the estimator on a given uniform number, for <c>b = uniform &lt; p</c> and <c>f = (b - target)^2</c>.</summary>
    /// <remarks>Formula: <c>(f(b) - f(p) - f'(p) (b - p)) (b - p) + f'(p) p (1 - p)</c>, p the logistic function of the logit.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="uniform">A uniform number.</param>
    /// <returns>The gradient by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target or the logit is not finite.</exception>
    public static double Bernoulli(double target, double logit, double uniform)
    {
        var objective = BernoulliObjective.At(target, logit);
        bool b = objective.Draw(uniform);
        (_, double p, double q) = objective;
        double score = objective.Score(b);
        double slope = objective.Derivative(p);
        double rest = objective.Value(b) - objective.Value(p) - (slope * score);
        return (rest * score) + (slope * p * q);
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
    /// <remarks>
    /// Formula: the tangent leaves <c>(b - p)^2</c> over of the square, so <c>Var = Var[(b - p)^3] = p q (p^3 + q^3)^2</c>,
    /// q = 1 - p, whatever the target. It is above the score function's where <c>|target - q| &lt; |p - q|</c>.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <returns>Gradient and variance by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static GradientMoments BernoulliMoments(double target, double logit)
    {
        var objective = BernoulliObjective.At(target, logit);
        (_, double p, double q) = objective;
        double cubes = (p * p * p) + (q * q * q);
        return new GradientMoments([objective.Gradient], [p * q * cubes * cubes]);
    }

    /// <summary>The baseline of SimpleMuProp, which leaves the tangent's slope out: f at the mean.</summary>
    /// <remarks>
    /// Formula: <c>f(p) = (p - target)^2</c>, a constant <see cref="Baseline"/>. Source: Tucker, Mnih, Maddison, Lawson and
    /// Sohl-Dickstein (2017), who compare REBAR with it.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <returns>The baseline.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static double BernoulliBaseline(double target, double logit)
    {
        var objective = BernoulliObjective.At(target, logit);
        return objective.Value(objective.Success);
    }
}
