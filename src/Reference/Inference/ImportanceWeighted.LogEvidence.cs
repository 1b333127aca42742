using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Inference;

/// <summary>A log-evidence from importance weights, and how far it is to be trusted.</summary>
/// <param name="Value">The logarithm of the mean weight, in nats.</param>
/// <param name="StandardError">Of the value, in nats, by the delta method; NaN from one weight.</param>
/// <param name="EffectiveSampleSize">How many equal weights would know the mean as well, from 1 to K.</param>
public sealed record EvidenceEstimate(double Value, double StandardError, double EffectiveSampleSize);

/// <content>The log-evidence of many weights.</content>
public static partial class ImportanceWeighted
{
    /// <summary>The bound of many weights as an estimate of ln p(D), which it nears from below.</summary>
    /// <remarks>
    /// <para>Formula: value <c>ln mean</c>, <c>mean = (1/K) sum_k w_k</c>; standard error
    /// <c>sqrt(sum_k (w_k - mean)^2 / (K (K - 1))) / mean</c>; effective sample size <c>(sum_k w_k)^2 / sum_k w_k^2</c>.</para>
    /// <para>A small size says that the error is not to be trusted either: what carries the evidence was hardly drawn.</para>
    /// <para>Source: Owen (2013), "Monte Carlo theory, methods and examples", sections 9.1 and 9.3; the deck, F90 and F91.</para>
    /// </remarks>
    /// <param name="logWeights">ln w_k, shape [K], finite or minus infinity, not all of these; at least one.</param>
    /// <returns>The estimate.</returns>
    /// <exception cref="ArgumentException">There are no weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule, or all weights are 0.</exception>
    public static EvidenceEstimate LogEvidence(double[] logWeights)
    {
        double value = Bound(logWeights);
        double largest = logWeights[LogSumExp.IndexOfLargest(logWeights)];
        Guard.Finite(largest, "the largest of logWeights");
        double[] weights = Array.ConvertAll(logWeights, logWeight => Math.Exp(logWeight - largest));
        double mean = weights.Average();
        double count = weights.Length;
        double spread = weights.Sum(weight => (weight - mean) * (weight - mean));
        return new EvidenceEstimate(
            value,
            Math.Sqrt(spread / (count * (count - 1))) / mean,
            count * mean * count * mean / weights.Sum(weight => weight * weight));
    }
}
