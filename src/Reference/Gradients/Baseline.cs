using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The score-function estimator with a constant baseline, <c>(f(x) - baseline) d/d(parameter) ln p(x)</c>: the score has
/// mean zero, so any constant leaves the mean alone. Which constant decides the variance; <c>E f</c>, the usual one, can do
/// worse than none.
/// </summary>
/// <remarks>Source: Williams (1992), section 4; Mohamed, Rosca, Figurnov and Mnih (2020), section 7.</remarks>
public static partial class Baseline
{
    /// <summary>One call of the estimator on given noise e, for <c>x = mean + standardDeviation e</c>.</summary>
    /// <remarks>
    /// Formula: <c>(f(x) - baseline_0) e / standardDeviation</c>, <c>(f(x) - baseline_1) (e^2 - 1) / standardDeviation</c>.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="baseline">Shape [2]: of the gradient by the mean, by the standard deviation.</param>
    /// <param name="noise">A standard normal number.</param>
    /// <returns>The gradient by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">There are not two baselines.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such objective.</exception>
    public static double[] Normal(
        Objective objective, double k, double mean, double standardDeviation, double[] baseline, double noise)
    {
        Guard.Length(baseline.Length, 2, nameof(baseline));
        double f = Objectives.Value(objective, k, mean + (standardDeviation * noise));
        return
        [
            (f - baseline[0]) * noise / standardDeviation,
            (f - baseline[1]) * ((noise * noise) - 1.0) / standardDeviation,
        ];
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="baseline">Shape [2]: of the gradient by the mean, by the standard deviation; finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">There are not two baselines.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalReplicate(
        Objective objective, double k, double mean, double standardDeviation, double[] baseline, PhiloxKey key, uint replicate)
    {
        return ReplicateNoise.OfNormals(
            key, samples: 1, replicate, noise => Normal(objective, k, mean, standardDeviation, baseline, noise[0]));
    }

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="baseline">Shape [2]: of the gradient by the mean, by the standard deviation; finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (mean, standardDeviation), powers 1 to 4.</returns>
    /// <exception cref="ArgumentException">There are not two baselines.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalBlock(
        Objective objective, double k, double mean, double standardDeviation, double[] baseline, PhiloxKey key, uint block)
    {
        double[] centre = NormalMoments(objective, k, mean, standardDeviation, baseline).Gradient;
        return ReplicateNoise.PowerSumsOfNormals(
            key, samples: 1, block, centre, noise => Normal(objective, k, mean, standardDeviation, baseline, noise[0]));
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: with s the score and <c>c = baseline - E f</c>,
    /// <c>Var[(f - baseline) s] = Var[(f - E f) s] - 2 c Cov(f, s^2) + c^2 E s^2</c>.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="baseline">Shape [2]: of the gradient by the mean, by the standard deviation; finite.</param>
    /// <returns>Gradient and variance by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">There are not two baselines.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static GradientMoments NormalMoments(
        Objective objective, double k, double mean, double standardDeviation, double[] baseline)
    {
        Guard.Length(baseline.Length, 2, nameof(baseline));
        Guard.Finite(baseline);
        ObjectiveMoments moments = Objectives.Moments(objective, k, mean, standardDeviation);
        double precision = 1.0 / standardDeviation / standardDeviation;
        double Variance(double centred, double covariance, double scoreSquare, double b)
        {
            double c = b - moments.Expectation;
            return centred + (c * ((c * scoreSquare) - (2.0 * covariance)));
        }

        (ParameterPair centred, ParameterPair covariance) = (moments.CentredScoreVariance, moments.ScoreSquareCovariance);
        return new GradientMoments(
            moments.Gradient.ToArray(),
            [
                Variance(centred.Mean, covariance.Mean, precision, baseline[0]),
                Variance(centred.StandardDeviation, covariance.StandardDeviation, 2.0 * precision, baseline[1]),
            ]);
    }

    /// <summary>The constant baselines of least variance.</summary>
    /// <remarks>Formula: <c>E[f s^2] / E s^2 = E f + Cov(f, s^2) / E s^2</c>, s the score.</remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <returns>Shape [2]: of the gradient by the mean, by the standard deviation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalOptimal(Objective objective, double k, double mean, double standardDeviation)
    {
        ObjectiveMoments moments = Objectives.Moments(objective, k, mean, standardDeviation);
        (double byMean, double byDeviation) = moments.ScoreSquareCovariance;
        double square = standardDeviation * standardDeviation;
        return [moments.Expectation + (square * byMean), moments.Expectation + (square * byDeviation / 2.0)];
    }

    /// <summary>One call of the estimator on a given uniform number, for <c>b = uniform &lt; p</c> and <c>f = (b - target)^2</c>.</summary>
    /// <remarks>Formula: <c>(f(b) - baseline) (b - p)</c>, p the logistic function of the logit.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="baseline">The baseline.</param>
    /// <param name="uniform">A uniform number.</param>
    /// <returns>The gradient by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target or the logit is not finite.</exception>
    public static double Bernoulli(double target, double logit, double baseline, double uniform)
    {
        var objective = BernoulliObjective.At(target, logit);
        bool b = objective.Draw(uniform);
        return (objective.Value(b) - baseline) * objective.Score(b);
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="baseline">The baseline, finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static double[] BernoulliReplicate(
        double target, double logit, double baseline, PhiloxKey key, uint replicate) =>
        ReplicateNoise.OfUniforms(key, replicate, uniform => Bernoulli(target, logit, baseline, uniform));

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="baseline">The baseline, finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static double[] BernoulliBlock(double target, double logit, double baseline, PhiloxKey key, uint block) =>
        ReplicateNoise.PowerSumsOfUniforms(
            key,
            block,
            BernoulliMoments(target, logit, baseline).Gradient,
            uniform => Bernoulli(target, logit, baseline, uniform));

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>Formula: <c>Var = p q (q f(1) + p f(0) - baseline)^2</c>, q = 1 - p.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="baseline">The baseline, finite.</param>
    /// <returns>Gradient and variance by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static GradientMoments BernoulliMoments(double target, double logit, double baseline)
    {
        Guard.Finite(baseline);
        var objective = BernoulliObjective.At(target, logit);
        double excess = BernoulliOptimal(target, logit) - baseline;
        return new GradientMoments([objective.Gradient], [objective.Success * objective.Failure * excess * excess]);
    }

    /// <summary>The mean of the objective, the usual baseline.</summary>
    /// <remarks>Formula: <c>E f = p f(1) + q f(0)</c>, q = 1 - p.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <returns>The baseline.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static double BernoulliMean(double target, double logit)
    {
        var objective = BernoulliObjective.At(target, logit);
        return (objective.Success * objective.Value(true)) + (objective.Failure * objective.Value(false));
    }

    /// <summary>The constant baseline of least variance, which is none: either draw then gives the gradient itself.</summary>
    /// <remarks>Formula: <c>E[f s^2] / E s^2 = q f(1) + p f(0)</c>, q = 1 - p, s the score.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <returns>The baseline.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static double BernoulliOptimal(double target, double logit)
    {
        var objective = BernoulliObjective.At(target, logit);
        return (objective.Failure * objective.Value(true)) + (objective.Success * objective.Value(false));
    }
}
