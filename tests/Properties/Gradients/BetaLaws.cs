using BayesBench.Agreements;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Numerics;

namespace BayesBench.Properties.Gradients;

/// <summary>What every estimator for a beta law must be.</summary>
internal static class BetaLaws
{
    public static IEnumerable<(double Alpha, double Beta)> Points(int count, double least, ulong seed)
    {
        var source = new InputSource(seed);
        return Enumerable.Range(0, count).Select(_ => (source.LogUniform(least, 30), source.LogUniform(least, 30))).ToList();
    }

    /// <summary>The exact moments are expectations of the call over the draw's own law.</summary>
    public static void MomentsAreIntegrals(
        Func<double, double, GradientMoments> moments, Func<double, double, double, double[]> call, ulong seed)
    {
        foreach ((double alpha, double beta) in Points(25, 0.3, seed))
        {
            GammaLaws.MomentsAre(
                moments(alpha, beta), g => Expectation(alpha, beta, g), logOdds => call(alpha, beta, logOdds), 1e-11);
        }
    }

    /// <summary>
    /// Over x itself, by tanh-sinh: <c>ln(x / (1 - x)) = 2 sinh t</c>. The logarithms of x and of 1 - x, not these, tell the density
    /// at the ends.
    /// </summary>
    public static double Expectation(double alpha, double beta, Func<double, double> f)
    {
        const double Step = 1.0 / 32;
        double least = Math.Min(alpha, beta);
        double far = Math.Asinh(0.5 * (Math.Abs(Math.Log(alpha / beta)) + (45 / least) + (12 / Math.Sqrt(least))));
        double sum = 0;
        for (double t = -far; t < far; t += Step)
        {
            double logOdds = 2 * Math.Sinh(t);
            double log = -Math.Log(1 + Math.Exp(-Math.Abs(logOdds)));
            double logX = Math.Min(logOdds, 0) + log, logRest = Math.Min(-logOdds, 0) + log;
            double density = Math.Exp((alpha * logX) + (beta * logRest) - SpecialFunctions.LogBeta(alpha, beta));
            sum += density > 0 ? f(logOdds) * density * 2 * Math.Cosh(t) : 0;
        }

        return Step * sum;
    }
}
