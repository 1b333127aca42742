using System.Globalization;
using System.Reflection;
using System.Text;

namespace BayesBench.Statistical.Support;

/// <summary>Every statistical assertion of the suite, and the rules they keep together.</summary>
/// <remarks>
/// The static methods make assertions; the shared ledger is what reflection finds of them in the static readonly fields
/// of this assembly. So an assertion that is made anywhere else is not in it, and refuses to give a verdict.
/// </remarks>
public sealed class Ledger(IEnumerable<StatisticalAssertion> assertions)
{
    /// <summary>The whole suite may fail correct code once in a million runs; this slice takes a tenth of it.</summary>
    public const double Budget = 1e-7;

    private static readonly Lazy<Ledger> OfThisAssembly = new(() => new Ledger(DeclaredIn(typeof(Ledger).Assembly)));

    private readonly HashSet<StatisticalAssertion> _assertions = [.. assertions];

    public static Ledger Shared => OfThisAssembly.Value;

    public IReadOnlyList<StatisticalAssertion> Assertions =>
        [.. _assertions.OrderBy(assertion => assertion.Design.Id, StringComparer.Ordinal)];

    /// <summary>A mean whose draws have a known standard deviation; effect in standard deviations of a draw.</summary>
    public static MeanAssertion Mean(
        string id, double falseAlarm, double smallestEffect, double power, long draws, int verdicts = 1) =>
        new(new Design(id, falseAlarm, smallestEffect, power, draws, verdicts));

    /// <summary>A variance whose draws have a known kurtosis; effect |log(variance / claimed variance)|.</summary>
    public static VarianceAssertion Variance(
        string id,
        double falseAlarm,
        double smallestEffect,
        double power,
        long draws,
        double kurtosis,
        int verdicts = 1) =>
        new(new Design(id, falseAlarm, smallestEffect, power, draws, verdicts), kurtosis);

    /// <summary>A continuous law; effect sup |G - F| of the distribution functions.</summary>
    public static DistributionAssertion Distribution(
        string id, double falseAlarm, double smallestEffect, double power, long draws, int verdicts = 1) =>
        new(new Design(id, falseAlarm, smallestEffect, power, draws, verdicts));

    /// <summary>Category counts by chi-square; effect w^2 = sum_i (q_i - p_i)^2 / p_i.</summary>
    public static FrequencyAssertion Frequencies(
        string id,
        double falseAlarm,
        double smallestEffect,
        double power,
        long draws,
        int categories,
        int verdicts = 1) =>
        new(new Design(id, falseAlarm, smallestEffect, power, draws, verdicts), categories);

    /// <summary>A proportion by the exact binomial law; effect |q - p|, which is above the slack that the claim has.
    /// </summary>
    public static ProportionAssertion Proportion(
        string id,
        double falseAlarm,
        double smallestEffect,
        double power,
        long draws,
        double probability,
        double slack = 0.0,
        int verdicts = 1) =>
        new(new Design(id, falseAlarm, smallestEffect, power, draws, verdicts), probability, slack);

    /// <summary>What the static readonly fields of an assembly declare, alone or in collections.</summary>
    public static IEnumerable<StatisticalAssertion> DeclaredIn(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.ContainsGenericParameters)
        .SelectMany(type => type.GetFields(
            BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(field => field.IsInitOnly && (typeof(StatisticalAssertion).IsAssignableFrom(field.FieldType)
            || typeof(IEnumerable<StatisticalAssertion>).IsAssignableFrom(field.FieldType)))
        .SelectMany(field => field.GetValue(null) switch
        {
            StatisticalAssertion assertion => [assertion],
            IEnumerable<StatisticalAssertion> several => several,
            _ => [],
        });

    public bool Holds(StatisticalAssertion assertion) => _assertions.Contains(assertion);

    /// <summary>Every rule that is broken, in words; none when the suite may be trusted.</summary>
    public IReadOnlyList<string> Violations()
    {
        var violations = new List<string>();
        foreach (var twins in _assertions.GroupBy(assertion => assertion.Design.Id).Where(group => group.Count() > 1))
        {
            violations.Add($"the id '{twins.Key}' is declared {twins.Count()} times");
        }

        foreach (Design design in Assertions.Select(assertion => assertion.Design))
        {
            if (design is not { FalseAlarm: > 0 and < 1, Power: > 0 and < 1, SmallestEffect: > 0, Verdicts: > 0 })
            {
                violations.Add($"'{design.Id}' has no valid design: {design}");
                return violations;
            }
        }

        double total = _assertions.Sum(assertion => assertion.Design.FalseAlarm);
        if (total > Budget)
        {
            violations.Add(string.Create(
                CultureInfo.InvariantCulture, $"the false-alarm rates sum to {total:G4}; the budget is {Budget:G4}"));
        }

        violations.AddRange(
            from assertion in Assertions
            where assertion.RequiredDraws > assertion.Design.Draws
            select string.Create(
                CultureInfo.InvariantCulture,
                $"'{assertion.Design.Id}' declares {assertion.Design.Draws} draws; its effect needs {assertion.RequiredDraws}"));
        return violations;
    }

    /// <summary>The ledger as the committed document shows it.</summary>
    public string Table()
    {
        var table = new StringBuilder();
        Line(table, $"# The ledger of statistical assertions");
        Line(table, $"");
        Line(table, $"Every statistical assertion of the suite: the probability that it fails correct code in one run (all its verdicts together), the smallest effect it must see, and with which power. A test holds this table equal to the code; `BAYESBENCH_UPDATE=1` writes it again.");
        Line(table, $"");
        Line(table, $"Sum of the false-alarm rates: {_assertions.Sum(a => a.Design.FalseAlarm):G4} of {Budget:G4}.");
        Line(table, $"");
        Line(table, $"| id | kind and unit of the effect | false alarm | effect | power | draws | needed | verdicts |");
        Line(table, $"|---|---|---|---|---|---|---|---|");
        foreach (StatisticalAssertion a in Assertions)
        {
            Line(table, $"| {a.Design.Id} | {a.Kind} | {a.Design.FalseAlarm:R} | {a.Design.SmallestEffect:R} | {a.Design.Power:R} | {a.Design.Draws} | {a.RequiredDraws} | {a.Design.Verdicts} |");
        }

        return table.ToString();
    }

    private static void Line(StringBuilder table, FormattableString text) =>
        table.Append(FormattableString.Invariant(text)).Append('\n');
}
