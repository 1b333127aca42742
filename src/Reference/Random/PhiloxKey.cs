namespace BayesBench.Reference.Random;

/// <summary>A key of the generator: every key is a sequence of its own.</summary>
/// <param name="K0">Word 0.</param>
/// <param name="K1">Word 1.</param>
public readonly record struct PhiloxKey(uint K0, uint K1)
{
    /// <summary>The key whose words are the halves of a number, low half first.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The key.</returns>
    public static PhiloxKey From(ulong value) => new((uint)value, (uint)(value >> 32));
}
