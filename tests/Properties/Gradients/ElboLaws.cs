using BayesBench.Agreements;
using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>What every estimator of the evidence lower bound must be.</summary>
internal static class ElboLaws
{
    public static IEnumerable<(double PosteriorMean, double PosteriorDeviation, double Mean, double Deviation)> Points(
        int count, ulong seed)
    {
        var source = new InputSource(seed);
        return Enumerable.Range(0, count)
            .Select(_ => (source.Normal(), source.LogUniform(0.3, 3), source.Normal(), source.LogUniform(0.2, 2)))
            .ToList();
    }

    /// <summary>The exact moments are expectations of the call over one normal number.</summary>
    public static void MomentsAreIntegrals(
        Func<double, double, double, double, GradientMoments> moments,
        Func<double, double, double, double, double, double[]> call,
        ulong seed)
    {
        foreach ((double mu, double tau, double m, double s) in Points(100, seed))
        {
            GradientMoments exact = moments(mu, tau, m, s);
            for (int component = 0; component < 2; component++)
            {
                double Gradient(double e) => call(mu, tau, m, s, e)[component];
                double first = Quadrature.Expectation(Gradient);
                double square = Quadrature.Expectation(e => Gradient(e) * Gradient(e));
                Assert.Equal(
                    first, exact.Gradient[component], Quadrature.Rounding * Quadrature.Expectation(e => Math.Abs(Gradient(e))));
                Assert.Equal(square - (first * first), exact.Variance[component], 2 * Quadrature.Rounding * square);
            }
        }
    }

    /// <summary>
    /// A number is a derivative at 0. Differences of four values err by the fourth power of the step, so those of twice the step
    /// tell fifteen times the error; and by the values' own, 1e-14 of them, over the step.
    /// </summary>
    public static void IsSlope(Func<double, double> f, double number, double step = 1e-2)
    {
        double slope = Slope(f, step);
        Assert.Equal(slope, number, Math.Abs(slope - Slope(f, 2 * step)) + (1.5e-14 * (1 + Math.Abs(f(0))) / step));
    }

    /// <summary>A derivative at 0 by differences.</summary>
    public static double Slope(Func<double, double> f, double h) =>
        ((8 * (f(h) - f(-h))) - (f(2 * h) - f(-2 * h))) / (12 * h);
}
