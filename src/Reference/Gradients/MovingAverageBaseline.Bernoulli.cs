using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>For the Bernoulli law.</content>
public static partial class MovingAverageBaseline
{
    /// <summary>One call of the estimator on given uniform numbers, for <c>b = uniform &lt; p</c> and <c>f = (b - target)^2</c>.</summary>
    /// <remarks>Formula: as for the normal, with the score <c>b - p</c>, p the logistic function of the logit.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="decay">How much of the baseline the next one keeps, in [0, 1].</param>
    /// <param name="start">The first baseline, finite.</param>
    /// <param name="uniforms">Uniform numbers, shape [K], K at least 1.</param>
    /// <returns>The gradient by the logit.</returns>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double Bernoulli(double target, double logit, double decay, double start, double[] uniforms)
    {
        Guard.AtLeastLong<double>(uniforms, 1);
        var objective = BernoulliObjective.At(target, logit);
        bool[] b = [.. uniforms.Select(objective.Draw)];
        return Estimate([.. b.Select(objective.Value)], [.. b.Select(objective.Score)], decay, start);
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="decay">How much of the baseline the next one keeps, in [0, 1].</param>
    /// <param name="start">The first baseline, finite.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliReplicate(
        double target, double logit, double decay, double start, int samples, PhiloxKey key, uint replicate) =>
        [.. new ReplicateNoise(key, samples).Uniforms(replicate).Select(noise => Bernoulli(target, logit, decay, start, noise))];

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="decay">How much of the baseline the next one keeps, in [0, 1].</param>
    /// <param name="start">The first baseline, finite.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliBlock(
        double target, double logit, double decay, double start, int samples, PhiloxKey key, uint block)
    {
        double[] centre = BernoulliMoments(target, logit, decay, start, samples).Gradient;
        var noises = new ReplicateNoise(key, samples);
        return noises.PowerSums(block, centre, replicate =>
            [.. noises.Uniforms(replicate).Select(noise => Bernoulli(target, logit, decay, start, noise))]);
    }

    /// <summary>Exact mean and variance of one call of K samples.</summary>
    /// <remarks>
    /// Formula: as for the normal, <c>Var[(f - E b_n) s] = p q ((q - p) D - (E b_n - E f))^2</c>, D = f(1) - f(0), q = 1 - p: a sum
    /// of squares.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="decay">How much of the baseline the next one keeps, in [0, 1].</param>
    /// <param name="start">The first baseline, finite.</param>
    /// <param name="samples">K, at least 1.</param>
    /// <returns>Gradient and variance by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments BernoulliMoments(double target, double logit, double decay, double start, int samples)
    {
        Guard.Finite(start);
        var objective = BernoulliObjective.At(target, logit);
        (_, double p, double q) = objective;
        double difference = objective.Difference;
        double expectation = (p * objective.Value(true)) + (q * objective.Value(false));
        double variance = OfCall(decay, start - expectation, p * q * difference * difference, samples, (excess, ofBaseline) =>
        {
            double rest = ((q - p) * difference) - excess;
            return p * q * ((rest * rest) + ofBaseline);
        });
        return new GradientMoments([objective.Gradient], [variance]);
    }
}
