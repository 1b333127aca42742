using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Implicit reparametrisation of a beta law: a draw moves with the shapes such that its probability F(x) stays, whatever way it was
/// drawn by, <c>f'(x) dx/d(shape)</c> with <c>dx/d(shape) = -(dF/d(shape)) / p(x)</c>. Unbiased for smooth f.
/// </summary>
/// <remarks>
/// Source: Figurnov, Mohamed and Mnih (2018), "Implicit reparameterization gradients", section 3. Here <c>f(x) = ln x</c>, and
/// what moves is <c>w = ln(x / (1 - x))</c>: <c>d ln x = (1 - x) dw</c>.
/// </remarks>
public static class BetaImplicitPathwise
{
    /// <summary>One call of the estimator on a given draw, <c>x = 1 / (1 + e^-logOdds)</c>.</summary>
    /// <remarks>
    /// Formula: <c>-(1 - x) (dI/d(shape)) / q</c>, I the regularised incomplete beta function at x and
    /// <c>q = x^alpha (1 - x)^beta / B(alpha, beta)</c> the density of the log-odds.
    /// </remarks>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <param name="logOdds">ln(x / (1 - x)) of a draw x.</param>
    /// <returns>The gradient by (alpha, beta).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double[] Beta(double alpha, double beta, double logOdds)
    {
        var objective = BetaObjective.At(alpha, beta);
        (double byAlpha, double byBeta) = SpecialFunctions.LogOddsByShapes(objective.Alpha, objective.Beta, logOdds);
        double rest = Sigmoid.Value(-logOdds);
        return [rest * byAlpha, rest * byBeta];
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

    /// <summary>Exact mean and variance of one call, the variance by quadrature.</summary>
    /// <remarks>Formula: the expectation over the beta law of <c>(g - (exact gradient))^2</c>.</remarks>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <returns>Gradient and variance by (alpha, beta).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static GradientMoments BetaMoments(double alpha, double beta)
    {
        var objective = BetaObjective.At(alpha, beta);
        double[] gradient = objective.Gradient;
        return new GradientMoments(gradient, objective.Expectation(logOdds =>
        {
            double[] g = Beta(alpha, beta, logOdds);
            double byAlpha = g[0] - gradient[0];
            double byBeta = g[1] - gradient[1];
            return (byAlpha * byAlpha, byBeta * byBeta);
        }));
    }
}
