using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>For a beta law, with <c>f(x) = ln x</c>.</content>
public static partial class ScoreFunction
{
    /// <summary>One call of the estimator on a given draw, <c>x = 1 / (1 + e^-logOdds)</c>.</summary>
    /// <remarks>Formula: <c>f (ln x - E ln x)</c>, <c>f (ln(1 - x) - E ln(1 - x))</c> with <c>f = ln x</c>.</remarks>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <param name="logOdds">ln(x / (1 - x)) of a draw x.</param>
    /// <returns>The gradient by (alpha, beta).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double[] Beta(double alpha, double beta, double logOdds)
    {
        var objective = BetaObjective.At(alpha, beta);
        double f = BetaObjective.Value(logOdds);
        return [f * (f - objective.Mean), f * (BetaObjective.Value(-logOdds) - objective.MeanOfRest)];
    }

    /// <summary>The gradient that one replicate of the noise makes: that of the quotient of its two gamma draws.</summary>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">
    /// Which replicate of <see cref="ReplicateNoise"/>; attempt k at the first draw takes its block 2k, at the second 2k + 1.
    /// </param>
    /// <returns>Shape [2]: (alpha, beta).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double[] BetaReplicate(double alpha, double beta, PhiloxKey key, uint replicate) =>
        Beta(alpha, beta, BetaObjective.At(alpha, beta).LogOdds(key, replicate));

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (alpha, beta), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double[] BetaBlock(double alpha, double beta, PhiloxKey key, uint block)
    {
        var objective = BetaObjective.At(alpha, beta);
        return objective.PowerSums(key, block, replicate => Beta(alpha, beta, objective.LogOdds(key, replicate)));
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: with <c>c = E ln x</c> and the joint cumulants <c>k_ij</c> of ln x and ln(1 - x), <c>k_i0 = psi_(i-1)(alpha) -
    /// psi_(i-1)(n)</c>, <c>k_0j</c> of beta likewise, else <c>k_ij = -psi_(i+j-1)(n)</c>, n = alpha + beta:
    /// <c>k_20 (c + k_30 / k_20)^2 + (k_40 - k_30^2 / k_20) + 2 k_20^2</c> by alpha, of which no term is negative, and
    /// <c>k_02 (c + k_12 / k_02)^2 + (k_22 - k_12^2 / k_02) + k_20 k_02 + k_11^2</c> by beta.
    /// </remarks>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <returns>Gradient and variance by (alpha, beta).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static GradientMoments BetaMoments(double alpha, double beta)
    {
        var objective = BetaObjective.At(alpha, beta);
        double n = alpha + beta;
        double k20 = SpecialFunctions.PolygammaDifference(1, alpha, beta);
        double k30 = SpecialFunctions.PolygammaDifference(2, alpha, beta);
        double k40 = SpecialFunctions.PolygammaDifference(3, alpha, beta);
        double k02 = SpecialFunctions.PolygammaDifference(1, beta, alpha);
        double k11 = -SpecialFunctions.Polygamma(1, n);
        double k12 = -SpecialFunctions.Polygamma(2, n);
        double k22 = -SpecialFunctions.Polygamma(3, n);
        double byAlpha = objective.Mean + (k30 / k20);
        double byBeta = objective.Mean + (k12 / k02);
        return new GradientMoments(
            objective.Gradient,
            [
                (k20 * byAlpha * byAlpha) + (k40 - (k30 * k30 / k20)) + (2.0 * k20 * k20),
                (k02 * byBeta * byBeta) + (k22 - (k12 * k12 / k02)) + (k20 * k02) + (k11 * k11),
            ]);
    }
}
