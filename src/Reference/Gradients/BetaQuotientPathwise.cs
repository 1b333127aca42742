using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// A beta law's draw as the quotient <c>G / (G + H)</c> of two gamma draws, each of which moves with its own shape by implicit
/// reparametrisation. Unbiased for smooth f; <see cref="BetaImplicitPathwise"/> is its conditional expectation given x, and so
/// varies less.
/// </summary>
/// <remarks>
/// Source: Figurnov, Mohamed and Mnih (2018), "Implicit reparameterization gradients", section 3, for the gamma draws. Here
/// <c>f(x) = ln x</c>.
/// </remarks>
public static class BetaQuotientPathwise
{
    /// <summary>One call of the estimator on two given draws, <c>x = G / (G + H)</c>.</summary>
    /// <remarks>Formula: <c>(1 - x) d ln G/d(alpha)</c>, <c>-(1 - x) d ln H/d(beta)</c>, as for <see cref="ImplicitPathwise"/>.</remarks>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <param name="logDraws">ln G and ln H of gamma draws of these shapes and rate 1, shape [2].</param>
    /// <returns>The gradient by (alpha, beta).</returns>
    /// <exception cref="ArgumentException">There are not two draws.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double[] Beta(double alpha, double beta, double[] logDraws)
    {
        var objective = BetaObjective.At(alpha, beta);
        Guard.Length(logDraws.Length, 2, nameof(logDraws));
        double rest = Sigmoid.Value(logDraws[1] - logDraws[0]);
        return
        [
            rest * SpecialFunctions.LogQuantileByShape(objective.Alpha, logDraws[0]),
            -rest * SpecialFunctions.LogQuantileByShape(objective.Beta, logDraws[1]),
        ];
    }

    /// <summary>The gradient that one replicate of the noise makes: that of its two gamma draws.</summary>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">
    /// Which replicate of <see cref="ReplicateNoise"/>; attempt k at the first draw takes its block 2k, at the second 2k + 1.
    /// </param>
    /// <returns>Shape [2]: (alpha, beta).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double[] BetaReplicate(double alpha, double beta, PhiloxKey key, uint replicate) =>
        OfReplicate(BetaObjective.At(alpha, beta), key, replicate);

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
        return objective.PowerSums(key, block, replicate => OfReplicate(objective, key, replicate));
    }

    /// <summary>Exact mean and variance of one call, the variance by quadrature.</summary>
    /// <remarks>
    /// Formula: the expectation of <c>(g - (exact gradient))^2</c> over the beta law of x and the gamma law of <c>G + H</c>, of shape
    /// alpha + beta, which are independent.
    /// </remarks>
    /// <param name="alpha">The first shape, positive and finite.</param>
    /// <param name="beta">The second shape, positive and finite.</param>
    /// <returns>Gradient and variance by (alpha, beta).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static GradientMoments BetaMoments(double alpha, double beta)
    {
        var objective = BetaObjective.At(alpha, beta);
        var sum = GammaObjective.At(alpha + beta, rate: 1.0);
        double[] gradient = objective.Gradient;
        return new GradientMoments(gradient, objective.Expectation(logOdds =>
        {
            double rest = Sigmoid.Value(-logOdds);
            double Square(double shape, double logPart, double mean) => sum.Expectation(logSum =>
            {
                double off = (rest * SpecialFunctions.LogQuantileByShape(shape, logSum + logPart)) - mean;
                return off * off;
            });
            return (
                Square(alpha, BetaObjective.Value(logOdds), gradient[0]),
                Square(beta, BetaObjective.Value(-logOdds), -gradient[1]));
        }));
    }

    private static double[] OfReplicate(BetaObjective objective, PhiloxKey key, ulong replicate)
    {
        (double first, double second) = objective.LogDraws(key, replicate);
        return Beta(objective.Alpha, objective.Beta, [first, second]);
    }
}
