using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The binary Concrete, or Gumbel-softmax, relaxation: the pathwise gradient of a draw made smooth. BIASED at any
/// temperature: near 0 in proportion to it, where the variance grows like its reciprocal; one evaluation of the derivative.
/// </summary>
/// <remarks>
/// Source: Maddison, Mnih and Teh (2017), "The Concrete distribution", and Jang, Gu and Poole (2017), "Categorical
/// reparameterization with Gumbel-softmax". The temperature is part of the estimator.
/// </remarks>
public static class Concrete
{
    /// <summary>One call of the estimator on a given uniform number, for <c>f = (b - target)^2</c> of any b from 0 to 1.</summary>
    /// <remarks>
    /// Formula: <c>f'(z) z (1 - z) / temperature</c>, <c>z = sigmoid((logit + ln(u / (1 - u))) / temperature)</c>.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="uniform">A uniform number, strictly between 0 and 1.</param>
    /// <returns>A gradient by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double Bernoulli(double target, double logit, double temperature, double uniform)
    {
        Guard.Finite(logit);
        return Relaxation.At(target, temperature).Slope(logit + Relaxation.LogOdds(uniform));
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliReplicate(
        double target, double logit, double temperature, PhiloxKey key, uint replicate) =>
        ReplicateNoise.OfUniforms(key, replicate, uniform => Bernoulli(target, logit, temperature, uniform));

    /// <summary>Sums of the first four powers of <c>g - (mean of g)</c> over the gradients g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliBlock(double target, double logit, double temperature, PhiloxKey key, uint block) =>
        ReplicateNoise.PowerSumsOfUniforms(
            key,
            block,
            BernoulliMoments(target, logit, temperature).Mean,
            uniform => Bernoulli(target, logit, temperature, uniform));

    /// <summary>Exact mean, bias and variance of one call, by quadrature.</summary>
    /// <remarks>
    /// Formula: integrals of the call and of its squared distance from the mean over the logistic law of
    /// <c>logit + ln(u / (1 - u))</c>.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <returns>Gradient, variance and mean by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static BiasedGradientMoments BernoulliMoments(double target, double logit, double temperature)
    {
        Relaxation relaxed = Relaxation.At(target, temperature);
        double gradient = BernoulliObjective.At(target, logit).Gradient;
        double mean = LogisticLaw.Expectation(relaxed.Slope, logit);
        double variance = LogisticLaw.Expectation(y => (relaxed.Slope(y) - mean) * (relaxed.Slope(y) - mean), logit);
        return new BiasedGradientMoments([gradient], [variance], [mean]);
    }
}
