namespace BayesBench.PtxGate.Rules;

/// <summary>What bodies are allowed, each with its reason; an entry that no body needs fails the gate.</summary>
public static class Exceptions
{
    public static IReadOnlyList<Listed> All { get; } = [];
}
