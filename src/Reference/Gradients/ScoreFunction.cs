using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>The score-function estimator (REINFORCE), <c>f(x) d/d(parameter) ln p(x)</c>: unbiased for any f.</summary>
/// <remarks>Source: Williams (1992), equation 4; Mohamed, Rosca, Figurnov and Mnih (2020), section 4.</remarks>
public static partial class ScoreFunction
{
    /// <summary>One call of the estimator on given noise e, for <c>x = mean + standardDeviation e</c>.</summary>
    /// <remarks>Formula: <c>f(x) e / standardDeviation</c>, <c>f(x) (e^2 - 1) / standardDeviation</c>.</remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="noise">A standard normal number.</param>
    /// <returns>The gradient by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such objective.</exception>
    public static double[] Normal(Objective objective, double k, double mean, double standardDeviation, double noise)
    {
        double f = Objectives.Value(objective, k, mean + (standardDeviation * noise));
        return [f * noise / standardDeviation, f * ((noise * noise) - 1.0) / standardDeviation];
    }

    /// <summary>One call of the estimator on a given uniform number, for <c>b = uniform &lt; p</c> and <c>f = (b - target)^2</c>.</summary>
    /// <remarks>Formula: <c>f(b) (b - p)</c>, p the logistic function of the logit.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="uniform">A uniform number.</param>
    /// <returns>The gradient by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static double Bernoulli(double target, double logit, double uniform)
    {
        var objective = BernoulliObjective.At(target, logit);
        bool b = objective.Draw(uniform);
        return objective.Value(b) * objective.Score(b);
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalReplicate(
        Objective objective, double k, double mean, double standardDeviation, PhiloxKey key, uint replicate)
    {
        return ReplicateNoise.OfNormals(
            key, samples: 1, replicate, noise => Normal(objective, k, mean, standardDeviation, noise[0]));
    }

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (mean, standardDeviation), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalBlock(
        Objective objective, double k, double mean, double standardDeviation, PhiloxKey key, uint block)
    {
        double[] centre = NormalMoments(objective, k, mean, standardDeviation).Gradient;
        return ReplicateNoise.PowerSumsOfNormals(
            key, samples: 1, block, centre, noise => Normal(objective, k, mean, standardDeviation, noise[0]));
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliReplicate(double target, double logit, PhiloxKey key, uint replicate) =>
        ReplicateNoise.OfUniforms(key, replicate, uniform => Bernoulli(target, logit, uniform));

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliBlock(double target, double logit, PhiloxKey key, uint block) =>
        ReplicateNoise.PowerSumsOfUniforms(
            key, block, BernoulliMoments(target, logit).Gradient, uniform => Bernoulli(target, logit, uniform));

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: <c>Var[f s] = E[f^2 s^2] - (d/d(parameter) E f)^2</c>, s the score; in closed form for each objective.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <returns>Gradient and variance by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static GradientMoments NormalMoments(Objective objective, double k, double mean, double standardDeviation)
    {
        ObjectiveMoments moments = Objectives.Moments(objective, k, mean, standardDeviation);
        return new GradientMoments(moments.Gradient.ToArray(), moments.ScoreVariance.ToArray());
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>Formula: <c>Var = p q (q f(1) + p f(0))^2</c>, q = 1 - p.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <returns>Gradient and variance by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static GradientMoments BernoulliMoments(double target, double logit)
    {
        var objective = BernoulliObjective.At(target, logit);
        (_, double p, double q) = objective;
        double crossed = (q * objective.Value(true)) + (p * objective.Value(false));
        return new GradientMoments([objective.Gradient], [p * q * crossed * crossed]);
    }
}
