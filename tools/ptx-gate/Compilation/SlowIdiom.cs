using System.Text.RegularExpressions;

namespace BayesBench.PtxGate.Compilation;

/// <summary>Something in a body's PTX that a GPU is slow or inexact at.</summary>
/// <param name="Name">As the table and the list of exceptions name it.</param>
/// <param name="Cost">What it costs, and what to write instead.</param>
/// <param name="Count">How often it stands in a text.</param>
public sealed partial record SlowIdiom(string Name, string Cost, Func<string, int> Count)
{
    /// <summary>All that are looked for. <c>sqrt.approx</c>, <c>rsqrt.approx</c> and <c>div.full</c> are fast and precise enough.</summary>
    public static IReadOnlyList<SlowIdiom> All { get; } =
    [
        new("unsigned", "an unsigned integer becomes a float through double; shift it below 2^31 and cast from int", Matches(UnsignedToDouble())),
        new("div", "an IEEE division: some ten instructions and a branch to a slow path", Matches(Division())),
        new("rcp", "an IEEE reciprocal: some eight instructions and a branch to a slow path", Matches(Reciprocal())),
        new("sqrt", "an IEEE square root: some eight instructions and a branch to a slow path", Matches(Root())),
        new("rsqrt", "a reciprocal of a square root in two IEEE steps; the hardware has it in one", ReciprocalRoots),
        new("approx", "a function of ILGPU's that is inexact on GPUs; DeviceMath has its own", Matches(InexactFunction())),
        new("double", "arithmetic in double: half the rate of floats on the best GPUs, a sixty-fourth on the others", Matches(DoubleArithmetic())),
        new("long division", "a division of 64-bit integers: a hundred instructions; cast to int before", Matches(LongDivision())),
        new("local", "loads and stores of local memory: an array that registers could not hold", Matches(LocalMemory())),
    ];

    /// <summary>The idioms of a text, those that stand in it.</summary>
    public static IReadOnlyDictionary<string, int> In(string ptx) => All
        .Select(idiom => (idiom.Name, Count: idiom.Count(ptx)))
        .Where(found => found.Count > 0)
        .ToDictionary(found => found.Name, found => found.Count);

    private static Func<string, int> Matches(Regex pattern) => ptx => pattern.Count(ptx);

    // A register is written once, so a reciprocal of one that a root wrote is such a pair.
    private static int ReciprocalRoots(string ptx)
    {
        var roots = Root().Matches(ptx).Select(match => match.Groups["result"].Value).ToHashSet();
        return Reciprocal().Matches(ptx).Count(match => roots.Contains(match.Groups["argument"].Value));
    }

    [GeneratedRegex(@"\bcvt\.rn\.f64\.u(32|64)\b")]
    private static partial Regex UnsignedToDouble();

    [GeneratedRegex(@"\bdiv\.rn(\.ftz)?\.f32\b")]
    private static partial Regex Division();

    [GeneratedRegex(@"\brcp\.rn(\.ftz)?\.f32\s+%\w+,\s*(?<argument>%\w+)")]
    private static partial Regex Reciprocal();

    [GeneratedRegex(@"\bsqrt\.rn(\.ftz)?\.f32\s+(?<result>%\w+)")]
    private static partial Regex Root();

    [GeneratedRegex(@"\b(tanh|ex2|lg2|sin|cos)\.approx\b")]
    private static partial Regex InexactFunction();

    [GeneratedRegex(@"\b(add|sub|mul|mad|fma|div|rcp|sqrt)(\.r[nzmp])?\.f64\b")]
    private static partial Regex DoubleArithmetic();

    [GeneratedRegex(@"\b(div|rem)\.[us]64\b")]
    private static partial Regex LongDivision();

    [GeneratedRegex(@"\b(ld|st)\.local\b")]
    private static partial Regex LocalMemory();
}
