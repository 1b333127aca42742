using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Estimators of the other parts on linear regressions.</content>
public static partial class Estimators
{
    private static EstimatorOn OnRegression(
        Func<double[][], double[], double, double, double[], double[], int, GradientMoments> exact,
        Func<float[][], float[], float, float, float[], float[], int, GradientSampler> sampler) =>
        OnRegression(
            (design, targets, noise, prior, means, deviations, coordinate, _) =>
                exact(design, targets, noise, prior, means, deviations, coordinate),
            (design, targets, noise, prior, means, deviations, coordinate, _) =>
                sampler(design, targets, noise, prior, means, deviations, coordinate));

    private static EstimatorOn OnRegression(
        Func<double[][], double[], double, double, double[], double[], int, int, GradientMoments> exact,
        Func<float[][], float[], float, float, float[], float[], int, int, GradientSampler> sampler) =>
        EstimatorOn.Of<LinearRegressionProblem>(
            (p, samples) => exact(
                p.Design, p.Targets, p.NoiseDeviation, p.PriorDeviation, p.Means, p.StandardDeviations, p.Coordinate, samples),
            (p, samples) => sampler(
                [.. p.Design.Select(Floats)],
                Floats(p.Targets),
                (float)p.NoiseDeviation,
                (float)p.PriorDeviation,
                Floats(p.Means),
                Floats(p.StandardDeviations),
                p.Coordinate,
                samples));
}
