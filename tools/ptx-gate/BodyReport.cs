using System.Text.RegularExpressions;
using BayesBench.PtxGate.Assembling;
using BayesBench.PtxGate.Bodies;
using BayesBench.PtxGate.Compilation;

namespace BayesBench.PtxGate;

/// <summary>What became of a body.</summary>
/// <param name="Body">The body.</param>
public sealed partial record BodyReport(KernelBody Body)
{
    /// <summary>Its text for NVIDIA GPUs, or null when it does not compile.</summary>
    public string? Ptx { get; init; }

    /// <summary>Why it does not compile or assemble; null when it does.</summary>
    public string? Failure { get; init; }

    /// <summary>The slow idioms of its text, by name.</summary>
    public IReadOnlyDictionary<string, int> Idioms => field ??= Ptx is null ? new Dictionary<string, int>() : SlowIdiom.In(Ptx);

    /// <summary>Conditional branches that are marked as uniform; ILGPU marks those on a work item's index so, too (docs/decisions/0023).</summary>
    public int UniformBranches => Ptx is null ? 0 : UniformBranch().Count(Ptx);

    /// <summary>What it occupies; null where it was not assembled.</summary>
    public Resources? Resources { get; init; }

    /// <summary>Its instructions; null where it was not assembled.</summary>
    public InstructionMix? Mix { get; init; }

    [GeneratedRegex(@"@!?%p\d+\s+bra\.uni\b")]
    private static partial Regex UniformBranch();
}
