using System.Globalization;
using BayesBench.Kernels;
using BayesBench.PtxGate.Assembling;
using BayesBench.PtxGate.Rules;
using BayesBench.Support;

namespace BayesBench.PtxGate.Table;

/// <summary>The table of <c>docs/kernels.md</c>: a row a body, ordered by name, so that a change of a kernel shows as a diff.</summary>
public static class KernelTable
{
    private static readonly (string Title, Func<BodyReport, string> Cell)[] Columns =
    [
        ("body", report => $"`{report.Body.Name}`"),
        ("for", report => For(report.Body.Kinds)),
        ("registers", report => Number(report.Resources!.Registers)),
        ("shared", report => Number(report.Resources!.Shared)),
        ("stack", report => Number(report.Resources!.Stack)),
        ("spills", report => Number(report.Resources!.SpillStores + report.Resources.SpillLoads)),
        ("instructions", report => Number(report.Mix!.Count)),
        ("FFMA", report => Number(report.Mix!.Ffma)),
        ("FADD, FMUL", report => Number(report.Mix!.AddOrMultiply)),
        ("MUFU", report => Number(report.Mix!.Mufu)),
        ("IMAD", report => Number(report.Mix!.Imad)),
        ("double", report => Number(report.Mix!.Double)),
        ("LD", report => Widths(report.Mix!.Loads)),
        ("ST", report => Widths(report.Mix!.Stores)),
        ("LDS", report => Number(report.Mix!.SharedLoads)),
        ("STS", report => Number(report.Mix!.SharedStores)),
        ("local", report => Number(report.Mix!.Local)),
        ("BAR", report => Number(report.Mix!.Barriers)),
        ("CALL", report => Number(report.Mix!.Calls)),
        ("slow idioms", report => string.Join(", ", report.Idioms.Select(idiom => Format.Invariant($"{idiom.Key} {idiom.Value}")))),
    ];

    /// <summary>The whole file.</summary>
    /// <param name="reports">Assembled bodies.</param>
    /// <param name="version">Of ptxas.</param>
    public static string Text(IReadOnlyList<BodyReport> reports, string version) => string.Join('\n',
    [
        TableText.Head(version),
        Line(Columns.Select(column => column.Title)),
        Line(Columns.Select((_, i) => i < 2 || i == Columns.Length - 1 ? "---" : "---:")),
        .. reports.Select(report => Line(Columns.Select(column => column.Cell(report)))),
        string.Empty,
        TableText.HeadOfListed,
        .. Exceptions.All.Select(listed => Line([listed.What, $"`{listed.Bodies}`", listed.Reason])),
        string.Empty,
    ]);

    /// <summary>The first lines in which two files differ: <c>- old</c>, <c>+ new</c>.</summary>
    public static IReadOnlyList<string> Differences(string committed, string made, int most)
    {
        ArgumentNullException.ThrowIfNull(committed);
        ArgumentNullException.ThrowIfNull(made);
        string[] old = committed.Split('\n'), now = made.Split('\n');
        return
        [
            .. old.Except(now).Select(line => (Line: line, Text: $"- {line}"))
                .Concat(now.Except(old).Select(line => (Line: line, Text: $"+ {line}")))
                .OrderBy(change => change.Line.Split('|') is [_, var body, ..] ? body : string.Empty, StringComparer.Ordinal)
                .Take(most)
                .Select(change => change.Text),
        ];
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Number(int value) => value == 0 ? string.Empty : value.ToString(CultureInfo.InvariantCulture);

    // 3 of 32 bits and 1 of 128: "3, 1×128".
    private static string Widths(Func<int, int> count) => string.Join(", ",
        from bits in InstructionMix.Widths
        let n = count(bits)
        where n > 0
        select bits == 32 ? Number(n) : Format.Invariant($"{n}×{bits}"));

    private static string For(IReadOnlyList<DeviceKind> kinds) =>
        kinds.Count == Enum.GetValues<DeviceKind>().Length ? "all" : string.Join(", ", kinds.Select(Format.Of));
}
