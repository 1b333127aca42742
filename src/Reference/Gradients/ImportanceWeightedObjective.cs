using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The importance-weighted bound <c>E ln((1/K) sum_i w_i)</c>, <c>w_i = p(x_i, y) / q(x_i)</c>, for a normal q and a normal
/// posterior, and the exact moments of estimators <c>sum_i v_i^p g(e_i)</c>, v the weights over their sum.
/// </summary>
internal readonly record struct ImportanceWeightedObjective(ElboObjective One, int Samples)
{
    // Beyond lies less than 1e-18 of the noise.
    private const double Reach = 9.0;

    // Of the logarithm of the transform's variable: the rule then errs by e^(-pi^2 / Step).
    private const double Step = 0.25;

    // Below, w t is nothing to e^(-w t), and contributes nothing; the mean of w is p(y) = 1, of its roots less.
    private const double Least = -40.0;

    /// <summary>The power of the weights that samples are weighed by: 1 but for Renyi's bounds.</summary>
    public double Exponent { get; init; } = 1.0;

    public static ImportanceWeightedObjective At(
        double posteriorMean, double posteriorStandardDeviation, double mean, double standardDeviation, int samples)
    {
        Guard.AtLeast(samples, 2);
        return new ImportanceWeightedObjective(
            ElboObjective.At(posteriorMean, posteriorStandardDeviation, mean, standardDeviation), samples);
    }

    /// <summary>The weights over their sum.</summary>
    public double[] Weights(double[] noise)
    {
        double[] logWeights = [.. noise.Select(LogWeight)];
        double greatest = logWeights.Max();
        double[] weights = [.. logWeights.Select(log => Math.Exp(log - greatest))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    /// <summary>Mean and mean square of <c>sum_i v_i^p g(e_i)</c>, by quadrature in two dimensions whatever K is.</summary>
    /// <remarks>
    /// With S the sum of weights, <c>1 / S^n = integral of t^(n-1) e^(-t S) dt / (n-1)!</c>: under the integral the samples are
    /// independent, and an expectation of K of them is a product of expectations of one. Both rules are trapezoidal, over the
    /// noise and over ln t; their functions die out double exponentially or as the noise does.
    /// </remarks>
    /// <param name="power">p, 1 or 2.</param>
    /// <param name="ofSample">g.</param>
    public (double Mean, double Square) Expectations(int power, Func<double, double> ofSample)
    {
        (double[] logWeights, double[] densities, double[] values) = Grid(ofSample);
        int others = Samples - 1;
        // (2p - 1)!, of 1 / S^2 or 1 / S^4.
        double factorial = power == 1 ? 1.0 : 6.0;
        double mean = 0.0;
        double square = 0.0;
        for (double logT = Least; logT < Most; logT += Step)
        {
            double survival = 0.0; // E e^(-t w)
            double first = 0.0; // E (t w)^p g e^(-t w)
            double second = 0.0; // E ((t w)^p g)^2 e^(-t w)
            for (int i = 0; i < values.Length; i++)
            {
                double tw = Math.Exp(logT + logWeights[i]);
                double share = densities[i] * Math.Exp(-tw);
                double term = power == 1 ? tw * values[i] : tw * tw * values[i];
                survival += share;
                if (share > 0.0)
                {
                    first += share * term;
                    second += share * term * term;
                }
            }

            double ofOthers = Math.Pow(survival, others - 1);
            mean += Step * Samples * first * survival * ofOthers;
            square += Step / factorial * Samples * ofOthers * ((second * survival) + (others * first * first));
        }

        return (mean, square);
    }

    // The largest t w that matters anywhere: where two samples both weigh least, at 6.5 standard deviations.
    private double Most =>
        5.0 - Math.Min(Math.Min(LogWeight(-6.5), LogWeight(6.5)), Math.Min(LogWeight(0.0), LogWeight(Turn)));

    // Where the log weight turns round, if that is within reach.
    private double Turn => One.Square == 0.0
        ? 0.0
        : Math.Clamp(-Linear / (2.0 * One.Square), -6.5, 6.5);

    private double Linear => One.StandardDeviation * One.ByMean;

    private double LogWeight(double noise) => Exponent * One.LogWeight(noise);

    // e^(-t w) is analytic for half a turn of t w, so the rule errs by e^(-pi^2 / (h |slope of ln w|)) where the density still
    // counts: at 4.5 standard deviations for the slope's own growth.
    private (double[] LogWeights, double[] Densities, double[] Values) Grid(Func<double, double> ofSample)
    {
        double step = Math.Min(0.125, Math.PI * Math.PI / (Exponent * ((180.0 * Math.Abs(One.Square)) + (30.0 * Math.Abs(Linear)))));
        int half = (int)(Reach / step);
        double[] noise = [.. Enumerable.Range(-half, (2 * half) + 1).Select(i => i * step)];
        return (
            [.. noise.Select(LogWeight)],
            [.. noise.Select(e => step * Math.Exp(-0.5 * e * e) / Math.Sqrt(2.0 * Math.PI))],
            [.. noise.Select(ofSample)]);
    }
}
