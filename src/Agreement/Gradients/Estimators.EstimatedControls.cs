using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Control variates whose coefficient is estimated.</content>
public static partial class Estimators
{
    private static EstimatorEntry[] EstimatedControls =>
    [
        new("estimated-control-variate", OnNormal(EstimatedControlVariate.NormalMoments, EstimatedControlVariateKernels.Normal))
        {
            TakesSamples = true,
            EvaluationsBeside = 3, // f, f' and f'' at the mean
            OnlyByName = true, // the eighth power of a normal number, squared
        },
    ];
}
