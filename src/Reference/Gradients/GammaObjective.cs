using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The objective <c>f(x) = ln x</c> of <c>x ~ Gamma(shape, rate)</c>: <c>E f = psi(shape) - ln rate</c>. What is drawn is
/// <c>ln(rate x)</c>, the logarithm of a draw of rate 1, which a small shape does not make vanish.
/// </summary>
internal readonly record struct GammaObjective(double Shape, double Rate)
{
    /// <summary>By shape, the variance of f; by rate, <c>-1 / rate</c>.</summary>
    public double[] Gradient => [SpecialFunctions.Polygamma(1, Shape), -1.0 / Rate];

    /// <summary>E f.</summary>
    public double Mean => SpecialFunctions.Digamma(Shape) - Math.Log(Rate);

    public static GammaObjective At(double shape, double rate)
    {
        Guard.Positive(shape);
        Guard.Positive(rate);
        return new GammaObjective(shape, rate);
    }

    /// <summary>The gradients of a replicate, which serves one call, by a call that takes the words of an accepted attempt.</summary>
    public static double[] Replicate(double shape, PhiloxKey key, ulong replicate, Func<Words, double[]> call) =>
        call(Accepted(shape, key, replicate));

    /// <summary>The power sums of a block, by such a call.</summary>
    public static double[] PowerSums(double shape, PhiloxKey key, uint block, double[] centre, Func<Words, double[]> call) =>
        new ReplicateNoise(key, samples: 4).PowerSums(block, centre, replicate => Replicate(shape, key, replicate, call));

    /// <summary>f, from the logarithm of a draw of rate 1.</summary>
    public double Value(double logDraw) => logDraw - Math.Log(Rate);

    /// <summary>The expectation of a smooth function of <c>ln(rate x)</c> that grows no faster than <c>x^-growth</c> to the left.</summary>
    /// <remarks>
    /// The trapezoidal rule in s, <c>ln(rate x) = s - e^-s</c>, between where the tails fall below <c>e^-50</c>: the integrand
    /// falls doubly exponentially at either end, however small the shape; the step follows its width, <c>1 / sqrt(shape)</c>.
    /// Source: Takahasi and Mori (1974).
    /// </remarks>
    public double Expectation(Func<double, double> f, double growth = 0.0)
    {
        double root = Math.Sqrt(Shape);
        double step = 0.25 / (1.0 + root);
        double low = -Math.Log((60.0 / (Shape - growth)) + 1.0);
        int nodes = (int)((Math.Log(Shape + (10.0 * root) + 60.0) - low) / step);
        double logGamma = SpecialFunctions.LogGamma(Shape);
        double sum = 0.0;
        for (int i = 0; i <= nodes; i++)
        {
            double s = low + (i * step);
            double inner = Math.Exp(-s);
            double logDraw = s - inner;
            sum += f(logDraw) * Math.Exp((Shape * logDraw) - Math.Exp(logDraw) - logGamma) * (1.0 + inner);
        }

        return sum * step;
    }

    /// <summary>The words of the first attempt of a replicate that is accepted: attempt k has counter (k, stream, replicate).</summary>
    private static Words Accepted(double shape, PhiloxKey key, ulong replicate)
    {
        for (uint attempt = 0; ; attempt++)
        {
            Words words = Philox4x32.Block(Words.Counter(attempt, ReplicateNoise.Stream, replicate), key);
            if (Probability.Gamma.Attempt(shape, words).Margin > 0.0)
            {
                return words;
            }
        }
    }
}
