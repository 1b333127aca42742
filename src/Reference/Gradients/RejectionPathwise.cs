using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Reparametrised rejection sampling: the gradient along the path of the proposal that a rejection sampler accepted, and a score
/// for the accepted noise, whose law moves with the parameters as well. Unbiased for smooth f; little of the score is left where
/// nearly all is accepted.
/// </summary>
/// <remarks>
/// <para>Source: Naesseth, Ruiz, Linderman and Blei (2017), "Reparameterization gradients through acceptance-rejection sampling
/// algorithms", with the proposal of Marsaglia and Tsang (2000) and without their shape augmentation. Here <c>f(x) = ln x</c> under
/// a gamma law; the rate only scales the proposal, and the gradient by it does not vary.</para>
/// <para>With noise e, d = shape - 1/3 and <c>t = e / (3 sqrt(d))</c>, <c>x = d (1 + t)^3 / rate</c>. The variance is finite from
/// shape 2/3 on, the fourth moment, which an interval for it needs, beyond 4/3.</para>
/// </remarks>
public static class RejectionPathwise
{
    /// <summary>One call of the estimator on given accepted noise.</summary>
    /// <remarks>
    /// Formula: <c>(1 - 3/2 t / (1 + t)) / d + f c</c>, <c>f = ln x</c>, c the slope by shape of the accepted noise's log-density:
    /// <c>ln d - 1 / (6 d) - psi(shape) + 3 ln(1 + t) - 3/2 t - 3/2 t / (1 + t) + t^3 / 2</c>, of which all powers of t below the
    /// fourth cancel; and <c>-1 / rate</c>.
    /// </remarks>
    /// <param name="shape">The shape, finite and at least 1: there the sampler takes no detour by a larger one.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <param name="noise">An accepted standard normal number, above <c>-3 sqrt(shape - 1/3)</c>.</param>
    /// <returns>The gradient by (shape, rate).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Gamma(double shape, double rate, double noise)
    {
        var objective = At(shape, rate);
        return [ByShape(objective, AcceptedStep.OfNoise(shape, noise, nameof(noise))), -1.0 / rate];
    }

    /// <summary>The gradient that one replicate of the noise makes: that of its first accepted attempt at a draw.</summary>
    /// <param name="shape">The shape, finite and at least 1.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>; attempt k takes its block k.</param>
    /// <returns>Shape [2]: (shape, rate).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double[] GammaReplicate(double shape, double rate, PhiloxKey key, uint replicate) =>
        GammaObjective.Replicate(shape, key, replicate, words => OfWords(shape, rate, words));

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="shape">The shape, finite and at least 1.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (shape, rate), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static double[] GammaBlock(double shape, double rate, PhiloxKey key, uint block) => GammaObjective.PowerSums(
        shape, key, block, At(shape, rate).Gradient, words => OfWords(shape, rate, words));

    /// <summary>Exact mean and variance of one call, the variance by shape by quadrature.</summary>
    /// <remarks>
    /// Formula: accepted noise and x tell of each other, <c>1 + t = (rate x / d)^(1/3)</c>, so that the expectation of
    /// <c>(g - psi_1(shape))^2</c> is one over the gamma law; 0 by the rate.
    /// </remarks>
    /// <param name="shape">The shape, finite and at least 1.</param>
    /// <param name="rate">The rate, positive and finite.</param>
    /// <returns>Gradient and variance by (shape, rate).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule.</exception>
    public static GradientMoments GammaMoments(double shape, double rate)
    {
        var objective = At(shape, rate);
        double[] gradient = objective.Gradient;
        double variance = objective.Expectation(
            logDraw =>
            {
                double off = ByShape(objective, AcceptedStep.OfDraw(shape, logDraw)) - gradient[0];
                return off * off;
            },
            growth: 2.0 / 3.0);
        return new GradientMoments(gradient, [variance, 0.0]);
    }

    private static GammaObjective At(double shape, double rate)
    {
        Guard.Within(shape, 1.0, double.MaxValue);
        return GammaObjective.At(shape, rate);
    }

    private static double ByShape(GammaObjective objective, AcceptedStep step) =>
        step.Path + (objective.Value(step.LogDraw) * step.Score);

    private static double[] OfWords(double shape, double rate, Words words) =>
        Gamma(shape, rate, BoxMuller.FromWords(words.W0, words.W1).Z0);
}
