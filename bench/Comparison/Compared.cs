using BayesBench.Support;

namespace BayesBench.Comparison;

/// <summary>A row of one table in two runs.</summary>
/// <param name="Key">What makes it the same row.</param>
/// <param name="A">In the first run; null where it has no such row.</param>
/// <param name="B">In the second.</param>
/// <param name="Ratio">B's number over A's; null where the table has none or a row is missing.</param>
/// <param name="TimeRatio">B's time over A's, measured once each.</param>
/// <param name="Differs">Whether the ratio's interval excludes 1, or the verdicts are different ones.</param>
public sealed record Compared<T>(string Key, T? A, T? B, Ratio? Ratio, Ratio? TimeRatio, bool Differs)
    where T : class
{
    /// <summary>What is to be seen: the row is in one run only, or differs.</summary>
    public string Mark() => (A, B, Differs) switch
    {
        (null, _, _) => "only in B",
        (_, null, _) => "only in A",
        (_, _, true) => "differs",
        _ => string.Empty,
    };
}

/// <summary>Joins the rows of two runs by their keys.</summary>
public static class Compared
{
    /// <summary>A's rows in A's order, each with its partner; then those that only B has. None is dropped.</summary>
    /// <remarks>Rows of one table that share a key are told apart by their number.</remarks>
    public static IReadOnlyList<Compared<T>> Join<T>(
        IReadOnlyList<T> a,
        IReadOnlyList<T> b,
        Func<T, string> key,
        Func<T, Interval>? number = null,
        Func<T, double>? time = null,
        Func<T, bool>? verdict = null)
        where T : class
    {
        (string Key, T Row)[] left = Keyed(a, key);
        (string Key, T Row)[] right = Keyed(b, key);
        var partners = right.ToDictionary(one => one.Key, one => one.Row);
        var known = left.Select(one => one.Key).ToHashSet();
        return
        [
            .. left.Select(one => Pair(one.Key, one.Row, partners.GetValueOrDefault(one.Key), number, time, verdict)),
            .. right.Where(one => !known.Contains(one.Key)).Select(one => Pair(one.Key, null, one.Row, number, time, verdict)),
        ];
    }

    private static Compared<T> Pair<T>(
        string key, T? a, T? b, Func<T, Interval>? number, Func<T, double>? time, Func<T, bool>? verdict)
        where T : class
    {
        if (a is null || b is null)
        {
            return new(key, a, b, null, null, Differs: false);
        }

        Ratio? ratio = number is null ? null : Ratio.Of(number(b), number(a));
        return new(
            key, a, b, ratio,
            time is null ? null : Ratio.Of(Interval.None(time(b)), Interval.None(time(a))),
            ratio?.Differs == true || (verdict is not null && verdict(a) != verdict(b)));
    }

    private static (string Key, T Row)[] Keyed<T>(IReadOnlyList<T> rows, Func<T, string> key)
    {
        var seen = new Dictionary<string, int>();
        return [.. rows.Select(row =>
        {
            string name = key(row);
            int number = seen[name] = seen.GetValueOrDefault(name) + 1;
            return (number == 1 ? name : Format.Invariant($"{name} ({number})"), row);
        })];
    }
}
