using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// REBAR: the score function less a relaxed draw's, conditional on the draw b, and what that is on average by two pathwise
/// gradients. Unbiased at any temperature and scale; one evaluation of f, two of the relaxed f.
/// </summary>
/// <remarks>
/// Source: Tucker, Mnih, Maddison, Lawson and Sohl-Dickstein (2017), "REBAR: low-variance, unbiased gradient estimates for
/// discrete latent variable models". With F(y) the objective of <c>sigmoid(y / temperature)</c>, u draws b and
/// <c>y = logit - ln(u / (1 - u))</c>; v draws y~ from the law of y given b, and y~ moves with the logit at v held.
/// </remarks>
public static class Rebar
{
    /// <summary>One call of the estimator on given uniform numbers, for <c>f = (b - target)^2</c> of any b from 0 to 1.</summary>
    /// <remarks>
    /// Formula: <c>(f(b) - scale F(y~)) (b - p) + scale F'(y) - scale F'(y~) dy~ / d(logit)</c> with <c>b = 1[u &lt; p]</c>,
    /// <c>u~ = v p</c> where b = 1 and <c>p + v (1 - p)</c> where b = 0, <c>y~ = logit - ln(u~ / (1 - u~))</c>.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="scale">Of the control variate, finite; 0 leaves the score function.</param>
    /// <param name="uniforms">u and v, strictly between 0 and 1, shape [2].</param>
    /// <returns>The gradient by the logit.</returns>
    /// <exception cref="ArgumentException">There are not two uniform numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double Bernoulli(double target, double logit, double temperature, double scale, double[] uniforms) =>
        RelaxedDraw.At(target, logit, temperature, scale).Call(uniforms);

    /// <summary>One call with v taken from u, so that y~ is y: one uniform number.</summary>
    /// <remarks>Formula: <c>(f(b) - scale F(y)) (b - p) + scale F'(y) w</c>, <c>w = (1 - p) / (1 - u)</c> where b = 1, else <c>p / u</c>.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="scale">Of the control variate, finite.</param>
    /// <param name="uniform">u, strictly between 0 and 1.</param>
    /// <returns>The gradient by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double BernoulliCoupled(double target, double logit, double temperature, double scale, double uniform)
    {
        RelaxedDraw draw = RelaxedDraw.At(target, logit, temperature, scale);
        double y = logit - Relaxation.LogOdds(uniform);
        return draw.Held(draw.Objective.Draw(uniform), y) + draw.Free(y);
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="scale">Of the control variate, finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>, for two numbers a call.</param>
    /// <returns>Shape [Calls].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliReplicate(
        double target, double logit, double temperature, double scale, PhiloxKey key, uint replicate) =>
        [.. new ReplicateNoise(key, samples: 2).Uniforms(replicate)
            .Select(noise => Bernoulli(target, logit, temperature, scale, noise))];

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="scale">Of the control variate, finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliBlock(
        double target, double logit, double temperature, double scale, PhiloxKey key, uint block)
    {
        var noises = new ReplicateNoise(key, samples: 2);
        return noises.PowerSums(block, [BernoulliObjective.At(target, logit).Gradient], replicate =>
            [.. noises.Uniforms(replicate).Select(noise => Bernoulli(target, logit, temperature, scale, noise))]);
    }

    /// <summary>Exact mean and variance of one call on independent u and v, by quadrature.</summary>
    /// <remarks>
    /// Formula: given b the part that v moves, B, and the part that u moves, C, are independent:
    /// <c>Var = sum_b p(b) (Var[B | b] + Var[C | b] + (E[B + C | b] - g)^2)</c>, integrals over y of either sign.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="scale">Of the control variate, finite.</param>
    /// <returns>Gradient and variance by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments BernoulliMoments(double target, double logit, double temperature, double scale)
    {
        RelaxedDraw draw = RelaxedDraw.At(target, logit, temperature, scale);
        return new GradientMoments([draw.Objective.Gradient], [draw.Variance()]);
    }

    /// <summary>Exact mean and variance of one coupled call, by quadrature.</summary>
    /// <remarks>Formula: the integral over y of <c>(B + C - g)^2</c>, both parts at the same y.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="scale">Of the control variate, finite.</param>
    /// <returns>Gradient and variance by the logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments BernoulliCoupledMoments(double target, double logit, double temperature, double scale)
    {
        RelaxedDraw draw = RelaxedDraw.At(target, logit, temperature, scale);
        double gradient = draw.Objective.Gradient;
        return new GradientMoments(
            [gradient],
            [LogisticLaw.Expectation(y => Square(draw.Held(y > 0.0, y) + draw.Free(y) - gradient), logit)]);
    }

    private static double Square(double x) => x * x;
}
