namespace BayesBench.Agreements.Gradients;

/// <summary>What the agreements of estimators for the chain share.</summary>
internal static class ChainJoint
{
    private const double DeviceUnits = 5;

    /// <summary>
    /// Target, logits and coupling. In the problem of blocks a target with an odd last bit and the chances round once for all calls.
    /// </summary>
    public static ProblemArguments Arguments { get; } = Of((t, first, second, coupling) => new ChainProblem(t, first, second, coupling));

    /// <summary>The same, for second derivatives.</summary>
    public static ProblemArguments HessianArguments { get; } =
        Of((t, first, second, coupling) => new ChainHessianProblem(t, first, second, coupling));

    /// <summary>The joint of an estimator of the gradient.</summary>
    public static EstimatorJoint Of(
        string estimator, Func<ChainProblem, double[], double[]> call, Func<ChainOutcome, Rounded[]> rounding) =>
        Of(estimator, Arguments, call, rounding);

    /// <summary>The joint of an estimator of second derivatives.</summary>
    public static EstimatorJoint OfHessian(
        string estimator, Func<ChainProblem, double[], double[]> call, Func<ChainOutcome, Rounded[]> rounding) =>
        Of(estimator, HessianArguments, call, rounding);

    /// <summary>The bound of exact moments: of a derivative, a variance, and perhaps the mean of a call.</summary>
    public static ErrorBound OfMoments(
        Func<ChainRounding, int, Rounded> exact, Func<ChainOutcome, Rounded[]> rounding, bool isBiased = false) => new(
            "each operation rounds once, logistic functions as UlpBounds says; a variance adds up squares over the outcomes",
            (call, _, i) =>
            {
                var numbers = new ChainRounding(Chain(Arguments.Of(call)), DeviceUnits);
                Rounded Call(ChainOutcome outcome) => rounding(outcome)[i % 2];
                Rounded mean = isBiased ? numbers.Mean(Call) : exact(numbers, i % 2);
                return (i / 2) switch
                {
                    0 => exact(numbers, i).Error,
                    1 => numbers.Spread(Call, mean).Error,
                    _ => mean.Error,
                };
            });

    private static EstimatorJoint Of(
        string estimator,
        ProblemArguments arguments,
        Func<ChainProblem, double[], double[]> call,
        Func<ChainOutcome, Rounded[]> rounding) => new(
            Estimators.Find(estimator),
            IsNormal: false,
            (problem, noise) => call(Chain(problem), noise),
            (problem, noise, units) =>
                [.. rounding(new ChainRounding(Chain(problem), units).Draw(noise)).Select(component => component.Error)])
        {
            Arguments = arguments,
            Takes = CallNoise.Uniforms(2),
        };

    private static ChainProblem Chain(GradientProblem problem) =>
        problem is ChainHessianProblem hessian ? hessian.Chain : (ChainProblem)problem;

    private static ProblemArguments Of(Func<double, double, double, double, GradientProblem> problem) => new(
        4,
        source => [source.Uniform(0, 1), source.Uniform(-4, 4), source.Uniform(-4, 4), source.Uniform(-3, 3)],
        call => problem((double)call[0], (double)call[1], (double)call[2], (double)call[3]),
        [0.30000004f, 0.4f, -0.7f, 0.9f]);
}
