namespace BayesBench.Kernels.Models;

/// <summary>How the importance-weighted bound's gradient by an encoder's code is estimated.</summary>
public enum WeightedEstimator
{
    /// <summary>The whole derivative of the weights.</summary>
    Pathwise,

    /// <summary>Without the derivative of ln q by its own parameters: biased for more than one draw.</summary>
    StickingTheLanding,

    /// <summary>The score reparametrised once more: unbiased, and less noisy the more draws there are.</summary>
    DoublyReparameterized,
}
