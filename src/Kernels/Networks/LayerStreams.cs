namespace BayesBench.Kernels.Networks;

/// <summary>The second word of a counter in a network: eight streams for every layer. The reference has the same numbers.</summary>
internal static class LayerStreams
{
    /// <summary>The first stream of a network's first layer where nobody says another.</summary>
    public const uint First = 0x1000;

    /// <summary>From one layer to the next: noise, a sign of inputs, one of outputs, the prior's noise, the initial values.</summary>
    public const uint OfLayer = 8;

    public const uint PriorNoise = 3;

    public const uint Initial = 4;
}
