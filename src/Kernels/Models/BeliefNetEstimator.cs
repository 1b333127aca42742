namespace BayesBench.Kernels.Models;

/// <summary>How the gradient of a sigmoid belief net's bound by the encoder's logits is found; all are unbiased.</summary>
public enum BeliefNetEstimator
{
    /// <summary>Objective times score of one draw of the latent states.</summary>
    ScoreFunction,

    /// <summary>Sample covariance of objective and score over several draws.</summary>
    LeaveOneOut,

    /// <summary>Two draws at both ends of the same uniform numbers, weighed by them.</summary>
    AugmentReinforceMerge,

    /// <summary>The same two draws, weighed by the mean over all uniform numbers that give them.</summary>
    DisArm,

    /// <summary>All states: exact, for nets of few units.</summary>
    Enumeration,
}
