using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The score-function estimator of K samples, each with the mean of the others' objectives as its baseline: unbiased, and
/// the sample covariance of objective and score.
/// </summary>
/// <remarks>Source: Kool, van Hoof and Welling (2019), equation 8; Williams (1992) for baselines.</remarks>
public static partial class LeaveOneOut
{
    /// <summary>One call of the estimator on given noise, for <c>x_i = mean + standardDeviation e_i</c>.</summary>
    /// <remarks>
    /// Formula: <c>1/K sum_i (f(x_i) - 1/(K-1) sum_(j != i) f(x_j)) s_i</c> with the scores
    /// <c>s_i = e_i / standardDeviation</c> and <c>(e_i^2 - 1) / standardDeviation</c>.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="noise">Standard normal numbers, shape [K], K at least 2.</param>
    /// <returns>The gradient by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">There are fewer than two samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such objective.</exception>
    public static double[] Normal(Objective objective, double k, double mean, double standardDeviation, double[] noise)
    {
        Guard.AtLeastLong<double>(noise, 2);
        double[] f = [.. noise.Select(e => Objectives.Value(objective, k, mean + (standardDeviation * e)))];
        return
        [
            Estimate(f, [.. noise.Select(e => e / standardDeviation)]),
            Estimate(f, [.. noise.Select(e => ((e * e) - 1.0) / standardDeviation)]),
        ];
    }

    /// <summary>One call of the estimator on given uniform numbers, for <c>b_i = uniform_i &lt; p</c> and
    /// <c>f = (b - target)^2</c>.</summary>
    /// <remarks>Formula: as for the normal, with the score <c>b - p</c>, p the logistic function of the logit.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="uniforms">Uniform numbers, shape [K], K at least 2.</param>
    /// <returns>The gradient by the logit.</returns>
    /// <exception cref="ArgumentException">There are fewer than two samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static double Bernoulli(double target, double logit, double[] uniforms)
    {
        Guard.AtLeastLong<double>(uniforms, 2);
        var objective = BernoulliObjective.At(target, logit);
        bool[] b = [.. uniforms.Select(objective.Draw)];
        return Estimate([.. b.Select(objective.Value)], [.. b.Select(objective.Score)]);
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalReplicate(
        Objective objective, double k, double mean, double standardDeviation, int samples, PhiloxKey key, uint replicate)
    {
        Guard.AtLeast(samples, 2);
        return ReplicateNoise.OfNormals(key, samples, replicate, noise => Normal(objective, k, mean, standardDeviation, noise));
    }

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (mean, standardDeviation), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalBlock(
        Objective objective, double k, double mean, double standardDeviation, int samples, PhiloxKey key, uint block)
    {
        double[] centre = NormalMoments(objective, k, mean, standardDeviation, samples).Gradient;
        return ReplicateNoise.PowerSumsOfNormals(
            key, samples, block, centre, noise => Normal(objective, k, mean, standardDeviation, noise));
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliReplicate(
        double target, double logit, int samples, PhiloxKey key, uint replicate)
    {
        Guard.AtLeast(samples, 2);
        return [.. new ReplicateNoise(key, samples).Uniforms(replicate)
            .Select(noise => Bernoulli(target, logit, noise))];
    }

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliBlock(
        double target, double logit, int samples, PhiloxKey key, uint block)
    {
        double[] centre = BernoulliMoments(target, logit, samples).Gradient;
        var noises = new ReplicateNoise(key, samples);
        return noises.PowerSums(block, centre, replicate =>
            [.. noises.Uniforms(replicate).Select(noise => Bernoulli(target, logit, noise))]);
    }

    /// <summary>Exact mean and variance of one call of K samples.</summary>
    /// <remarks>
    /// Formula: <c>Var = Var[(f - E f) s] / K + (Var f E s^2 + g^2) / (K (K - 1))</c>, g the gradient: the variance of a
    /// sample covariance.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <returns>Gradient and variance by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static GradientMoments NormalMoments(
        Objective objective, double k, double mean, double standardDeviation, int samples)
    {
        Guard.AtLeast(samples, 2);
        ObjectiveMoments moments = Objectives.Moments(objective, k, mean, standardDeviation);
        double precision = 1.0 / standardDeviation / standardDeviation;
        (ParameterPair gradient, ParameterPair centred) = (moments.Gradient, moments.CentredScoreVariance);
        return new GradientMoments(
            gradient.ToArray(),
            [
                Variance(samples, centred.Mean, moments.Variance * precision, gradient.Mean),
                Variance(samples, centred.StandardDeviation, 2.0 * moments.Variance * precision, gradient.StandardDeviation),
            ]);
    }

    /// <summary>Exact mean and variance of one call of K samples.</summary>
    /// <remarks>Formula: <c>Var = p q (1 - 2p)^2 D^2 / K + 2 p^2 q^2 D^2 / (K (K - 1))</c>, D = f(1) - f(0), q = 1 - p.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <returns>Gradient and variance by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples, or an argument is not finite.</exception>
    public static GradientMoments BernoulliMoments(double target, double logit, int samples)
    {
        Guard.AtLeast(samples, 2);
        var objective = BernoulliObjective.At(target, logit);
        (_, double p, double q) = objective;
        double skew = (q - p) * objective.Difference;
        double gradient = objective.Gradient;
        return new GradientMoments(
            [gradient], [Variance(samples, p * q * skew * skew, gradient * gradient, gradient)]);
    }

    private static double Variance(int samples, double centred, double product, double gradient) =>
        (centred / samples) + ((product + (gradient * gradient)) / samples / (samples - 1));

    private static double Estimate(double[] f, double[] score)
    {
        double sum = 0.0;
        for (int i = 0; i < f.Length; i++)
        {
            double others = 0.0;
            for (int j = 0; j < f.Length; j++)
            {
                others += j == i ? 0.0 : f[j];
            }

            sum += (f[i] - (others / (f.Length - 1))) * score[i];
        }

        return sum / f.Length;
    }
}
