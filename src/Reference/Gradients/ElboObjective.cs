using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The evidence lower bound <c>E_q f</c>, <c>f(x) = ln p(x, y) - ln q(x)</c>, of <c>q = N(mean, standardDeviation^2)</c> where
/// the posterior is normal too; with p(y) = 1, so that f is the log ratio of posterior and q.
/// </summary>
/// <remarks>With noise e, <c>x = mean + standardDeviation e</c>, and d = mean - posteriorMean.</remarks>
internal readonly record struct ElboObjective(
    double Distance, double PosteriorStandardDeviation, double StandardDeviation)
{
    /// <summary>The curvature of <c>-ln p(x, y)</c>.</summary>
    public double Precision => 1.0 / (PosteriorStandardDeviation * PosteriorStandardDeviation);

    /// <summary><c>-d / tau^2</c>, the bound's exact gradient by the mean.</summary>
    public double ByMean => -Distance * Precision;

    /// <summary><c>1 / s - s / tau^2</c>, the bound's exact gradient by the standard deviation: as a product, exact near its zero.</summary>
    public double ByStandardDeviation =>
        (PosteriorStandardDeviation - StandardDeviation) * (PosteriorStandardDeviation + StandardDeviation) * Precision / StandardDeviation;

    /// <summary>The log weight is <c>Square e^2 + (s ByMean) e + Level</c>.</summary>
    public double Square => 0.5 * StandardDeviation * ByStandardDeviation;

    /// <summary>The log weight at the mean, <c>ln(s / tau) - d^2 / (2 tau^2)</c>.</summary>
    public double Level => Math.Log(StandardDeviation / PosteriorStandardDeviation) - (0.5 * Distance * Distance * Precision);

    public double[] Gradient => [ByMean, ByStandardDeviation];

    public static ElboObjective At(
        double posteriorMean, double posteriorStandardDeviation, double mean, double standardDeviation)
    {
        Guard.Finite(posteriorMean);
        Guard.Positive(posteriorStandardDeviation);
        Guard.Finite(mean);
        Guard.Positive(standardDeviation);
        return new ElboObjective(mean - posteriorMean, posteriorStandardDeviation, standardDeviation);
    }

    /// <summary>The gradients of a replicate, by a call that takes one normal number.</summary>
    public static double[] Replicate(PhiloxKey key, uint replicate, Func<double, double[]> call) =>
        ReplicateNoise.OfNormals(key, samples: 1, replicate, noise => call(noise[0]));

    /// <summary>The power sums of a block, by a call that takes one normal number.</summary>
    public static double[] PowerSums(PhiloxKey key, uint block, double[] centre, Func<double, double[]> call) =>
        ReplicateNoise.PowerSumsOfNormals(key, samples: 1, block, centre, noise => call(noise[0]));

    /// <summary>f at the x of that noise.</summary>
    public double LogWeight(double noise) => (((Square * noise) + (StandardDeviation * ByMean)) * noise) + Level;

    /// <summary>The derivative of f at the x of that noise.</summary>
    public double PathSlope(double noise) => ByMean + (ByStandardDeviation * noise);

    /// <summary>The derivative of <c>ln p(x, y)</c> at the x of that noise.</summary>
    public double JointSlope(double noise) => ByMean - (StandardDeviation * Precision * noise);
}
