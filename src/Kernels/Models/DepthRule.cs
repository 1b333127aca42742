namespace BayesBench.Kernels.Models;

/// <summary>How deep a network goes for an example whose label it does not know.</summary>
public enum DepthRule
{
    /// <summary>Through all layers.</summary>
    All,

    /// <summary>To the median of q(z | x): the first depth behind which it leaves at most one half.</summary>
    Median,

    /// <summary>To a depth drawn from q(z | x), one uniform number an example.</summary>
    Draw,

    /// <summary>To the depth of the likeliest pair of depth and label; stops as soon as no later depth can be likelier.</summary>
    JointMode,
}

/// <summary>What a network answers.</summary>
/// <param name="Logits">Of the classes, at each example's own depth; shape [N, C].</param>
/// <param name="Depths">Shape [N], each from 0 to L.</param>
/// <param name="Blocks">Layers run, over all examples: those of an example that has stopped are not.</param>
public sealed record DepthAnswers(float[] Logits, int[] Depths, long Blocks);
