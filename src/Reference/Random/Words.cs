namespace BayesBench.Reference.Random;

/// <summary>Four 32-bit words: a counter of the generator, or its output for that counter.</summary>
/// <param name="W0">Word 0; of a counter: the draw within a stream.</param>
/// <param name="W1">Word 1; of a counter: the stream (which layer, which purpose).</param>
/// <param name="W2">Word 2; of a counter: the replicate's low half.</param>
/// <param name="W3">Word 3; of a counter: the replicate's high half.</param>
public readonly record struct Words(uint W0, uint W1, uint W2, uint W3)
{
    /// <summary>The counter of a draw: words (draw, stream, replicate low, replicate high).</summary>
    /// <param name="draw">Which block within the stream.</param>
    /// <param name="stream">Which layer or purpose.</param>
    /// <param name="replicate">Which repetition of the whole; its carry crosses from word 2 to word 3.</param>
    /// <returns>The counter.</returns>
    public static Words Counter(uint draw, uint stream, ulong replicate) =>
        new(draw, stream, (uint)replicate, (uint)(replicate >> 32));
}
