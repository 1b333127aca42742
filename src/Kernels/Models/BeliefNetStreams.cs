namespace BayesBench.Kernels.Models;

/// <summary>The second word of a counter: what the noise is for. The reference has the same number.</summary>
internal static class BeliefNetStreams
{
    public const uint States = 0x0D00;
}
