namespace BayesBench.Agreements.Gradients;

/// <summary>What the agreements of estimators for three categories share.</summary>
internal static class CategoricalJoint
{
    private const double DeviceUnits = 5;

    /// <summary>
    /// Target and logits. In the problem of blocks <c>1 + 2 target</c>, of a target with an odd last bit, and the chances round
    /// once for all calls.
    /// </summary>
    public static ProblemArguments Arguments { get; } = new(
        3,
        source => [source.Uniform(0, 1), source.Uniform(-4, 4), source.Uniform(-4, 4)],
        call => new CategoricalProblem((double)call[0], (double)call[1], (double)call[2]),
        [0.30000004f, 0.4f, -0.7f]);

    /// <summary>The joint of an estimator whose call takes one number a sample, or so many.</summary>
    public static EstimatorJoint Of(
        string estimator,
        Func<CategoricalProblem, double[], double[]> call,
        Func<CategoricalRounding, double[], Func<int, Rounded>> rounding,
        int? numbers = null) => new(
            Estimators.Find(estimator),
            IsNormal: false,
            (problem, noise) => call((CategoricalProblem)problem, noise),
            (problem, noise, units) =>
            {
                Func<int, Rounded> component = rounding(new CategoricalRounding((CategoricalProblem)problem, units), noise);
                return [component(0).Error, component(1).Error];
            })
        {
            Arguments = Arguments,
            Takes = numbers is { } count ? CallNoise.Uniforms(count) : null,
        };

    /// <summary>The bound of exact moments, which a kernel makes of a problem's numbers.</summary>
    public static ErrorBound OfMoments(string analysis, Func<CategoricalRounding, int, double> varianceBound) =>
        new(analysis, (call, _, i) => Bound(call, i, varianceBound));

    /// <summary>Of the gradient's two components, and of the variance's.</summary>
    public static double Bound(object[] call, int i, Func<CategoricalRounding, int, double> varianceBound)
    {
        var numbers = new CategoricalRounding((CategoricalProblem)Arguments.Of(call), DeviceUnits);
        return i < 2 ? numbers.Gradient(i).Error : varianceBound(numbers, i - 2);
    }
}
