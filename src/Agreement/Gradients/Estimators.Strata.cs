using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Stratified draws of categories.</content>
public static partial class Estimators
{
    private static EstimatorEntry[] Strata =>
    [
        new(
            "stratified-without-replacement",
            OnCategorical(StratifiedWithoutReplacement.CategoricalMoments, StratifiedWithoutReplacementKernels.Categorical))
        {
            EvaluationsPerSample = 2,
        },
    ];
}
