using System.Globalization;
using System.Runtime.CompilerServices;

namespace BayesBench.Reference.Numerics;

/// <content>Flat arrays of several dimensions.</content>
internal static partial class Guard
{
    /// <summary>A whole number of parts, at least one.</summary>
    /// <returns>How many.</returns>
    public static int Parts(double[] values, long part, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(values, name);
        return values.Length > 0 && values.Length % part == 0
            ? (int)(values.Length / part)
            : throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"{name} has length {values.Length}; it must have a positive multiple of {part}."), name);
    }

    /// <summary>A side that two divides, at least 2.</summary>
    public static void Even(int value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < 2 || value % 2 != 0)
        {
            throw Broken(value, name, "even and at least 2");
        }
    }
}
