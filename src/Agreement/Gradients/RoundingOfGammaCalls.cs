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
        numbers: 1,
        given => Reference.Gradients.ScoreFunction.Gamma(problem.Shape, problem.Rate, given[0]),
        (values, errors) =>
        {
            (double value, double error) = (values[0], errors[0]);
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
        noise, 1, given => Reference.Gradients.ImplicitPathwise.Gamma(problem.Shape, problem.Rate, given[0]));

    /// <summary>The same; the large logarithms of the score join in double.</summary>
    public static double[] RejectionPathwise(GammaProblem problem, double[] noise) => Moved(
        noise, 1, given => Reference.Gradients.RejectionPathwise.Gamma(problem.Shape, problem.Rate, given[0]));

    /// <summary>The same; the boost's logarithm moves it, too.</summary>
    public static double[] AugmentedRejectionPathwise(GammaProblem problem, double[] noise) => Moved(
        noise, 2, given => Reference.Gradients.AugmentedRejectionPathwise.Gamma(problem.Shape, problem.Rate, given));

    /// <summary>A call in double: by how much its numbers' errors move it, and one rounding.</summary>
    public static double[] Moved(double[] noise, int numbers, Func<double[], double[]> call) => OfAny(
        noise, numbers, call, (values, errors) =>
    {
        double[] here = call(values);
        double[] bounds = [.. here.Select(g => (U * Math.Abs(g)) + (1e-12 * (1 + Math.Abs(g))))];
        for (int i = 0; i < numbers; i++)
        {
            double[] below = Move(call, values, i, -errors[i]), above = Move(call, values, i, errors[i]);
            bounds = [.. bounds.Select((bound, component) => bound + Math.Max(
                Math.Abs(below[component] - here[component]), Math.Abs(above[component] - here[component])))];
        }

        return bounds;
    });

    private static double[] Move(Func<double[], double[]> call, double[] values, int which, double by) =>
        call([.. values.Select((value, i) => i == which ? value + by : value)]);

    /// <summary>Of so many numbers and the error of each, the first of which are the reference's; numbers alone are exact.</summary>
    public static double[] OfAny(
        double[] noise, int numbers, Func<double[], double[]> call, Func<double[], double[], double[]> rounding)
    {
        double[] all = noise.Length == numbers ? [.. noise, .. new double[numbers]] : noise;
        double[] own = call(all[..numbers]);
        double[] bounds = rounding(all[..numbers], all[numbers..(2 * numbers)]);
        foreach (double[] other in all.Chunk(2 * numbers).Skip(1))
        {
            double[] there = call(other[..numbers]);
            double[] errors = rounding(other[..numbers], other[numbers..]);
            bounds = [.. bounds.Select((bound, i) => Math.Max(bound, Math.Abs(there[i] - own[i]) + errors[i]))];
        }

        return bounds;
    }

    private static Rounded Once(double value) => new(value, U * Math.Abs(value));
}
