using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Estimators for categories alone.</content>
public static partial class Estimators
{
    private static EstimatorEntry[] Categoricals =>
    [
        new(
            "augment-reinforce-swap-merge",
            OnCategorical(AugmentReinforceSwapMerge.CategoricalMoments, AugmentReinforceSwapMergeKernels.Categorical))
        {
            EvaluationsPerSample = 4,
        },
        new("unordered-set", OnCategorical(UnorderedSet.CategoricalMoments, UnorderedSetKernels.Categorical))
        {
            EvaluationsPerSample = 2,
        },
        new("sum-and-sample", OnCategorical(SumAndSample.CategoricalMoments, SumAndSampleKernels.Categorical))
        {
            EvaluationsPerSample = 2,
        },
        new("categorical-dis-arm", OnCategorical(CategoricalDisArm.CategoricalMoments, CategoricalDisArmKernels.Categorical))
        {
            EvaluationsPerSample = 2,
        },
    ];

    private static EstimatorOn OnCategorical(
        Func<double, double, double, GradientMoments> exact, Func<float, float, float, GradientSampler> sampler) =>
        EstimatorOn.Of<CategoricalProblem>(
            p => exact(p.Target, p.FirstLogit, p.SecondLogit),
            p => sampler((float)p.Target, (float)p.FirstLogit, (float)p.SecondLogit));

    private static EstimatorOn OnCategorical(
        Func<double, double, double, int, GradientMoments> exact, Func<float, float, float, int, GradientSampler> sampler) =>
        EstimatorOn.Of<CategoricalProblem>(
            (p, samples) => exact(p.Target, p.FirstLogit, p.SecondLogit, samples),
            (p, samples) => sampler((float)p.Target, (float)p.FirstLogit, (float)p.SecondLogit, samples));
}
