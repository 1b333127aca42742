namespace BayesBench.Support;

/// <summary>What keeps several kernels from their nearest roof, as <see cref="FormulaBenchmark.Limit"/> says it.</summary>
public static class Limits
{
    public const string Elementary =
        "Integer steps, comparisons and selections beside the polynomial, which the cost leaves out; a processor gets eight lanes "
        + "from PoCL, no fused product and sum, and a mask for every load and store.";

    public const string Rows =
        "A work item a row, one number after the other: PoCL packs no loop over a row. On a GPU neighbours read addresses that lie "
        + "a row apart.";

    public const string Double =
        "In double throughout, with branches and loops that depend on the argument; the cost counts the operations of a short path.";

    public const string Words =
        "Twenty products of 32-bit words for four numbers, which a processor makes in lanes of 64 bits; the roof of bare numbers "
        + "leaves out the store and the pass that puts them in order.";
}
