namespace BayesBench.Kernels.Models;

/// <summary>The second word of a counter: what the noise is for. The reference has the same numbers.</summary>
internal static class ClassifierStreams
{
    public const uint Minibatch = 0x0C00;
    public const uint Weights = 0x0C01;
    public const uint Preactivations = 0x0C02;
}
