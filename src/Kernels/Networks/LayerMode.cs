namespace BayesBench.Kernels.Networks;

/// <summary>What noise a pass through a network has.</summary>
public enum LayerMode
{
    /// <summary>That of every layer's own estimator, which <see cref="DeviceNetwork.Backward"/> draws again.</summary>
    Training,

    /// <summary>One draw of all weights for the whole batch; dropout of inputs keeps its mask for every example.</summary>
    PosteriorDraw,

    /// <summary>None: weights at their means, sparse ones pruned, rates of dropout as the factors that they are on average.</summary>
    Mean,
}
