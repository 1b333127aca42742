using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>For a gamma law, with <c>f(x) = ln x</c>.</content>
public static partial class ScoreFunction
{
    /// <summary>One call of the estimator on a given draw, <c>x = e^logDraw / rate</c>.</summary>
    /// <remarks>Formula: <c>f (logDraw - psi(shape))</c>, <c>f (shape - e^logDraw) / rate</c> with <c>f = logDraw - ln rate</c>.</remarks>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <param name="logDraw">The logarithm of a draw of rate 1.</param>
    /// <returns>The gradient by (shape, rate).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double[] Gamma(double shape, double rate, double logDraw)
    {
        double f = GammaObjective.At(shape, rate).Value(logDraw);
        return [f * (logDraw - SpecialFunctions.Digamma(shape)), f * (shape - Math.Exp(logDraw)) / rate];
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

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: with the cumulants <c>k_n</c> of ln x, <c>k_n = psi_(n-1)(shape)</c> from 2 on, and their <c>c = E f</c>:
    /// <c>k_2 (c + k_3 / k_2)^2 + (k_4 - k_3^2 / k_2) + 2 k_2^2</c> by shape, and by rate
    /// <c>(shape psi_1(shape + 1) + 1 + shape (c + 1 / shape)^2) / rate^2</c>. No term is negative.
    /// </remarks>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <returns>Gradient and variance by (shape, rate).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static GradientMoments GammaMoments(double shape, double rate)
    {
        var objective = GammaObjective.At(shape, rate);
        double k2 = SpecialFunctions.Polygamma(1, shape);
        double k3 = SpecialFunctions.Polygamma(2, shape);
        double k4 = SpecialFunctions.Polygamma(3, shape);
        double tilted = objective.Mean + (k3 / k2);
        double shifted = objective.Mean + (1.0 / shape);
        return new GradientMoments(
            objective.Gradient,
            [
                (k2 * tilted * tilted) + (k4 - (k3 * k3 / k2)) + (2.0 * k2 * k2),
                ((shape * SpecialFunctions.Polygamma(1, shape + 1.0)) + 1.0 + (shape * shifted * shifted)) / rate / rate,
            ]);
    }

    private static double[] OfWords(double shape, double rate, Words words) =>
        Gamma(shape, rate, Probability.Gamma.Attempt(shape, words).LogDraw);
}
