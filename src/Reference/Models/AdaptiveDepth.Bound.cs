using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Models;

/// <summary>The evidence lower bound over the depth, and its derivatives.</summary>
/// <param name="Elbo">In nats.</param>
/// <param name="LogitGradient">By the halting logits, shape [L].</param>
/// <param name="LogLikelihoodGradient">By the log-likelihoods, shape [L + 1]: q itself.</param>
/// <param name="TauGradient">By tau.</param>
public sealed record DepthBound(double Elbo, double[] LogitGradient, double[] LogLikelihoodGradient, double TauGradient);

/// <content>The evidence lower bound over the depth, exact: the expectation is a sum of L + 1 terms.</content>
public static partial class AdaptiveDepth
{
    /// <summary>The bound for any law q of the depth; the log-evidence where q is the posterior.</summary>
    /// <remarks>
    /// <para>Formula: <c>sum_l q[l] (logLikelihood[l] + ln p(l) - ln q[l])</c>, <c>ln p(l) = -tau l - ln sum_j exp(-tau j)</c>; a
    /// depth of probability 0 adds nothing.</para>
    /// </remarks>
    /// <param name="probabilities">q, shape [L + 1], each in [0, 1], of sum 1; at least two.</param>
    /// <param name="logLikelihood"><c>ln p(y | x, l)</c>, shape [L + 1], finite or minus infinity.</param>
    /// <param name="tau">What a layer costs, in nats; non-negative and finite.</param>
    /// <returns>The bound, in nats; minus infinity where q allows a depth at which the label is impossible.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double Elbo(double[] probabilities, double[] logLikelihood, double tau)
    {
        CheckLaw(probabilities);
        ArgumentNullException.ThrowIfNull(logLikelihood);
        Guard.SameLength<double, double>(nameof(probabilities), probabilities, nameof(logLikelihood), logLikelihood);
        Guard.FiniteOrMinusInfinity(logLikelihood);
        Guard.NonNegative(tau);
        double[] logPrior = LogPrior(tau, probabilities.Length - 1);
        double sum = 0.0;
        for (int l = 0; l < probabilities.Length; l++)
        {
            double q = probabilities[l];
            sum += q == 0.0 ? 0.0 : q * (logLikelihood[l] + logPrior[l] - Math.Log(q));
        }

        return sum;
    }

    /// <summary>The bound for a law in halting form, with all its derivatives.</summary>
    /// <remarks>
    /// <para>Formula: with <c>f[l] = logLikelihood[l] + ln p(l) - ln q[l]</c>, the bound is <c>sum_l q[l] f[l]</c>; its derivative
    /// by logit i is <c>(1 - eta_i) q[i] f[i] - eta_i sum_(l &gt; i) q[l] f[l]</c>, by the log-likelihoods q, by tau
    /// <c>E_p z - E_q z</c>. That <c>ln q</c> depends on the logits, too, adds nothing: q sums to 1.</para>
    /// <para>With logits of every input's own q is amortised, <c>q(z | x)</c>; with shared ones it is one categorical law.</para>
    /// </remarks>
    /// <param name="logits">Of stopping at depths 0 to L - 1, shape [L], finite; at least one.</param>
    /// <param name="logLikelihood"><c>ln p(y | x, l)</c>, shape [L + 1], finite.</param>
    /// <param name="tau">What a layer costs, in nats; non-negative and finite.</param>
    /// <returns>Bound and derivatives.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static DepthBound AmortizedElbo(double[] logits, double[] logLikelihood, double tau)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(logLikelihood);
        Guard.NotEmpty<double>(logits);
        Guard.Finite(logits);
        Guard.Length(logLikelihood.Length, logits.Length + 1, nameof(logLikelihood));
        Guard.Finite(logLikelihood);
        Guard.NonNegative(tau);
        int layers = logits.Length;
        DepthLaw law = Halting(logits);
        double[] q = law.Probabilities;
        double[] logPrior = LogPrior(tau, layers);
        double[] logLaw = LogHalting(logits);
        double[] terms = [.. q.Select((share, l) => share * (logLikelihood[l] + logPrior[l] - logLaw[l]))];
        var byLogits = new double[layers];
        double beyond = terms[layers];
        for (int i = layers - 1; i >= 0; i--)
        {
            byLogits[i] = (Sigmoid.Value(-logits[i]) * terms[i]) - (Sigmoid.Value(logits[i]) * beyond);
            beyond += terms[i];
        }

        return new DepthBound(beyond, byLogits, q, Prior(tau, layers).ExpectedDepth - law.ExpectedDepth);
    }

    // ln eta = -softplus(-a) and ln(1 - eta) = -softplus(a): finite where the probabilities themselves underflow.
    private static double[] LogHalting(double[] logits)
    {
        var logLaw = new double[logits.Length + 1];
        double going = 0.0;
        for (int l = 0; l < logits.Length; l++)
        {
            logLaw[l] = going - Softplus.Value(-logits[l]);
            going -= Softplus.Value(logits[l]);
        }

        logLaw[^1] = going;
        return logLaw;
    }
}
