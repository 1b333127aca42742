using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>What the exact moments of every estimator must be: expectations of the estimator itself.</summary>
internal static class EstimatorLaws
{
    public static void MomentsAreIntegrals(
        Func<Objective, double, double, double, GradientMoments> moments,
        Func<Objective, double, double, double, double, double[]> call,
        ulong seed)
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(300, seed))
        {
            GradientMoments exact = moments(objective, k, mean, deviation);
            for (int component = 0; component < 2; component++)
            {
                double Gradient(double e) => call(objective, k, mean, deviation, e)[component];
                double first = Quadrature.Expectation(Gradient);
                double square = Quadrature.Expectation(e => Gradient(e) * Gradient(e));
                Assert.Equal(
                    first, exact.Mean[component], Quadrature.Rounding * Quadrature.Expectation(e => Math.Abs(Gradient(e))));
                Assert.Equal(square - (first * first), exact.Variance[component], 2 * Quadrature.Rounding * square);
            }
        }
    }

    /// <summary>
    /// Over one uniform number, for a call that is linear in it but where it, or 1 less it, passes p: two points a piece integrate
    /// its square exactly.
    /// </summary>
    public static void MomentsAreIntegralsOverAUniformNumber(GradientMoments exact, double logit, Func<double, double> call)
    {
        double rarer = 1 / (1 + Math.Exp(Math.Abs(logit)));
        double first = 0, absolute = 0, square = 0;
        foreach ((double from, double to) in new[] { (0, rarer), (rarer, 1 - rarer), (1 - rarer, 1) })
        {
            double middle = (from + to) / 2, half = (to - from) / 2;
            foreach (double sign in new[] { -1, 1 })
            {
                double gradient = call(middle + (sign * half / Math.Sqrt(3)));
                first += half * gradient;
                absolute += half * Math.Abs(gradient);
                square += half * gradient * gradient;
            }
        }

        const double Rounding = 60 * 1.2e-16;
        Assert.Equal(first, exact.Mean[0], Rounding * absolute);
        Assert.Equal(square - (exact.Mean[0] * exact.Mean[0]), exact.Variance[0], Rounding * square);
    }

    /// <summary>Over all outcomes of the samples; a uniform number of 0 draws a one, of 1 a zero.</summary>
    public static void MomentsAreSums(GradientMoments exact, int samples, double logit, Func<double[], double> call)
    {
        double p = 1 / (1 + Math.Exp(-logit));
        double q = 1 / (1 + Math.Exp(logit));
        double first = 0, absolute = 0, square = 0;
        for (int outcome = 0; outcome < 1 << samples; outcome++)
        {
            double[] uniforms = [.. Enumerable.Range(0, samples).Select(i => (outcome >> i) & 1).Select(bit => 1.0 - bit)];
            double weight = uniforms.Aggregate(1.0, (product, uniform) => product * (uniform == 0 ? p : q));
            double gradient = call(uniforms);
            first += weight * gradient;
            absolute += weight * Math.Abs(gradient);
            square += weight * gradient * gradient;
        }

        // Each weight carries one rounding for every sample, each sum one for every outcome.
        double rounding = ((1 << samples) + (10 * samples) + 20) * 1.2e-16;
        Assert.Equal(first, exact.Mean[0], rounding * absolute * 4);
        Assert.Equal(square - (exact.Mean[0] * exact.Mean[0]), exact.Variance[0], rounding * square * 4);
    }
}
