using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// LAX: the score function of what a surrogate c leaves over of f, and the pathwise gradient of c in its place. Unbiased whatever c is:
/// with none it is the score function, with f itself pathwise, and f need not be differentiable, nor known but by its values.
/// </summary>
/// <remarks>
/// Source: Grathwohl, Choi, Wu, Roeder and Duvenaud (2018), "Backpropagation through the void: optimizing control variates for
/// black-box gradient estimation", of which <see cref="Relax"/> is the discrete sibling. There c is a network; here
/// <c>c(x) = w_0 + w_1 d + w_2 d^2</c> with d = x - mean, whose weights, and whose mean, are held where the gradient is taken:
/// the least family that has the score function, every baseline and the quadratic's own pathwise gradient.
/// </remarks>
public static class Lax
{
    // Relative to a call's terms: some roundings of each.
    private const double RoundingOfTerms = 16.0 / (1L << 53);

    /// <summary>One call of the estimator on given noise e, for <c>x = mean + standardDeviation e</c>.</summary>
    /// <remarks>
    /// Formula: <c>(f(x) - c(x)) s + c'(x) dx / d(parameter)</c>, that is <c>(f - c) e / standardDeviation + c'</c> and
    /// <c>(f - c) (e^2 - 1) / standardDeviation + c' e</c>.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="weights">Of the surrogate's constant, line and square, finite, shape [3].</param>
    /// <param name="noise">A standard normal number.</param>
    /// <returns>The gradient by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">There are not three weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not finite, or there is no such objective.</exception>
    public static double[] Normal(
        Objective objective, double k, double mean, double standardDeviation, double[] weights, double noise)
    {
        Require(weights);
        double move = standardDeviation * noise;
        double surrogate = weights[0] + (move * (weights[1] + (weights[2] * move)));
        double slope = weights[1] + (2.0 * weights[2] * move);
        double rest = (Objectives.Of(objective).Value(mean + move, k) - surrogate) / standardDeviation;
        return [(rest * noise) + slope, (rest * ((noise * noise) - 1.0)) + (slope * noise)];
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="weights">Of the surrogate's constant, line and square, finite, shape [3].</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">There are not three weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not finite, or there is no such objective.</exception>
    public static double[] NormalReplicate(
        Objective objective, double k, double mean, double standardDeviation, double[] weights, PhiloxKey key, uint replicate) =>
        ReplicateNoise.OfNormals(
            key, samples: 1, replicate, noise => Normal(objective, k, mean, standardDeviation, weights, noise[0]));

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="weights">Of the surrogate's constant, line and square, finite, shape [3].</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (mean, standardDeviation), powers 1 to 4.</returns>
    /// <exception cref="ArgumentException">There are not three weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalBlock(
        Objective objective, double k, double mean, double standardDeviation, double[] weights, PhiloxKey key, uint block)
    {
        double[] centre = Objectives.Moments(objective, k, mean, standardDeviation).Gradient.ToArray();
        return ReplicateNoise.PowerSumsOfNormals(
            key, samples: 1, block, centre, noise => Normal(objective, k, mean, standardDeviation, weights, noise[0]));
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: <c>Var g = E (g - E g)^2</c> by the trapezoidal rule over the noise, for the objectives to double rounding of the variance
    /// itself. What is no more than the rounding of a call's terms is 0: so it is by the mean of a quadratic about its own mean.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <param name="weights">Of the surrogate's constant, line and square, finite, shape [3].</param>
    /// <returns>Gradient and variance by (mean, standardDeviation).</returns>
    /// <exception cref="ArgumentException">There are not three weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static GradientMoments NormalMoments(
        Objective objective, double k, double mean, double standardDeviation, double[] weights)
    {
        double[] gradient = Objectives.Moments(objective, k, mean, standardDeviation).Gradient.ToArray();
        var variance = new double[2];
        double terms = 0.0;
        foreach ((double noise, double weight) in Nodes(objective, k, standardDeviation))
        {
            double[] call = Normal(objective, k, mean, standardDeviation, weights, noise);
            variance[0] += weight * (call[0] - gradient[0]) * (call[0] - gradient[0]);
            variance[1] += weight * (call[1] - gradient[1]) * (call[1] - gradient[1]);
            double value = Objectives.Of(objective).Value(mean + (standardDeviation * noise), k) * noise / standardDeviation;
            terms += weight * value * value;
        }

        return new GradientMoments(gradient, [.. variance.Select(v => v > RoundingOfTerms * RoundingOfTerms * terms ? v : 0.0)]);
    }

    /// <summary>Where training leads: the weights that leave the sum of both components' variances least.</summary>
    /// <remarks>
    /// Formula: <c>w_n = E[f V_n] / standardDeviation^n</c> with <c>V_0 = (7 - 8 e^2 + 10 e^4 - e^6) / 14</c>,
    /// <c>V_1 = e (e^2 - 1)^2 / 9</c> and <c>V_2 = (3 e^6 - 16 e^4 + 10 e^2 - 7) / 98</c>: least squares, of what each weight multiplies in a
    /// call. They are not the quadratic's own: a constant beside it cancels noise of its path.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">Mean of x, finite.</param>
    /// <param name="standardDeviation">Standard deviation of x, positive and finite.</param>
    /// <returns>Shape [3].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double[] NormalWeights(Objective objective, double k, double mean, double standardDeviation)
    {
        Objectives.Moments(objective, k, mean, standardDeviation); // checks them
        INormalObjective f = Objectives.Of(objective);
        var weights = new double[3];
        foreach ((double e, double weight) in Nodes(objective, k, standardDeviation))
        {
            double value = weight * f.Value(mean + (standardDeviation * e), k);
            double square = e * e;
            weights[0] += value * (7.0 - (square * (8.0 - (square * (10.0 - square))))) / 14.0;
            weights[1] += value * e * (square - 1.0) * (square - 1.0) / (9.0 * standardDeviation);
            weights[2] += value * ((square * (10.0 + (square * ((3.0 * square) - 16.0)))) - 7.0)
                / (98.0 * standardDeviation * standardDeviation);
        }

        return weights;
    }

    /// <summary>
    /// What trains the weights: the derivative of the sum of both components' squares of one call, whose mean is that of the sum of
    /// their variances.
    /// </summary>
    /// <remarks>
    /// Formula: <c>-2 sum_i g_i (d^n s_i - n d^(n-1) dx / d(parameter i))</c> for n = 0, 1, 2, g the call on the given noise.
    /// </remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="mean">Mean of x.</param>
    /// <param name="standardDeviation">Standard deviation of x.</param>
    /// <param name="weights">Of the surrogate's constant, line and square, finite, shape [3].</param>
    /// <param name="noise">A standard normal number.</param>
    /// <returns>Shape [3].</returns>
    /// <exception cref="ArgumentException">There are not three weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not finite, or there is no such objective.</exception>
    public static double[] NormalTraining(
        Objective objective, double k, double mean, double standardDeviation, double[] weights, double noise)
    {
        double[] call = Normal(objective, k, mean, standardDeviation, weights, noise);
        double square = noise * noise;
        double byMean = -2.0 * call[0];
        double byDeviation = -2.0 * call[1];
        return
        [
            ((byMean * noise) + (byDeviation * (square - 1.0))) / standardDeviation,
            (byMean * (square - 1.0)) + (byDeviation * noise * (square - 2.0)),
            standardDeviation * ((byMean * noise * (square - 2.0)) + (byDeviation * square * (square - 3.0))),
        ];
    }

    private static (double At, double Weight)[] Nodes(Objective objective, double k, double standardDeviation) =>
        NormalNodes.For(Objectives.Of(objective).Steepness(k) * standardDeviation);

    private static void Require(double[] weights)
    {
        Guard.Length(weights.Length, 3, nameof(weights));
        Guard.Finite(weights);
    }
}
