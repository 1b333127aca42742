using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Implicit reparametrisation: a draw moves with the law's parameters such that its probability F(x) stays, whatever way it was
/// drawn by, <c>f'(x) dx/d(parameter)</c> with <c>dx/d(parameter) = -(dF/d(parameter)) / p(x)</c>. Unbiased for smooth f.
/// </summary>
/// <remarks>
/// Source: Figurnov, Mohamed and Mnih (2018), "Implicit reparameterization gradients", section 3. Here <c>f(x) = ln x</c> under a
/// gamma law; by the rate, x only scales, and the gradient does not vary.
/// </remarks>
public static class ImplicitPathwise
{
    /// <summary>One call of the estimator on a given draw, <c>x = e^logDraw / rate</c>.</summary>
    /// <remarks>Formula: <c>-(dP/da)(shape, y) / (y p(y))</c> with y = e^logDraw and p its density, and <c>-1 / rate</c>.</remarks>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <param name="logDraw">The logarithm of a draw of rate 1.</param>
    /// <returns>The gradient by (shape, rate).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double[] Gamma(double shape, double rate, double logDraw)
    {
        var objective = GammaObjective.At(shape, rate);
        return [SpecialFunctions.LogQuantileByShape(objective.Shape, logDraw), -1.0 / objective.Rate];
    }

    /// <summary>The gradient that one replicate of the noise makes: that of its first accepted attempt at a draw.</summary>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>; attempt k takes its block k.</param>
    /// <returns>Shape [2]: (shape, rate).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double[] GammaReplicate(double shape, double rate, PhiloxKey key, uint replicate) =>
        GammaObjective.Replicate(shape, key, replicate, words => OfWords(shape, rate, words));

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (shape, rate), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double[] GammaBlock(double shape, double rate, PhiloxKey key, uint block) => GammaObjective.PowerSums(
        shape, key, block, GammaObjective.At(shape, rate).Gradient, words => OfWords(shape, rate, words));

    /// <summary>Exact mean and variance of one call, the variance by shape by quadrature.</summary>
    /// <remarks>Formula: the expectation over the gamma law of <c>(g - psi_1(shape))^2</c>; 0 by the rate.</remarks>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <returns>Gradient and variance by (shape, rate).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static GradientMoments GammaMoments(double shape, double rate)
    {
        var objective = GammaObjective.At(shape, rate);
        double[] gradient = objective.Gradient;
        double variance = objective.Expectation(logDraw =>
        {
            double off = SpecialFunctions.LogQuantileByShape(shape, logDraw) - gradient[0];
            return off * off;
        });
        return new GradientMoments(gradient, [variance, 0.0]);
    }

    private static double[] OfWords(double shape, double rate, Words words) =>
        Gamma(shape, rate, Probability.Gamma.Attempt(shape, words).LogDraw);
}
