using System.Globalization;
using System.Reflection;
using System.Text;
using BayesBench.Agreements;
using BayesBench.Support;

namespace BayesBench.Results;

/// <summary>
/// A record a row: the columns are the members of its constructor, in snake_case. Numbers come back to the same
/// bits; an empty cell is a missing one.
/// </summary>
public static class Csv
{
    /// <summary>Names of a table's columns.</summary>
    public static IReadOnlyList<string> HeadOf<T>() => [.. Columns<T>().Select(NameOf)];

    /// <summary>Writes rows under a head, whole or not at all.</summary>
    public static void Write<T>(string path, IEnumerable<T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ParameterInfo[] columns = Columns<T>();
        PropertyInfo[] members = [.. columns.Select(column => typeof(T).GetProperty(column.Name!)!)];
        AtomicFile.Write(path, writer =>
        {
            writer.Write(string.Join(',', HeadOf<T>()) + "\n");
            foreach (T row in rows)
            {
                writer.Write(string.Join(',', members.Select(member => Quote(TextOf(member.GetValue(row))))) + "\n");
            }
        });
    }

    /// <summary>Reads what <see cref="Write{T}"/> wrote, now or before the record gained a column that may be missing.</summary>
    /// <exception cref="BadInputException">The head or a cell is not as it should be.</exception>
    public static IReadOnlyList<T> Read<T>(string path)
    {
        List<List<string>> lines = Split(File.ReadAllText(path));
        ParameterInfo[] columns = Columns<T>();
        List<string> head = lines.FirstOrDefault() ?? [];
        ParameterInfo[] held = [.. columns.Where(column => head.Contains(NameOf(column)) || !MayBeMissing(column))];
        if (!head.SequenceEqual(held.Select(NameOf)))
        {
            throw new BadInputException($"{path} has another head; it must be {string.Join(',', HeadOf<T>())}.");
        }

        return [.. lines.Skip(1).Select((line, i) => Row<T>(path, i + 2, columns, held, line))];
    }

    private static ParameterInfo[] Columns<T>() => Values.Constructor(typeof(T)).GetParameters();

    private static string NameOf(ParameterInfo column) => Names.KebabCase(column.Name!).Replace('-', '_');

    private static T Row<T>(string path, int number, ParameterInfo[] columns, ParameterInfo[] held, List<string> cells)
    {
        if (cells.Count != held.Length)
        {
            throw new BadInputException(Format.Invariant(
                $"{path} has {cells.Count} cells in row {number}; it must have {held.Length}."));
        }

        object?[] values = [.. columns.Select(column =>
            Array.IndexOf(held, column) is >= 0 and var at ? ValueOf(path, number, column, cells[at]) : null)];
        return (T)Values.Constructor(typeof(T)).Invoke(values);
    }

    private static string TextOf(object? value) => value switch
    {
        null => string.Empty,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    private static object? ValueOf(string path, int number, ParameterInfo column, string text)
    {
        Type type = Nullable.GetUnderlyingType(column.ParameterType) ?? column.ParameterType;
        try
        {
            return text.Length == 0 && MayBeMissing(column) ? null : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new BadInputException(Format.Invariant(
                $"{path} has '{text}' as {NameOf(column)} in row {number}; it must be a {type.Name}."));
        }
    }

    private static bool MayBeMissing(ParameterInfo column) =>
        new NullabilityInfoContext().Create(column).ReadState == NullabilityState.Nullable;

    private static string Quote(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0
        ? cell
        : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<List<string>> Split(string text)
    {
        var lines = new List<List<string>>();
        var line = new List<string>();
        var cell = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (isQuoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(c);
                i++;
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && c is (',' or '\n'))
            {
                line.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    lines.Add(line);
                    line = [];
                }
            }
            else if (isQuoted || c != '\r')
            {
                cell.Append(c);
            }
        }

        return lines;
    }
}
