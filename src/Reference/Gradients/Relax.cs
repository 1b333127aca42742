using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// RELAX: REBAR with any function of the relaxed draw as control variate, which is trained to leave least variance. Unbiased
/// whatever the function; one evaluation of f, and as many of the function as REBAR takes of the relaxed f.
/// </summary>
/// <remarks>
/// Source: Grathwohl, Choi, Wu, Roeder and Duvenaud (2018), "Backpropagation through the void: optimizing control variates for
/// black-box gradient estimation". As there REBAR's own term is part of the function, and what is learnt is added: here a
/// multiple of the relaxed draw <c>z = sigmoid(y / temperature)</c>, <c>c(y) = w_0 (z - target)^2 + w_1 z</c>; y and y~ are
/// those of <see cref="Rebar"/>. A constant in c would be a baseline, and of one draw the best of them leaves no variance.
/// </remarks>
public static class Relax
{
    /// <summary>One call of the estimator on given uniform numbers, for <c>f = (b - target)^2</c>.</summary>
    /// <remarks>Formula: <c>(f(b) - c(y~)) (b - p) + c'(y) - c'(y~) dy~ / d(logit)</c>.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="weights">Of the relaxed objective and of the relaxed draw, finite, shape [2]; (scale, 0) is REBAR.</param>
    /// <param name="uniforms">u and v, strictly between 0 and 1, shape [2].</param>
    /// <returns>The gradient by the logit.</returns>
    /// <exception cref="ArgumentException">There are not two weights, or not two uniform numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double Bernoulli(double target, double logit, double temperature, double[] weights, double[] uniforms) =>
        Draw(target, logit, temperature, weights).Call(uniforms);

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="weights">Of the relaxed objective and of the relaxed draw, finite, shape [2].</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>, for two numbers a call.</param>
    /// <returns>Shape [Calls].</returns>
    /// <exception cref="ArgumentException">There are not two weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliReplicate(
        double target, double logit, double temperature, double[] weights, PhiloxKey key, uint replicate) =>
        [.. new ReplicateNoise(key, samples: 2).Uniforms(replicate)
            .Select(noise => Bernoulli(target, logit, temperature, weights, noise))];

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="weights">Of the relaxed objective and of the relaxed draw, finite, shape [2].</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4.</returns>
    /// <exception cref="ArgumentException">There are not two weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliBlock(
        double target, double logit, double temperature, double[] weights, PhiloxKey key, uint block)
    {
        var noises = new ReplicateNoise(key, samples: 2);
        return noises.PowerSums(block, [BernoulliObjective.At(target, logit).Gradient], replicate =>
            [.. noises.Uniforms(replicate).Select(noise => Bernoulli(target, logit, temperature, weights, noise))]);
    }

    /// <summary>Exact mean and variance of one call on independent u and v, by quadrature.</summary>
    /// <remarks>
    /// Formula: given b the part that v moves, B, and the part that u moves, C, are independent:
    /// <c>Var = sum_b p(b) (Var[B | b] + Var[C | b] + (E[B + C | b] - g)^2)</c>, integrals over y of either sign.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="weights">Of the relaxed objective and of the relaxed draw, finite, shape [2].</param>
    /// <returns>Gradient and variance by the logit.</returns>
    /// <exception cref="ArgumentException">There are not two weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments BernoulliMoments(double target, double logit, double temperature, double[] weights)
    {
        RelaxedDraw draw = Draw(target, logit, temperature, weights);
        return new GradientMoments([draw.Objective.Gradient], [draw.Variance()]);
    }

    /// <summary>Where training leads: the weights of least variance, on independent u and v.</summary>
    /// <remarks>
    /// Formula: least squares, <c>sum_l E[C_k C_l] w_l = -E[f(b) (b - p) C_k]</c> with C_k what weight k multiplies in a call; by
    /// quadrature. At a high temperature both control variates are nearly constant, and the weights lose digits.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <returns>Shape [2].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliWeights(double target, double logit, double temperature)
    {
        RelaxedDraw draw = RelaxedDraw.At(target, logit, temperature, scale: 0.0);
        return ControlWeights.Least(draw, y => draw.Relaxed.Control(1.0, 0.0, y), y => draw.Relaxed.Control(0.0, 1.0, y));
    }

    /// <summary>What trains the weights: the gradient of one call's square, whose mean is the gradient of the variance.</summary>
    /// <remarks>Formula: <c>2 g dg / d(weights)</c>, g the call on the given numbers.</remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="logit">The logit of p, finite.</param>
    /// <param name="temperature">Positive and finite.</param>
    /// <param name="weights">Of the relaxed objective and of the relaxed draw, finite, shape [2].</param>
    /// <param name="uniforms">u and v, strictly between 0 and 1, shape [2].</param>
    /// <returns>Shape [2].</returns>
    /// <exception cref="ArgumentException">There are not two weights, or not two uniform numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] BernoulliTraining(double target, double logit, double temperature, double[] weights, double[] uniforms)
    {
        RelaxedDraw draw = Draw(target, logit, temperature, weights);
        double g = draw.Call(uniforms);
        return
        [
            2.0 * g * draw.Change(uniforms, y => draw.Relaxed.Control(1.0, 0.0, y)),
            2.0 * g * draw.Change(uniforms, y => draw.Relaxed.Control(0.0, 1.0, y)),
        ];
    }

    private static RelaxedDraw Draw(double target, double logit, double temperature, double[] weights)
    {
        Guard.Length(weights.Length, 2, nameof(weights));
        Guard.Finite(weights);
        return RelaxedDraw.At(target, logit, temperature, weights[0], weights[1]);
    }
}
