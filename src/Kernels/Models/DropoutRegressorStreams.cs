namespace BayesBench.Kernels.Models;

/// <summary>The second word of a counter: what the noise is for. The reference has the same numbers.</summary>
internal static class DropoutRegressorStreams
{
    public const uint Training = 0x0E00;
    public const uint Prediction = 0x0E01;
    public const uint Order = 0x0E02;
}
