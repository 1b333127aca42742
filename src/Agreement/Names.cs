using System.Text;

namespace BayesBench.Agreements;

/// <summary>Names of formulas as the command line and the golden values write them.</summary>
public static class Names
{
    /// <summary><c>KullbackLeibler</c> is <c>kullback-leibler</c>, <c>Philox4x32</c> is <c>philox-4x32</c>.</summary>
    /// <param name="pascalCase">A C# name.</param>
    /// <returns>The name in kebab-case.</returns>
    public static string KebabCase(string pascalCase)
    {
        ArgumentNullException.ThrowIfNull(pascalCase);
        var kebab = new StringBuilder();
        for (int i = 0; i < pascalCase.Length; i++)
        {
            char c = pascalCase[i];
            bool startsNumber = char.IsAsciiDigit(c) && i > 0 && char.IsAsciiLetter(pascalCase[i - 1])
                && !kebab.ToString().Any(char.IsAsciiDigit);
            if (i > 0 && (char.IsAsciiLetterUpper(c) || startsNumber))
            {
                kebab.Append('-');
            }

            kebab.Append(char.ToLowerInvariant(c));
        }

        return kebab.ToString();
    }

    /// <summary>The Levenshtein distance of two names, for suggestions.</summary>
    /// <param name="a">One name.</param>
    /// <param name="b">The other.</param>
    /// <returns>How many letters must change.</returns>
    public static int Distance(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
