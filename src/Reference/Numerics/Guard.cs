using System.Globalization;
using System.Runtime.CompilerServices;

namespace BayesBench.Reference.Numerics;

/// <summary>The one form of a bad argument's error: which argument, which index, its value, the rule.</summary>
/// <remarks>
/// A wrong value is an <see cref="ArgumentOutOfRangeException"/>, a wrong shape an <see cref="ArgumentException"/>:
/// <c>standardDeviation[3] is -1; it must be positive and finite.</c>
/// Every comparison is written so that NaN fails it. Names default to the argument's own text.
/// </remarks>
internal static partial class Guard
{
    private const double RoundingUnit = 1.0 / (1L << 52);

    public static void Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Require(double.IsFinite(value), value, name, "finite");

    public static void Finite(ReadOnlySpan<double> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        for (int i = 0; i < values.Length; i++)
        {
            Require(double.IsFinite(values[i]), values[i], name, i, "finite");
        }
    }

    /// <summary>Logarithms of what may be impossible.</summary>
    public static void FiniteOrMinusInfinity(
        ReadOnlySpan<double> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        for (int i = 0; i < values.Length; i++)
        {
            Require(values[i] < double.PositiveInfinity, values[i], name, i, "finite or -Infinity");
        }
    }

    public static void Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Require(IsPositive(value), value, name, "positive and finite");

    public static void Positive(ReadOnlySpan<double> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        for (int i = 0; i < values.Length; i++)
        {
            Require(IsPositive(values[i]), values[i], name, i, "positive and finite");
        }
    }

    public static void NonNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Require(IsNonNegative(value), value, name, "non-negative and finite");

    public static void NonNegative(
        ReadOnlySpan<double> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        for (int i = 0; i < values.Length; i++)
        {
            Require(IsNonNegative(values[i]), values[i], name, i, "non-negative and finite");
        }
    }

    /// <summary>A probability: in [0, 1], both ends included.</summary>
    public static void Probability(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Require(IsProbability(value), value, name, "in [0, 1]");

    public static void Probability(
        ReadOnlySpan<double> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        for (int i = 0; i < values.Length; i++)
        {
            Require(IsProbability(values[i]), values[i], name, i, "in [0, 1]");
        }
    }

    /// <summary>The outcome of a coin.</summary>
    public static void ZeroOrOne(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Require(value is 0.0 or 1.0, value, name, "0 or 1");

    /// <summary>An upper end: strictly above the lower one.</summary>
    public static void Above(double upper, double lower, string name, string lowerName)
    {
        if (!(upper > lower))
        {
            throw Broken(upper, name, string.Create(CultureInfo.InvariantCulture, $"above {lowerName}, {lower}"));
        }
    }

    /// <summary>Probabilities of all that can happen: taken as given, so they must sum to 1 up to rounding.</summary>
    public static void Distribution(
        ReadOnlySpan<double> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        NotEmpty(values, name);
        Probability(values, name);
        double sum = -1.0;
        double lost = 0.0;
        foreach (double value in values)
        {
            // Neumaier: what an addition rounds away is kept, so that the rule is about the numbers, not about this sum.
            double next = sum + value;
            lost += Math.Abs(sum) >= value ? sum - next + value : value - next + sum;
            sum = next;
        }

        Require(
            Math.Abs(sum + lost) <= 4 * values.Length * RoundingUnit,
            1.0 + (sum + lost),
            $"the sum of {name}",
            "1, within 4 units of rounding for each element");
    }

    /// <summary>A probability with neither end: a confidence, an error rate.</summary>
    public static void OpenProbability(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Require(value is > 0.0 and < 1.0, value, name, "strictly between 0 and 1");

    public static void Within(
        double value, double low, double high, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= low && value <= high))
        {
            throw Broken(value, name, string.Create(CultureInfo.InvariantCulture, $"in [{low}, {high}]"));
        }
    }

    public static void AtLeast(long value, long low, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < low)
        {
            throw new ArgumentOutOfRangeException(name, string.Create(
                CultureInfo.InvariantCulture, $"{name} is {value}; it must be at least {low}."));
        }
    }

    public static void Within(
        long value, long low, long high, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < low || value > high)
        {
            throw new ArgumentOutOfRangeException(name, string.Create(
                CultureInfo.InvariantCulture, $"{name} is {value}; it must be in [{low}, {high}]."));
        }
    }

    public static void PowerOfTwo(long value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!long.IsPow2(value))
        {
            throw Broken(value, name, "a power of two");
        }
    }

    /// <summary>The first block of draws that take so many more: their numbers end with 2^64 - 1.</summary>
    public static void Blocks(ulong firstBlock, ulong more)
    {
        if (firstBlock > ulong.MaxValue - more)
        {
            throw new ArgumentOutOfRangeException(
                nameof(firstBlock), $"firstBlock is {firstBlock}; with {more} more blocks it would pass 2^64 - 1.");
        }
    }

    public static void NotEmpty<T>(
        ReadOnlySpan<T> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException($"{name} is empty; it must have at least one element.", name);
        }
    }

    public static void AtLeastLong<T>(
        ReadOnlySpan<T> values, int length, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        if (values.Length < length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{name} has length {values.Length}; it must have at least {length} elements."), name);
        }
    }

    public static void SameLength<TA, TB>(string nameA, ReadOnlySpan<TA> a, string nameB, ReadOnlySpan<TB> b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{nameB} has length {b.Length}; it must have the length of {nameA}, {a.Length}."), nameB);
        }
    }

    private static bool IsPositive(double value) => value > 0.0 && double.IsFinite(value);

    private static bool IsNonNegative(double value) => value >= 0.0 && double.IsFinite(value);

    private static bool IsProbability(double value) => value is >= 0.0 and <= 1.0;

    private static void Require(bool holds, double value, string name, string rule)
    {
        if (!holds)
        {
            throw Broken(value, name, rule);
        }
    }

    // A rule whose text is made for the occasion is thrown from here: the text costs more than the check.
    private static ArgumentOutOfRangeException Broken(double value, string name, string rule) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {rule}."));

    private static void Require(bool holds, double value, string name, int index, string rule)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, string.Create(
                CultureInfo.InvariantCulture, $"{name}[{index}] is {value}; it must be {rule}."));
        }
    }
}
