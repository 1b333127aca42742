using BayesBench.Agreements;

namespace BayesBench.Catalogue;

/// <summary>A row of the catalogue: where a formula's files are and what it belongs to.</summary>
/// <param name="Id">The formula.</param>
/// <param name="Topic">Room and class.</param>
/// <param name="Arguments">Their names.</param>
/// <param name="Views">The files, or why there is none.</param>
/// <param name="GoldenRows">Committed golden values; null where the files are not here to be counted.</param>
/// <param name="Statements">The lecture's statements that it holds.</param>
/// <param name="Errata">Those of them that are wrong as printed.</param>
public sealed record FormulaEntry(
    string Id,
    string Topic,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<ViewFile> Views,
    int? GoldenRows,
    IReadOnlyList<string> Statements,
    IReadOnlyList<string> Errata)
{
    /// <summary>Every formula of the suite, ordered by id.</summary>
    public static IReadOnlyList<FormulaEntry> All { get; } = [.. Registry.All.Select(Of)];

    /// <summary>As a call: <c>normal.log-density(x, mean, standardDeviation)</c>.</summary>
    public string Signature() => $"{Id}({string.Join(", ", Arguments)})";

    public static FormulaEntry Of(Agreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        Statement[] statements = [.. Catalogue.Statements.Of(agreement.Id)];
        return new(
            agreement.Id,
            Catalogue.Topic.Of(agreement),
            [.. agreement.Parameters.Select(parameter => parameter.Name!)],
            Catalogue.Topic.FilesOf(agreement),
            Catalogue.GoldenRows.Of(agreement.Id),
            [.. statements.Select(statement => statement.Number)],
            [.. statements.Where(statement => statement.Status == Status.WrongAsPrinted).Select(statement => statement.Number)]);
    }
}
