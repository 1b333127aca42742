using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry the measure-valued estimators' calls and exact moments.</summary>
internal static class MeasureRounding
{
    /// <summary>Both draws on either side from the same noise.</summary>
    public static double[] Coupled(NormalProblem problem, double[] noise, double units) => Call(
        problem,
        new NormalSample(problem, noise[0], units),
        new NormalSample(problem, -noise[0], units),
        Maxwell(problem, noise[0], noise[1], units),
        new NormalSample(problem, noise[1], units));

    /// <summary>Each draw from its own noise.</summary>
    public static double[] Uncoupled(NormalProblem problem, double[] noise, double units) => Call(
        problem,
        new NormalSample(problem, noise[0], units),
        new NormalSample(problem, -noise[2], units),
        Maxwell(problem, noise[2], noise[3], units),
        new NormalSample(problem, noise[1], units));

    /// <summary>A variance that starts from a mean square in which nothing cancels, or from the absolute terms of one.</summary>
    public static double Coupled(object[] call, double[] expected, int i)
    {
        MomentTerms terms = MomentTerms.Of(call);
        double s = (double)call[3];
        double gradient = expected[i - 2] * expected[i - 2];
        double square = ((Objective)call[0], i) switch
        {
            (Objective.Quadratic, _) or (Objective.Exponential, 2) => expected[i] + gradient,
            (_, 2) => 2 * terms.Square / (Math.PI * s * s), // the square of a sine, of which the angle's rounding takes a part
            _ => 2 * (terms.ScoreSquare + terms.Square) / (s * s),
        };
        return terms.Units * ErrorBound.U * (square + (2 * gradient));
    }

    /// <summary>
    /// A variance that is a sum of variances: E f(m + s W)^2 + E f(m - s W)^2 is an integral of |e| f^2, at most the root of those
    /// of f^2 and e^2 f^2.
    /// </summary>
    public static double Uncoupled(object[] call, double[] expected, int i)
    {
        MomentTerms terms = MomentTerms.Of(call);
        double s = (double)call[3];
        double squares = ((Objective)call[0], i) switch
        {
            (Objective.Quadratic, _) => expected[i],
            (_, 2) => 2 * Math.Sqrt(terms.Square * terms.ScoreSquare / (2 * Math.PI)) / (s * s),
            _ => 2 * (terms.ScoreSquare + terms.Square) / (s * s),
        };
        return terms.Units * ErrorBound.U * squares;
    }

    // A root of two squares: half of their error and of the sum's two roundings, and its own.
    private static NormalSample Maxwell(NormalProblem problem, double rayleigh, double normal, double units) =>
        new(problem, Math.CopySign(double.Hypot(rayleigh, normal), normal), units + 2);

    // A difference by the reciprocal of s, and by a rounded constant.
    private static double[] Call(
        NormalProblem problem, NormalSample plus, NormalSample minus, NormalSample maxwell, NormalSample normal)
    {
        double s = problem.StandardDeviation;
        return
        [
            Difference(plus.Objective, minus.Objective).ErrorAfter(4) / (s * Math.Sqrt(2 * Math.PI)),
            Difference(maxwell.Objective, normal.Objective).ErrorAfter(2) / s,
        ];
    }

    private static Rounded Difference(Rounded a, Rounded b) => new(
        a.Value - b.Value, a.Error + b.Error + (ErrorBound.U * Math.Abs(a.Value - b.Value)));
}
