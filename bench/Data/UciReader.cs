using System.Globalization;
using BayesBench.Support;

namespace BayesBench.Data;

/// <summary>A table to predict one number of a row from the others.</summary>
/// <param name="Inputs">Shape [N, D].</param>
/// <param name="Targets">Shape [N].</param>
public sealed record RegressionData(double[][] Inputs, double[] Targets);

/// <summary>
/// Reads a UCI regression set: <c>data.txt</c>, a row a line and numbers with blanks between them, and the numbers of its columns,
/// counted from 0, in <c>index_features.txt</c> and <c>index_target.txt</c>. Blank lines count for nothing.
/// </summary>
public static class UciReader
{
    // A set is a few megabytes; what is longer is something else.
    private const long LongestFile = 1 << 26;

    /// <summary>Reads a set below a data directory.</summary>
    /// <exception cref="BadInputException">A file is missing or not what it should be: which, where, and the rule.</exception>
    public static RegressionData Read(string root, string set)
    {
        string folder = Path.Combine(root, "uci", set);
        string data = Path.Combine(folder, "data.txt");
        double[][] rows = Table(data);
        if (rows is [])
        {
            throw Broken(data, "has no row; it must have at least one");
        }

        int wrong = Array.FindIndex(rows, row => row.Length != rows[0].Length);
        if (wrong >= 0)
        {
            throw Broken(data, Format.Invariant(
                $"row {wrong} has {rows[wrong].Length} numbers; it must have those of row 0, {rows[0].Length}"));
        }

        int[] features = Columns(Path.Combine(folder, "index_features.txt"), rows[0].Length);
        string targetFile = Path.Combine(folder, "index_target.txt");
        int[] target = Columns(targetFile, rows[0].Length);
        if (target.Length != 1)
        {
            throw Broken(targetFile, Format.Invariant($"names {target.Length} columns; it must name 1"));
        }

        return features.Contains(target[0])
            ? throw Broken(targetFile, Format.Invariant($"names column {target[0]}; it must name one that is no input"))
            : new RegressionData(
                [.. rows.Select(row => Array.ConvertAll(features, column => row[column]))], Array.ConvertAll(rows, row => row[target[0]]));
    }

    /// <summary>Row numbers, one a line.</summary>
    /// <exception cref="BadInputException">One is no row's number.</exception>
    public static int[] ReadIndex(string path, int rows) => Columns(path, rows);

    private static int[] Columns(string path, int count)
    {
        double[] numbers = [.. Table(path).SelectMany(row => row)];
        int wrong = Array.FindIndex(numbers, number => !(number >= 0 && number < count && number == Math.Floor(number)));
        return numbers is [] ? throw Broken(path, "is empty; it must name at least one")
            : wrong >= 0 ? throw Broken(path, Format.Invariant($"number {wrong} is {numbers[wrong]}; it must be a whole number in [0, {count - 1}]"))
            : numbers.Distinct().Count() < numbers.Length ? throw Broken(path, "names one twice")
            : Array.ConvertAll(numbers, number => (int)number);
    }

    private static double[][] Table(string path)
    {
        if (!File.Exists(path))
        {
            throw Broken(path, "is not there; 'data fetch uci' brings it");
        }

        if (new FileInfo(path).Length > LongestFile)
        {
            throw Broken(path, Format.Invariant($"has {new FileInfo(path).Length} bytes; it must have at most {LongestFile}"));
        }

        return
        [
            .. File.ReadLines(path).Select((line, i) => (Line: line, Number: i + 1)).Where(row => !string.IsNullOrWhiteSpace(row.Line))
                .Select(row => Array.ConvertAll(
                    row.Line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), text => Number(path, row.Number, text))),
        ];
    }

    private static double Number(string path, int line, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw Broken(path, Format.Invariant($"line {line} has '{text}'; it must be a finite number"));

    private static BadInputException Broken(string path, string rule) => new($"{path}: {rule}.");
}
