using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Estimators of the gradient of a layer with normal weights; a call differentiates the loss of both examples.</content>
public static partial class Estimators
{
    private static EstimatorEntry[] WeightNoises =>
    [
        new("shared-weight-noise", OnLayer(SharedWeightNoise.LayerMoments, SharedWeightNoiseKernels.Layer)) { EvaluationsPerSample = 2 },
        new("separate-weight-noise", OnLayer(SeparateWeightNoise.LayerMoments, SeparateWeightNoiseKernels.Layer))
        {
            EvaluationsPerSample = 2,
        },
        new(
            "local-weight-noise",
            OnLayer(LocalWeightNoise.LayerMoments, LocalWeightNoiseKernels.Layer),
            OnRegression(LocalWeightNoise.RegressionMoments, LocalWeightNoiseKernels.Regression) with
            {
                EvaluationsPerSample = 1, // of the whole likelihood, as all others take of it
            })
        {
            EvaluationsPerSample = 2,
        },
        new("flipout", OnLayer(Flipout.LayerMoments, FlipoutKernels.Layer)) { EvaluationsPerSample = 2 },
    ];

    private static EstimatorOn OnLayer(
        Func<double[][], double[], double[], double[], GradientMoments> exact,
        Func<float[][], float[], float[], float[], GradientSampler> sampler)
    {
        static float[] Floats(double[] numbers) => Array.ConvertAll(numbers, number => (float)number);
        return EstimatorOn.Of<LayerProblem>(
            p => exact(p.Inputs, p.Targets, p.Means, p.StandardDeviations),
            p => sampler([.. p.Inputs.Select(Floats)], Floats(p.Targets), Floats(p.Means), Floats(p.StandardDeviations)));
    }
}
