using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Inference;

/// <summary>Bayes' theorem for finitely many hypotheses.</summary>
/// <remarks>
/// <para>posterior = likelihood times prior, divided by the evidence. The prior is taken as given, never renormalised; the
/// likelihood is no law of the hypothesis and may have any sum, and where it is a density any size.</para>
/// <para>Source: the deck, F29 and F30.</para>
/// </remarks>
public static class BayesRule
{
    /// <summary>The law of the hypotheses after an observation, and how likely the observation was.</summary>
    /// <remarks>
    /// <para>Formula: <c>evidence = sum_k prior[k] likelihood[k]</c>, <c>posterior[k] = prior[k] likelihood[k] / evidence</c>.
    /// </para>
    /// <para>Where the products underflow, use <see cref="PosteriorFromLog"/>.</para>
    /// </remarks>
    /// <param name="prior">Shape [K], each in [0, 1], of sum 1.</param>
    /// <param name="likelihood">Of the observation under each hypothesis, shape [K], non-negative and finite.</param>
    /// <returns>The posterior, shape [K], and the evidence.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule, or the evidence is 0: no hypothesis that is
    /// possible explains the observation.</exception>
    public static BayesPosterior Posterior(double[] prior, double[] likelihood)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(likelihood);
        Guard.SameLength<double, double>(nameof(prior), prior, nameof(likelihood), likelihood);
        Guard.Distribution(prior);
        Guard.NonNegative(likelihood);
        double[] joint = [.. prior.Zip(likelihood, (p, l) => p * l)];
        double evidence = joint.Sum();
        Guard.Positive(evidence);
        return new BayesPosterior(Array.ConvertAll(joint, mass => mass / evidence), evidence);
    }

    /// <summary>The same from log-likelihoods of any size: those of a thousand observations do not underflow.</summary>
    /// <remarks>
    /// <para>Formula: <c>t[k] = logLikelihood[k] - r + ln prior[k]</c>, r the largest log-likelihood of a hypothesis that is
    /// possible; <c>logEvidence = r + ln sum_k exp(t[k])</c>, <c>posterior[k] = exp(t[k] - ln sum_j exp(t[j]))</c>.</para>
    /// </remarks>
    /// <param name="prior">Shape [K], each in [0, 1], of sum 1.</param>
    /// <param name="logLikelihood">Of the observation under each hypothesis, shape [K], finite or minus infinity.</param>
    /// <returns>The posterior, shape [K], and the logarithm of the evidence, in nats.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule, or the evidence is 0.</exception>
    public static LogBayesPosterior PosteriorFromLog(double[] prior, double[] logLikelihood)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(logLikelihood);
        Guard.SameLength<double, double>(nameof(prior), prior, nameof(logLikelihood), logLikelihood);
        Guard.Distribution(prior);
        Guard.FiniteOrMinusInfinity(logLikelihood);
        double largest = prior.Zip(logLikelihood, (p, l) => p > 0.0 ? l : double.NegativeInfinity).Max();
        Guard.Finite(largest, "the largest of logLikelihood");
        // Log-likelihoods are subtracted first: far from zero, adding ln prior to them would round it away.
        double[] joint = [.. prior.Zip(logLikelihood, (p, l) => p > 0.0 ? l - largest + Math.Log(p) : double.NegativeInfinity)];
        int best = LogSumExp.IndexOfLargest(joint);
        double[] weights = Array.ConvertAll(joint, t => Math.Exp(t - joint[best]));
        double sum = weights.Sum();
        return new LogBayesPosterior(
            Array.ConvertAll(weights, weight => weight / sum),
            largest + (joint[best] + LogSumExp.LogOfSumOverLargest(joint, best)));
    }
}
