using BayesBench.PtxGate.Compilation;
using BayesBench.Support;

namespace BayesBench.PtxGate.Rules;

/// <summary>Holds what became of the bodies to the rules.</summary>
public static class Judge
{
    /// <summary>How a finding ends that an exception is to blame for, and no body.</summary>
    public const string Unneeded = "is listed, but no body needs it";

    /// <summary>What is wrong, a line each; none when the gate is open.</summary>
    /// <param name="reports">The recorded bodies.</param>
    /// <param name="outside">Bodies that nothing recorded.</param>
    /// <param name="listed">What is allowed.</param>
    public static IReadOnlyList<string> Findings(
        IReadOnlyList<BodyReport> reports, IReadOnlyList<string> outside, IReadOnlyList<Listed> listed)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(outside);
        ArgumentNullException.ThrowIfNull(listed);
        Violation[] violations = [.. reports.SelectMany(Of)];
        bool isAssembled = reports.Any(report => report.Resources is not null);
        return
        [
            .. outside.Select(body => $"{body} is outside the gate: no host that it asks launches this body; HostsWithoutAgreement.cs may ask one"),
            .. from violation in violations
               where !violation.CanBeListed || !listed.Any(entry => entry.Allows(violation.What, violation.Body))
               select $"{violation.Body} {violation.Text}",
            .. from entry in listed
               where isAssembled || entry.What is not (Listed.Stack or Listed.Spill)
               where !violations.Any(violation => violation.CanBeListed && entry.Allows(violation.What, violation.Body))
               select $"{entry} {Unneeded}",
        ];
    }

    private static IEnumerable<Violation> Of(BodyReport report)
    {
        string body = report.Body.Name;
        if (report.Failure is { } failure)
        {
            yield return new Violation(body, "failure", $"does not {(report.Ptx is null ? "compile" : "assemble")}: {failure}", CanBeListed: false);
        }

        if (report.UniformBranches > 0)
        {
            yield return new Violation(
                body,
                "uniform branch",
                Format.Invariant($"has {report.UniformBranches} branches on a condition that the assembler is told to take as one for a whole warp"),
                CanBeListed: false);
        }

        if (report.Resources is { SpillStores: > 0 } or { SpillLoads: > 0 })
        {
            (int stores, int loads) = (report.Resources.SpillStores, report.Resources.SpillLoads);
            yield return new Violation(
                body, Listed.Spill, Format.Invariant($"spills registers: {stores} bytes stored, {loads} bytes loaded"), !report.Body.IsForCuda);
        }

        if (report.Resources is { Stack: > 0 and var stack })
        {
            yield return new Violation(body, Listed.Stack, Format.Invariant($"has a stack frame of {stack} bytes"));
        }

        // What a GPU is slow at is no fault of a body that no GPU runs.
        foreach (SlowIdiom idiom in SlowIdiom.All.Where(idiom => report.Body.IsForCuda && report.Idioms.ContainsKey(idiom.Name)))
        {
            yield return new Violation(body, idiom.Name, Format.Invariant($"has {report.Idioms[idiom.Name]} '{idiom.Name}': {idiom.Cost}"));
        }
    }

    private readonly record struct Violation(string Body, string What, string Text, bool CanBeListed = true);
}
