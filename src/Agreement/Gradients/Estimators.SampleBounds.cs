using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Estimators of bounds of several samples: discrete ones, and other bounds than the importance-weighted.</content>
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
        OfRenyi(0.5),
        new("reweighted-wake-sleep", OnBound(ReweightedWakeSleep.BoundMoments, ReweightedWakeSleepKernels.Bound))
        {
            TakesSamples = true, IsUnbiased = false,
        },
    ];

    // An order makes an estimator, and a bound: renyi-bound-0.5.
    private static EstimatorEntry OfRenyi(double order) => new(
        FormattableString.Invariant($"renyi-bound-{order}"),
        OnBound(
            (posteriorMean, posteriorDeviation, mean, deviation, samples) =>
                RenyiBound.BoundMoments(posteriorMean, posteriorDeviation, mean, deviation, order, samples),
            (posteriorMean, posteriorDeviation, mean, deviation, samples) =>
                RenyiBoundKernels.Bound(posteriorMean, posteriorDeviation, mean, deviation, (float)order, samples)))
    {
        TakesSamples = true,
    };

    private static EstimatorOn OnBernoulliBound(
        Func<double, double, int, GradientMoments> exact, Func<float, float, int, GradientSampler> sampler) =>
        EstimatorOn.Of<BernoulliBoundProblem>(
            (p, samples) => exact(p.PosteriorLogit, p.Logit, samples),
            (p, samples) => sampler((float)p.PosteriorLogit, (float)p.Logit, samples));
}
