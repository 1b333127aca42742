using System.Text.Json;
using BayesBench.Agreements;

namespace BayesBench.Catalogue;

/// <summary>A statement with what the suite has of it today.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Coverage">How far the suite holds it.</param>
/// <param name="Example">Its numbers; null where there is nothing to compute.</param>
/// <param name="Tests">The tests that hold it, and the test files of its formulas, by the mirror rule.</param>
/// <param name="GoldenRows">Committed golden values of each of its formulas; null where they are not here to be counted.</param>
public sealed record StatementPage(
    Statement Statement,
    Coverage Coverage,
    StatementExample? Example,
    IReadOnlyList<string> Tests,
    IReadOnlyDictionary<string, int?> GoldenRows)
{
    public static StatementPage Of(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        IEnumerable<ViewFile> views = statement.Formulas.SelectMany(id => Topic.FilesOf(Registry.Find(id)));
        return new(
            statement,
            Statements.CoverageOf(statement),
            StatementExample.Of(statement),
            [
                .. statement.Tests ?? [],
                .. views.Where(view => view.View is "property" or "statistics").Select(view => view.File).OfType<string>().Distinct(),
            ],
            statement.Formulas.ToDictionary(id => id, Catalogue.GoldenRows.Of));
    }

    /// <summary>Where the statement lives, in words.</summary>
    public string Lives() => Coverage switch
    {
        Coverage.Whole => Statement.Home,
        Coverage.InPart => $"{Statement.Home}{(Statements.Topics.Contains(Statement.Home) ? string.Empty : " (planned)")}; in the suite in part",
        Coverage.NotYet => $"not yet in the suite; planned in {Statement.Home}",
        _ => Statement.Home,
    };
}

/// <summary>A statement's numbers.</summary>
/// <param name="About">What they are of.</param>
/// <param name="Call">The call that says them, evaluated now; null where the suite does not hold the formula yet.</param>
/// <param name="Planned">The planned call, which nothing here can compute yet.</param>
/// <param name="Printed">An erratum's: what the printed form gives.</param>
/// <param name="Stated">What is right, as stated; null where the call alone says it.</param>
public sealed record StatementExample(string About, ExampleCall? Call, string? Planned, string? Printed, JsonElement? Stated)
{
    public static StatementExample? Of(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        if (statement.Example is not { } example)
        {
            return statement.Formulas.Count == 0 ? null
                : new($"A call of {statement.Formulas[0]}", ExampleCall.Of(Registry.Find(statement.Formulas[0])), null, null, null);
        }

        bool isHeld = example.Id is not null && statement.Formulas.Contains(example.Id);
        return new(
            example.About,
            isHeld ? ExampleCall.Of(Registry.Find(example.Id!), example.Args!.Value) : null,
            isHeld || example.Id is null ? null : new ExampleCall(example.Id, example.Args!.Value, default).Line(),
            example.Printed,
            example.Right);
    }
}
