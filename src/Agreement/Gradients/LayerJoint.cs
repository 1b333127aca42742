namespace BayesBench.Agreements.Gradients;

/// <summary>What the agreements of the estimators of a layer's gradient share.</summary>
internal static class LayerJoint
{
    /// <summary>An estimator whose call takes such noise.</summary>
    public static EstimatorJoint Of(
        string estimator,
        CallNoise takes,
        Func<double[][], double[], double[], double[], double[], double[]> call,
        Func<LayerRounding, double[], double, double[]> rounding) => new(
            Estimators.Find(estimator),
            IsNormal: true,
            (problem, noise) =>
            {
                (double[][] inputs, double[] targets, double[] means, double[] deviations) = (LayerProblem)problem;
                return call(inputs, targets, means, deviations, noise);
            },
            (problem, noise, units) => rounding(new LayerRounding((LayerProblem)problem), noise, units))
        {
            Arguments = ProblemArguments.Layer,
            Takes = takes,
        };

    /// <summary>The bound of exact moments, from the kernel's own operations for the variances.</summary>
    public static ErrorBound Moments(Func<LayerRounding, (Rounded ByMean, Rounded ByVariance)> variance) => new(
        "each operation rounds once; the distance from the target is a difference, all else sums of squares",
        (call, _, i) =>
        {
            var layer = new LayerRounding((LayerProblem)ProblemArguments.Layer.Of(call));
            return i switch
            {
                0 => layer.Constant[0].Sum(layer.Constant[1]).Error,
                1 => layer.First[0].Sum(layer.First[1]).Product(layer.PerVariance).Error,
                2 => variance(layer).ByMean.Error,
                _ => variance(layer).ByVariance.Error,
            };
        });
}
