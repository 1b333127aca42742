using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Inference;

/// <summary>What a posterior says of an observation yet to be made.</summary>
/// <remarks>Source: the deck, F32, F61 and F62.</remarks>
public static class PosteriorPredictive
{
    /// <summary>The logarithm of the Monte Carlo estimate of p(y | x, D).</summary>
    /// <remarks>
    /// <para>Formula: <c>ln((1/S) sum_s p(y | x, theta_s))</c>, theta_s draws of the posterior. The mean itself is unbiased
    /// for the predictive probability; its logarithm is below the logarithm of that on average, by about
    /// <c>V p(y | x, theta) / (2 S p(y | x, D)^2)</c>.</para>
    /// <para>Minus infinity is a draw under which y cannot happen; if y can under none, so is the result.</para>
    /// </remarks>
    /// <param name="logLikelihoods">ln p(y | x, theta_s) of each draw, shape [S], finite or minus infinity; at least one.
    /// </param>
    /// <returns>The log-probability, in nats.</returns>
    /// <exception cref="ArgumentException">There are no draws.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static double MonteCarlo(double[] logLikelihoods)
    {
        ArgumentNullException.ThrowIfNull(logLikelihoods);
        Guard.NotEmpty<double>(logLikelihoods);
        Guard.FiniteOrMinusInfinity(logLikelihoods);
        return LogSumExp.OfMean(logLikelihoods);
    }
}
