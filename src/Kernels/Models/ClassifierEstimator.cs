namespace BayesBench.Kernels.Models;

/// <summary>
/// How the gradient of the expected log-likelihood is estimated. The divergence's gradient is exact in all of
/// them, so that they differ in the likelihood term alone.
/// </summary>
public enum ClassifierEstimator
{
    /// <summary>Log-likelihood times the score of one draw of the weights.</summary>
    ScoreFunction,

    /// <summary>Sample covariance of log-likelihood and score over several draws of the weights.</summary>
    LeaveOneOut,

    /// <summary>Through one draw of the weights, which all examples of the batch share.</summary>
    Pathwise,

    /// <summary>Through the logits, with noise of their own for every example and class.</summary>
    LocalReparameterization,
}
