using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry one call of an estimator for a gamma law, from its own noise.</summary>
internal static class RoundingOfGammaCalls
{
    private const double U = ErrorBound.U;

    /// <summary>f and the score, of constants that are rounded once; f errs with the draw.</summary>
    public static double[] ScoreFunction(GammaProblem problem, double[] noise) => OfAny(
        noise,
        logDraw => Reference.Gradients.ScoreFunction.Gamma(problem.Shape, problem.Rate, logDraw),
        (value, error) =>
        {
            Rounded logDraw = new(value, error);
            Rounded f = logDraw.Sum(Once(-Math.Log(problem.Rate)));
            Rounded byShape = logDraw.Sum(Once(-SpecialFunctions.Digamma(problem.Shape)));
            double y = Math.Exp(value);
            Rounded draw = new(y, (UlpBounds.Exp * ErrorBound.SpacingAt(y)) + (y * 1.001 * error));
            Rounded byRate = draw.Sum(new Rounded(-problem.Shape, 0)).Product(Once(-1 / problem.Rate));
            return [f.Product(byShape).Error, f.Product(byRate).Error];
        });

    /// <summary>In double: the draw's own error moves it, and it is rounded once.</summary>
    public static double[] ImplicitPathwise(GammaProblem problem, double[] noise) => Moved(
        noise, logDraw => Reference.Gradients.ImplicitPathwise.Gamma(problem.Shape, problem.Rate, logDraw));

    /// <summary>The same; the large logarithms of the score join in double.</summary>
    public static double[] RejectionPathwise(GammaProblem problem, double[] noise) => Moved(
        noise, normal => Reference.Gradients.RejectionPathwise.Gamma(problem.Shape, problem.Rate, normal));

    private static double[] Moved(double[] noise, Func<double, double[]> call) => OfAny(noise, call, (value, error) =>
    {
        double[] here = call(value);
        double[] below = error > 0 ? call(value - error) : here;
        double[] above = error > 0 ? call(value + error) : here;
        return [.. here.Select((g, i) =>
            (U * Math.Abs(g)) + (1e-12 * (1 + Math.Abs(g))) + Math.Max(Math.Abs(below[i] - g), Math.Abs(above[i] - g)))];
    });

    // Of pairs of a number and its error, the first of which is the reference's; a single number is exact.
    private static double[] OfAny(double[] noise, Func<double, double[]> call, Func<double, double, double[]> rounding)
    {
        double[] bounds = rounding(noise[0], noise.Length > 1 ? noise[1] : 0);
        double[] own = call(noise[0]);
        for (int other = 2; other < noise.Length; other += 2)
        {
            double[] there = call(noise[other]);
            double[] errors = rounding(noise[other], noise[other + 1]);
            bounds = [.. bounds.Select((bound, i) => Math.Max(bound, Math.Abs(there[i] - own[i]) + errors[i]))];
        }

        return bounds;
    }

    private static Rounded Once(double value) => new(value, U * Math.Abs(value));
}
