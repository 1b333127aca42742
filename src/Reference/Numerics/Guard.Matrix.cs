using System.Globalization;
using System.Runtime.CompilerServices;

namespace BayesBench.Reference.Numerics;

/// <content>Matrices: an array of rows.</content>
internal static partial class Guard
{
    /// <summary>At least one row, all of one width of at least one, every element finite.</summary>
    public static void Matrix(double[][] rows, [CallerArgumentExpression(nameof(rows))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        NotEmpty<double[]>(rows, name);
        for (int i = 0; i < rows.Length; i++)
        {
            string row = RowOf(name, i);
            ArgumentNullException.ThrowIfNull(rows[i], row);
            NotEmpty<double>(rows[i], row);
            Length(rows[i].Length, rows[0].Length, row);
            Finite(rows[i], row);
        }
    }

    /// <summary>A matrix whose every row is the law of something.</summary>
    public static void Distributions(double[][] rows, [CallerArgumentExpression(nameof(rows))] string name = "")
    {
        Matrix(rows, name);
        for (int i = 0; i < rows.Length; i++)
        {
            Distribution(rows[i], RowOf(name, i));
        }
    }

    /// <summary>What a row is called in an error.</summary>
    public static string RowOf(string name, int row) => string.Create(CultureInfo.InvariantCulture, $"{name}[{row}]");

    /// <summary>As many rows as columns, and the same above the diagonal as below it, up to rounding.</summary>
    public static void Symmetric(double[][] rows, [CallerArgumentExpression(nameof(rows))] string name = "")
    {
        Matrix(rows, name);
        Length(rows[0].Length, rows.Length, RowOf(name, 0));
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double larger = Math.Max(Math.Abs(rows[i][j]), Math.Abs(rows[j][i]));
                if (!(Math.Abs(rows[i][j] - rows[j][i]) <= 4 * RoundingUnit * larger))
                {
                    throw Broken(
                        rows[i][j],
                        string.Create(CultureInfo.InvariantCulture, $"{name}[{i}][{j}]"),
                        string.Create(CultureInfo.InvariantCulture, $"{name}[{j}][{i}], {rows[j][i]}"));
                }
            }
        }
    }

    /// <summary>A matrix of so many rows.</summary>
    public static void Rows(double[][] rows, int expected, [CallerArgumentExpression(nameof(rows))] string name = "")
    {
        if (rows.Length != expected)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"{name} has {rows.Length} rows; it must have {expected}."), name);
        }
    }

    /// <summary>A vector or a row of a given length.</summary>
    public static void Length(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"{name} has length {length}; it must have length {expected}."), name);
        }
    }
}
