using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Estimators of the other parts on bits that share one logit.</content>
public static partial class Estimators
{
    private static EstimatorOn OnToy(
        Func<double[], double, GradientMoments> exact, Func<IReadOnlyList<float>, float, GradientSampler> sampler) =>
        EstimatorOn.Of<BernoulliToyProblem>(p => exact(p.Targets, p.Logit), p => sampler(Floats(p.Targets), (float)p.Logit));

    private static EstimatorOn OnToy(
        Func<double[], double, int, GradientMoments> exact, Func<IReadOnlyList<float>, float, int, GradientSampler> sampler) =>
        EstimatorOn.Of<BernoulliToyProblem>(
            (p, samples) => exact(p.Targets, p.Logit, samples),
            (p, samples) => sampler(Floats(p.Targets), (float)p.Logit, samples));

    internal static float[] Floats(double[] numbers) => [.. numbers.Select(number => (float)number)];
}
