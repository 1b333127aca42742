using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Estimators of bounds of several discrete samples.</content>
public static partial class Estimators
{
    private static EstimatorEntry[] SampleBounds =>
    [
        new(
            "multi-sample-score-function",
            OnBernoulliBound(MultiSampleScoreFunction.BernoulliBoundMoments, MultiSampleScoreFunctionKernels.BernoulliBound))
        {
            TakesSamples = true,
        },
        new("vimco", OnBernoulliBound(Vimco.BernoulliBoundMoments, VimcoKernels.BernoulliBound)) { TakesSamples = true },
        new("local-dis-arm", OnBernoulliBound(LocalDisArm.BernoulliBoundMoments, LocalDisArmKernels.BernoulliBound))
        {
            TakesSamples = true, EvaluationsPerSample = 2,
        },
    ];

    private static EstimatorOn OnBernoulliBound(
        Func<double, double, int, GradientMoments> exact, Func<float, float, int, GradientSampler> sampler) =>
        EstimatorOn.Of<BernoulliBoundProblem>(
            (p, samples) => exact(p.PosteriorLogit, p.Logit, samples),
            (p, samples) => sampler((float)p.PosteriorLogit, (float)p.Logit, samples));
}
