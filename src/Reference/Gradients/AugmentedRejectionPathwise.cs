using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Reparametrised rejection sampling with one step of shape augmentation: a draw of shape + 1, of which nearly all attempts are
/// accepted, times <c>u^(1/shape)</c>, a path of its own. Unbiased for smooth f, for any shape.
/// </summary>
/// <remarks>
/// Source: Naesseth, Ruiz, Linderman and Blei (2017), as for <see cref="RejectionPathwise"/>. Here <c>f(x) = ln x</c> under a gamma
/// law; by the rate, x only scales, and the gradient does not vary. The variance is finite for any shape, the fourth moment,
/// which an interval for it needs, beyond shape 1/3.
/// </remarks>
public static class AugmentedRejectionPathwise
{
    /// <summary>One call of the estimator on given noise.</summary>
    /// <remarks>
    /// Formula: <c>h - ln u / shape^2 + f c</c>, <c>f = ln y + ln u / shape - ln rate</c>; y the draw of shape + 1 that the
    /// accepted noise makes, h the slope of ln y by the shape and c that of the noise's log-density; and <c>-1 / rate</c>.
    /// </remarks>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <param name="noise">
    /// A normal number accepted for shape + 1, above <c>-3 sqrt(shape + 2/3)</c>, and the logarithm of a uniform number, shape [2].
    /// </param>
    /// <returns>The gradient by (shape, rate).</returns>
    /// <exception cref="ArgumentException">There are not two numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Gamma(double shape, double rate, double[] noise)
    {
        Guard.Length(noise.Length, 2, nameof(noise));
        var objective = GammaObjective.At(shape, rate);
        AcceptedStep step = AcceptedStep.OfNoise(shape + 1.0, noise[0], "noise[0]");
        double f = objective.Value(step.LogDraw + (noise[1] / shape));
        return [step.Path - (noise[1] / shape / shape) + (f * step.Score), -1.0 / rate];
    }

    /// <summary>The gradient that one replicate of the noise makes: that of its first attempt accepted for shape + 1.</summary>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>; attempt k takes its block k.</param>
    /// <returns>Shape [2]: (shape, rate).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double[] GammaReplicate(double shape, double rate, PhiloxKey key, uint replicate) =>
        GammaObjective.Replicate(shape + 1.0, key, replicate, words => OfWords(shape, rate, words));

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (shape, rate), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double[] GammaBlock(double shape, double rate, PhiloxKey key, uint block) => GammaObjective.PowerSums(
        shape + 1.0, key, block, GammaObjective.At(shape, rate).Gradient, words => OfWords(shape, rate, words));

    /// <summary>Exact mean and variance of one call, the variance by shape by quadrature.</summary>
    /// <remarks>
    /// Formula: a call is linear in <c>w = -ln u</c>, which is exponential: <c>A + w B</c>, <c>B = 1 / shape^2 - c / shape</c>, of
    /// the variance <c>E (A + B - g)^2 + E B^2</c> over the draw of shape + 1; 0 by the rate.
    /// </remarks>
    /// <param name="shape">The shape, positive and finite.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <returns>Gradient and variance by (shape, rate).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static GradientMoments GammaMoments(double shape, double rate)
    {
        var objective = GammaObjective.At(shape, rate);
        double[] gradient = objective.Gradient;
        double variance = GammaObjective.At(shape + 1.0, rate).Expectation(
            logDraw =>
            {
                AcceptedStep step = AcceptedStep.OfDraw(shape + 1.0, logDraw);
                double slope = ((1.0 / shape) - step.Score) / shape;
                double off = step.Path + (objective.Value(logDraw) * step.Score) + slope - gradient[0];
                return (off * off) + (slope * slope);
            },
            growth: 2.0 / 3.0);
        return new GradientMoments(gradient, [variance, 0.0]);
    }

    private static double[] OfWords(double shape, double rate, Words words) => Gamma(
        shape, rate, [BoxMuller.FromWords(words.W0, words.W1).Z0, Math.Log((words.W3 + 1.0) / (1L << 32))]);
}
