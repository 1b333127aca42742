using System.Text.Json;

namespace BayesBench.Catalogue;

/// <summary>What is to be said of a statement of the lecture.</summary>
public enum Status
{
    /// <summary>True as printed.</summary>
    Correct,

    /// <summary>The formula or claim is wrong.</summary>
    WrongAsPrinted,

    /// <summary>True, but something it speaks of is not given.</summary>
    Incomplete,

    /// <summary>True under a condition that is not printed.</summary>
    NeedsACondition,

    /// <summary>Meant rightly, written wrongly.</summary>
    Typo,
}

/// <summary>A statement of the lecture, as <c>statements.json</c> holds it.</summary>
/// <param name="Number">F01 to F96.</param>
/// <param name="Printed">As printed, in plain text.</param>
/// <param name="Status">What is to be said of it.</param>
/// <param name="Corrected">As it should read; null where nothing is to be corrected.</param>
/// <param name="Note">Condition, reason or name; null where there is nothing to note.</param>
/// <param name="Home">The topic it belongs to, in the suite or planned: room and class.</param>
/// <param name="Formulas">Ids in the registry that hold it.</param>
/// <param name="Planned">Ids that are to hold it, and are not in the registry yet.</param>
/// <param name="Example">A numeric example; null takes one of the first formula's.</param>
/// <param name="Tests">Tests that hold it, file and method each; null until there are some.</param>
/// <param name="Proof">An erratum's test, file and method, that computes the printed form and shows it wrong; null until there is one.</param>
public sealed record Statement(
    string Number,
    string Printed,
    Status Status,
    string? Corrected,
    string? Note,
    string Home,
    IReadOnlyList<string> Formulas,
    IReadOnlyList<string> Planned,
    Example? Example,
    IReadOnlyList<string>? Tests,
    string? Proof);

/// <summary>Numbers for a statement.</summary>
/// <param name="About">What they are of.</param>
/// <param name="Id">A formula to call, in the registry or planned; null where no call says it.</param>
/// <param name="Args">Its arguments.</param>
/// <param name="Printed">An erratum's: what the printed form gives.</param>
/// <param name="Right">What is right, to the digits given.</param>
public sealed record Example(string About, string? Id, JsonElement? Args, string? Printed, JsonElement? Right);
