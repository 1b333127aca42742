using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The score-function estimator of K samples in a row, each with a decaying average of the objectives before it as its baseline:
/// what a training run keeps up. A baseline does not depend on its own sample, so the mean stays the gradient; the K terms are
/// not independent, but they are uncorrelated.
/// </summary>
/// <remarks>Source: Williams (1992), section 4; Mnih and Gregor (2014), "Neural variational inference and learning in belief
/// networks".</remarks>
public static partial class MovingAverageBaseline
{
    /// <summary>One call of the estimator on given noise, for <c>x_n = mean + standardDeviation e_n</c>.</summary>
    /// <remarks>
    /// Formula: <c>1/K sum_n (f(x_n) - b_n) s_n</c> with <c>b_0 = start</c>, <c>b_(n+1) = decay b_n + (1 - decay) f(x_n)</c> and the
    /// scores <c>s_n = e_n / standardDeviation</c> and <c>(e_n^2 - 1) / standardDeviation</c>.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="decay">How much of the baseline the next one keeps, in [0, 1].</param>
    /// <param name="start">The first baseline, finite.</param>
    /// <param name="noise">Standard normal numbers, shape [K], K at least 1.</param>
    /// <returns>The gradient by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The decay or the start breaks its rule, or there is no such objective.</exception>
    public static double[] Normal(
        Objective objective, double k, double mean, double standardDeviation, double decay, double start, double[] noise)
    {
        Guard.AtLeastLong<double>(noise, 1);
        double[] f = [.. noise.Select(e => Objectives.Value(objective, k, mean + (standardDeviation * e)))];
        return
        [
            Estimate(f, [.. noise.Select(e => e / standardDeviation)], decay, start),
            Estimate(f, [.. noise.Select(e => ((e * e) - 1.0) / standardDeviation)], decay, start),
        ];
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="decay">How much of the baseline the next one keeps, in [0, 1].</param>
    /// <param name="start">The first baseline, finite.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalReplicate(
        Objective objective,
        double k,
        double mean,
        double standardDeviation,
        double decay,
        double start,
        int samples,
        PhiloxKey key,
        uint replicate)
    {
        return ReplicateNoise.OfNormals(
            key, samples, replicate, noise => Normal(objective, k, mean, standardDeviation, decay, start, noise));
    }

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="decay">How much of the baseline the next one keeps, in [0, 1].</param>
    /// <param name="start">The first baseline, finite.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (mean, standardDeviation), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalBlock(
        Objective objective,
        double k,
        double mean,
        double standardDeviation,
        double decay,
        double start,
        int samples,
        PhiloxKey key,
        uint block)
    {
        double[] centre = NormalMoments(objective, k, mean, standardDeviation, decay, start, samples).Gradient;
        return ReplicateNoise.PowerSumsOfNormals(
            key, samples, block, centre, noise => Normal(objective, k, mean, standardDeviation, decay, start, noise));
    }

    /// <summary>Exact mean and variance of one call of K samples.</summary>
    /// <remarks>
    /// Formula: <c>Var = 1/K^2 sum_n (Var[(f - E b_n) s] + Var b_n E s^2)</c> with <c>E b_n - E f = decay^n (start - E f)</c> and
    /// <c>Var b_(n+1) = decay^2 Var b_n + (1 - decay)^2 Var f</c>; the covariance of two terms is that of the earlier one and of the
    /// later score, whose mean is 0.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="decay">How much of the baseline the next one keeps, in [0, 1].</param>
    /// <param name="start">The first baseline, finite.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <returns>Gradient and variance by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static GradientMoments NormalMoments(
        Objective objective, double k, double mean, double standardDeviation, double decay, double start, int samples)
    {
        Guard.Finite(start);
        ObjectiveMoments f = Objectives.Moments(objective, k, mean, standardDeviation);
        double precision = 1.0 / standardDeviation / standardDeviation;
        double Variance(double centred, double covariance, double scoreSquare) =>
            OfCall(decay, start - f.Expectation, f.Variance, samples, (excess, variance) =>
                centred + (excess * ((excess * scoreSquare) - (2.0 * covariance))) + (variance * scoreSquare));
        return new GradientMoments(
            f.Gradient.ToArray(),
            [
                Variance(f.CentredScoreVariance.Mean, f.ScoreSquareCovariance.Mean, precision),
                Variance(f.CentredScoreVariance.StandardDeviation, f.ScoreSquareCovariance.StandardDeviation, 2.0 * precision),
            ]);
    }

    // The variance of a call, of each term's by what its baseline exceeds E f on average and by the baseline's variance.
    private static double OfCall(
        double decay, double excess, double objectiveVariance, int samples, Func<double, double, double> ofTerm)
    {
        Guard.Within(decay, 0.0, 1.0);
        Guard.AtLeast(samples, 1);
        double sum = 0.0;
        double variance = 0.0;
        for (int n = 0; n < samples; n++)
        {
            sum += ofTerm(excess, variance);
            excess *= decay;
            variance = (decay * decay * variance) + ((1.0 - decay) * (1.0 - decay) * objectiveVariance);
        }

        return sum / samples / samples;
    }

    private static double Estimate(double[] f, double[] score, double decay, double start)
    {
        Guard.Within(decay, 0.0, 1.0);
        Guard.Finite(start);
        double sum = 0.0;
        double baseline = start;
        for (int n = 0; n < f.Length; n++)
        {
            sum += (f[n] - baseline) * score[n];
            baseline = (decay * baseline) + ((1.0 - decay) * f[n]);
        }

        return sum / f.Length;
    }
}
