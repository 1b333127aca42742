using System.Globalization;
using System.Text.Json;
using BayesBench.Agreements;
using BayesBench.Catalogue;
using BayesBench.Properties.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Catalogue;

/// <summary>The lecture's statements: all there, and nothing said of the suite that is not so today.</summary>
public class StatementsTests
{
    private static readonly HashSet<string> Known = [.. Registry.All.Select(agreement => agreement.Id)];

    public static TheoryData<string> Computed =>
        [.. Statements.All.Where(statement => StatementExample.Of(statement) is { Call: not null, Stated: not null }).Select(statement => statement.Number)];

    [Fact]
    public void All_96_statements_are_there_once_in_order() =>
        Assert.Equal(Enumerable.Range(1, 96).Select(number => FormattableString.Invariant($"F{number:00}")), Statements.All.Select(statement => statement.Number));

    [Fact]
    public void Ten_are_wrong_as_printed() => Assert.Equal(
        ["F20", "F21", "F27", "F37", "F53", "F56", "F65", "F76", "F86", "F89"],
        Statements.All.Where(statement => statement.Status == Status.WrongAsPrinted).Select(statement => statement.Number));

    [Fact]
    public void Formulas_are_in_the_registry_and_planned_ones_are_not()
    {
        Assert.Empty(
            from statement in Statements.All
            from id in statement.Formulas
            where !Known.Contains(id)
            select $"{statement.Number}: {id} is no formula of the registry; planned ones stand under planned");
        Assert.Empty(
            from statement in Statements.All
            from id in statement.Planned
            where Known.Contains(id)
            select $"{statement.Number}: {id} has come into the registry; move it from planned to formulas");
    }

    [Fact]
    public void A_home_is_the_topic_of_one_of_its_formulas() => Assert.Empty(
        from statement in Statements.All
        where statement.Formulas.Count + statement.Planned.Count > 0
        let topics = statement.Formulas.Select(id => Topic.Of(Registry.Find(id)))
        let kebab = Names.KebabCase(statement.Home.Split('/')[1]) + "."
        where !topics.Contains(statement.Home) && !statement.Planned.Any(id => id.StartsWith(kebab, StringComparison.Ordinal))
        select $"{statement.Number}: {statement.Home} is the home of none of its formulas");

    [Fact]
    public void A_planned_formula_is_not_of_a_room_beside_its_class() => Assert.Empty(
        from statement in Statements.All
        from known in Registry.All.Select(Topic.Of).Distinct()
        where known.Split('/')[1] == statement.Home.Split('/')[1] && known != statement.Home
        select $"{statement.Number}: {statement.Home} stands in the suite as {known}");

    [Fact]
    public void What_is_wrong_is_corrected_with_a_reason_and_numbers() => Assert.All(
        Statements.All.Where(statement => statement.Status == Status.WrongAsPrinted),
        statement => Assert.True(
            statement is { Corrected: not null, Note: not null, Example: { Printed: not null, Right: not null } }, statement.Number));

    [Fact]
    public void What_is_not_simply_correct_says_why() => Assert.All(
        Statements.All.Where(statement => statement.Status != Status.Correct),
        statement => Assert.True(statement.Corrected is not null || statement.Note is not null, statement.Number));

    [Fact]
    public void A_call_is_of_one_of_the_statements_formulas() => Assert.All(
        Statements.All.Where(statement => statement.Example?.Id is not null),
        statement => Assert.Contains(statement.Example!.Id!, statement.Formulas.Concat(statement.Planned)));

    [Theory]
    [MemberData(nameof(Computed))]
    public void A_stated_value_is_what_the_reference_gives(string number)
    {
        StatementExample example = StatementExample.Of(Statements.Find(number))!;
        double[] computed = GoldenFile.Numbers(example.Call!.Value);
        (double Value, double HalfUnit)[] stated = [.. Stated(example.Stated!.Value)];
        Assert.Equal(stated.Length, computed.Length);
        Assert.All(stated.Zip(computed), pair => Assert.Equal(pair.First.Value, pair.Second, pair.First.HalfUnit));
    }

    [Fact]
    public void A_test_that_is_named_exists()
    {
        string root = Repository.Required();
        string[] named = [.. Statements.All.SelectMany(statement => (statement.Tests ?? []).Append(statement.Proof)).OfType<string>()];
        Assert.NotEmpty(named);
        Assert.All(named, test =>
        {
            string[] parts = test.Split(' ');
            Assert.Contains($" {parts[1]}(", File.ReadAllText(Path.Combine(root, parts[0])), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_statement_that_is_held_whole_names_a_test() => Assert.Empty(
        from statement in Statements.All
        where Statements.CoverageOf(statement) == Coverage.Whole && statement.Tests is not { Count: > 0 } && statement.Proof is null
        select statement.Number);

    [Fact]
    public void An_erratum_that_is_held_whole_is_proved() => Assert.Empty(
        from statement in Statements.All
        where statement.Status == Status.WrongAsPrinted && Statements.CoverageOf(statement) == Coverage.Whole && statement.Proof is null
        select statement.Number);

    // A value stated to six digits is right to half a unit of the last.
    private static IEnumerable<(double Value, double HalfUnit)> Stated(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Stated),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Stated(member.Value)),
        _ => [(value.GetDouble(), 0.5000001 * Math.Pow(10, -DecimalsOf(value.GetRawText())))],
    };

    private static int DecimalsOf(string number) =>
        decimal.Parse(number, CultureInfo.InvariantCulture).Scale is var scale && scale > 0 ? scale : 12;
}
