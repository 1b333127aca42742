using BayesBench.Agreements;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Probability;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>What every estimator for a gamma law must be.</summary>
internal static class GammaLaws
{
    public static IEnumerable<(double Shape, double Rate)> Points(int count, double leastShape, ulong seed)
    {
        var source = new InputSource(seed);
        return Enumerable.Range(0, count).Select(_ => (source.LogUniform(leastShape, 30), source.LogUniform(0.2, 5))).ToList();
    }

    /// <summary>The exact moments are expectations of the call over the draw's own law.</summary>
    public static void MomentsAreIntegrals(
        Func<double, double, GradientMoments> moments, Func<double, double, double, double[]> call, ulong seed)
    {
        foreach ((double shape, double rate) in Points(40, 0.3, seed))
        {
            MomentsAre(moments(shape, rate), g => Expectation(shape, g), logDraw => call(shape, rate, logDraw), 1e-11);
        }
    }

    public static void MomentsAre(
        GradientMoments exact, Func<Func<double, double>, double> expectation, Func<double, double[]> call, double tolerance) =>
        MomentsAreOver<double>(exact, expectation, call, tolerance);

    /// <summary>The same of any noise.</summary>
    public static void MomentsAreOver<TNoise>(
        GradientMoments exact, Func<Func<TNoise, double>, double> expectation, Func<TNoise, double[]> call, double tolerance)
    {
        for (int component = 0; component < 2; component++)
        {
            double square = expectation(noise => call(noise)[component] * call(noise)[component]);
            Assert.Equal(expectation(noise => call(noise)[component]), exact.Mean[component], tolerance * Math.Sqrt(square));
            double About(TNoise noise) => call(noise)[component] - exact.Mean[component];
            double variance = expectation(noise => About(noise) * About(noise));
            // Of a call that does not vary, the squares of roundings are left.
            Assert.Equal(variance, exact.Variance[component], (tolerance * variance) + (1e-28 * square));
        }
    }

    /// <summary>Over the logarithm of a draw itself, down to where a small shape's long tail is below e^-40.</summary>
    public static double Expectation(double shape, Func<double, double> f, double unit = 0.08)
    {
        double step = unit / Math.Max(1, Math.Sqrt(shape));
        double sum = 0;
        for (double logDraw = Math.Log(shape) - 5 - (40 / shape); logDraw < Math.Log(shape + (9 * Math.Sqrt(shape)) + 40); logDraw += step)
        {
            double draw = Math.Exp(logDraw);
            sum += f(logDraw) * (draw > 0 ? Math.Exp(Gamma.LogDensity(draw, shape, 1)) * draw : 0);
        }

        return step * sum;
    }
}
