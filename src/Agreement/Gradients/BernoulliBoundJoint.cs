namespace BayesBench.Agreements.Gradients;

/// <summary>What the agreements of the estimators of a bound of Bernoulli samples share: the problem as arguments, and their bounds.</summary>
internal sealed class BernoulliBoundJoint(
    string estimator,
    Func<double, double, double[], double> call,
    Func<BernoulliBoundRounding, bool[], bool[], Rounded> rounding)
{
    // A sum of a few hundred products in double, of terms that cancel, and differences of weights that are up to e^12 apart.
    private const double Lost = 1.0 / (1L << 32);

    private static readonly ProblemArguments Arguments = new(
        2,
        source => [source.Uniform(-5, 5), source.Uniform(-5, 5)],
        call => new BernoulliBoundProblem((double)call[0], (double)call[1]),
        [1.3f, -0.7f]);

    /// <summary>Calls on given noise, of a replicate and of a block.</summary>
    public EstimatorJoint Calls { get; } = new(
        Estimators.Find(estimator),
        IsNormal: false,
        (problem, uniforms) => [Call((BernoulliBoundProblem)problem, uniforms, call)],
        (problem, uniforms, units) => [Rounding((BernoulliBoundProblem)problem, uniforms, units, rounding)])
    {
        Arguments = Arguments,
    };

    /// <summary>Of exact moments.</summary>
    public static ErrorBound Moments { get; } = new(
        "in double, then rounded once; a variance loses what its mean square rounds, far below a float's rounding",
        (_, expected, i) => (ErrorBound.U * Math.Abs(expected[i]))
            + (Lost * (i == 0 ? Math.Sqrt(Square(expected)) : Square(expected))));

    /// <summary>A problem and a number of samples.</summary>
    public static object[] Draw(InputSource source) => [.. Arguments.Draw(source), source.Pick(2, 3, 4, 8, 12)];

    private static double Square(double[] expected) => expected[1] + (expected[0] * expected[0]);

    private static double Call(BernoulliBoundProblem problem, double[] uniforms, Func<double, double, double[], double> call) =>
        call(problem.PosteriorLogit, problem.Logit, uniforms);

    private static double Rounding(
        BernoulliBoundProblem problem, double[] uniforms, double units, Func<BernoulliBoundRounding, bool[], bool[], Rounded> rounding)
    {
        var constants = new BernoulliBoundRounding(problem, uniforms.Length, units);
        double p = constants.Success.Value;
        return rounding(constants, [.. uniforms.Select(u => u < p)], [.. uniforms.Select(u => 1 - u < p)]).Error;
    }
}
