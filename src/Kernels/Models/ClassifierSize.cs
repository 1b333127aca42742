using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Models;

/// <summary>The sizes of a linear classifier and of the batch it works on.</summary>
/// <param name="Features">D, numbers of one example; every example gets one more input, 1, for the bias.</param>
/// <param name="Classes">K.</param>
/// <param name="Examples">B, examples of the batch.</param>
public readonly record struct ClassifierSize(int Features, int Classes, int Examples)
{
    /// <summary>D + 1.</summary>
    public int Inputs => Features + 1;

    /// <summary>P = K (D + 1): weight (k, d) is element <c>k (D + 1) + d</c>, the bias comes last in its class.</summary>
    public int Weights => Classes * Inputs;

    /// <summary>
    /// The batch's examples as arrays hold them: a whole number of lanes. The padding has inputs 0 and label -1,
    /// so that it adds nothing to any sum.
    /// </summary>
    public int Stride => (Examples + Lanes.Count - 1) / Lanes.Count * Lanes.Count;
}
