using System.IO.Enumeration;

namespace BayesBench.PtxGate.Rules;

/// <summary>Something that bodies are allowed, with its reason.</summary>
/// <param name="What">A slow idiom's name, <see cref="Stack"/> or <see cref="Spill"/>.</param>
/// <param name="Bodies">The bodies' names; <c>*</c> stands for anything.</param>
/// <param name="Reason">Why it may stay.</param>
public sealed record Listed(string What, string Bodies, string Reason)
{
    /// <summary>A stack frame.</summary>
    public const string Stack = "stack";

    /// <summary>A spill; no reason holds for a body that an NVIDIA GPU runs.</summary>
    public const string Spill = "spill";

    public bool Allows(string what, string body) => What == what && FileSystemName.MatchesSimpleExpression(Bodies, body, ignoreCase: false);

    public override string ToString() => $"'{What}' of {Bodies}";
}
