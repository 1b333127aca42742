using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Inference;

/// <summary>The importance-weighted lower bound of the log-evidence.</summary>
/// <remarks>Source: Burda, Grosse and Salakhutdinov (2016), Importance Weighted Autoencoders, equation 8.</remarks>
public static partial class ImportanceWeighted
{
    /// <summary>An estimate whose mean is never above ln p(D), and does not fall as weights are added.</summary>
    /// <remarks>
    /// <para>Formula: <c>ln((1/K) sum_k w_k)</c>, <c>w_k = p(D, theta_k) / q(theta_k)</c>, theta_k draws of q. One weight
    /// gives the evidence lower bound; where q is the posterior, every weight is p(D) and so is the mean.</para>
    /// <para>Minus infinity is a weight of 0; if all are, so is the result.</para>
    /// </remarks>
    /// <param name="logWeights">ln w_k, shape [K], finite or minus infinity; at least one.</param>
    /// <returns>The bound, in nats.</returns>
    /// <exception cref="ArgumentException">There are no weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double Bound(double[] logWeights)
    {
        ArgumentNullException.ThrowIfNull(logWeights);
        Guard.NotEmpty<double>(logWeights);
        Guard.FiniteOrMinusInfinity(logWeights);
        return LogSumExp.OfMean(logWeights);
    }
}
