using ILGPU;

namespace BayesBench.Kernels;

/// <summary>Shape checks of the kernels' host methods: one clear error each, before anything is launched.</summary>
public static class DeviceGuard
{
    /// <summary>Requires a length.</summary>
    /// <param name="expected">The length wanted.</param>
    /// <param name="actual">The length given.</param>
    /// <param name="name">Name of the argument.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void SameLength(long expected, long actual, string name)
    {
        if (expected != actual)
        {
            throw new ArgumentException($"{name} has {actual} elements; it must have {expected}.", name);
        }
    }

    /// <summary>Requires a view of a given length.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="expected">The length wanted.</param>
    /// <param name="view">The view given.</param>
    /// <param name="name">Name of the argument.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Length<T>(long expected, ArrayView<T> view, string name)
        where T : unmanaged => SameLength(expected, view.Length, name);

    /// <summary>Requires a count of at least one.</summary>
    /// <param name="value">The count.</param>
    /// <param name="name">Name of the argument.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is zero or negative.</exception>
    public static void AtLeastOne(long value, string name) => AtLeast(1, value, name);

    /// <summary>Requires a count of at least a minimum.</summary>
    /// <param name="minimum">The least value allowed.</param>
    /// <param name="value">The count.</param>
    /// <param name="name">Name of the argument.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below the minimum.</exception>
    public static void AtLeast(long minimum, long value, string name)
    {
        if (value < minimum)
        {
            throw new ArgumentOutOfRangeException(
                name, value, $"{name} is {value}; it must be at least {minimum}.");
        }
    }

    /// <summary>Requires a count in a range, both ends included.</summary>
    /// <param name="value">The count.</param>
    /// <param name="low">The least value allowed.</param>
    /// <param name="high">The greatest.</param>
    /// <param name="name">Name of the argument.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is outside.</exception>
    public static void Within(long value, long low, long high, string name)
    {
        if (value < low || value > high)
        {
            throw new ArgumentOutOfRangeException(name, $"{name} is {value}; it must be in [{low}, {high}].");
        }
    }

    /// <summary>Requires a number in a range, both ends included.</summary>
    /// <param name="value">The number.</param>
    /// <param name="low">The least value allowed.</param>
    /// <param name="high">The greatest.</param>
    /// <param name="name">Name of the argument.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside, or NaN.</exception>
    public static void Within(float value, float low, float high, string name)
    {
        if (!(value >= low && value <= high))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be in [{low}, {high}].");
        }
    }

    /// <summary>Requires a power of two.</summary>
    /// <param name="value">The count.</param>
    /// <param name="name">Name of the argument.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is no power of two.</exception>
    public static void PowerOfTwo(int value, string name)
    {
        if (!int.IsPow2(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be a power of two.");
        }
    }

    /// <summary>Requires that so many more blocks of draws fit behind the first: their numbers end with 2^64 - 1.</summary>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="more">How many blocks follow it.</param>
    /// <exception cref="ArgumentOutOfRangeException">They do not fit.</exception>
    public static void Blocks(ulong firstBlock, ulong more)
    {
        if (firstBlock > ulong.MaxValue - more)
        {
            throw new ArgumentOutOfRangeException(
                nameof(firstBlock), $"firstBlock is {firstBlock}; with {more} more blocks it would pass 2^64 - 1.");
        }
    }

    /// <summary>Requires a finite value above zero.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">Name of the argument.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public static void Positive(float value, string name)
    {
        if (!(value > 0) || float.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(
                name, value, $"{name} is {value}; it must be positive and finite.");
        }
    }

    /// <summary>Requires a probability: in [0, 1], both ends included.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">Name of the argument.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside [0, 1] or NaN.</exception>
    public static void Probability(float value, string name)
    {
        if (value is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be in [0, 1].");
        }
    }

    /// <summary>Requires rows of one width, at least one element each.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="rows">Number of rows.</param>
    /// <param name="view">The rows behind one another.</param>
    /// <param name="name">Name of the argument.</param>
    /// <returns>The width of a row; 1 where there are no rows.</returns>
    /// <exception cref="ArgumentException">The elements are not a positive multiple of the rows.</exception>
    public static int RowWidth<T>(long rows, ArrayView<T> view, string name)
        where T : unmanaged
    {
        bool divides = rows == 0 ? view.Length == 0 : view.Length >= rows && view.Length % rows == 0;
        if (!divides)
        {
            throw new ArgumentException(
                $"{name} has {view.Length} elements; it must have a positive multiple of {rows}, one row for each result.",
                name);
        }

        return rows == 0 ? 1 : (int)(view.Length / rows);
    }

    /// <summary>Requires square matrices of one size.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="size">Rows of a matrix.</param>
    /// <param name="view">The matrices behind one another.</param>
    /// <param name="name">Name of the argument.</param>
    /// <returns>How many there are.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    /// <exception cref="ArgumentException">The elements are not a multiple of a matrix's.</exception>
    public static int Matrices<T>(int size, ArrayView<T> view, string name)
        where T : unmanaged
    {
        AtLeastOne(size, nameof(size));
        long elements = (long)size * size;
        return view.Length % elements == 0
            ? (int)(view.Length / elements)
            : throw new ArgumentException(
                $"{name} has {view.Length} elements; it must have a multiple of {elements}, {size} rows of {size} for each matrix.",
                name);
    }

    /// <summary>Requires whole rows.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="width">Elements of a row.</param>
    /// <param name="view">The rows behind one another.</param>
    /// <param name="name">Name of the argument.</param>
    /// <exception cref="ArgumentException">The elements are not a multiple of a row's.</exception>
    public static void RowsOf<T>(int width, ArrayView<T> view, string name)
        where T : unmanaged
    {
        if (view.Length % width != 0)
        {
            throw new ArgumentException($"{name} has {view.Length} elements; it must have a multiple of {width}.", name);
        }
    }

    /// <summary>Requires a side that two divides, at least 2.</summary>
    /// <param name="value">The side.</param>
    /// <param name="name">Name of the argument.</param>
    /// <exception cref="ArgumentOutOfRangeException">The side is odd, or below 2.</exception>
    public static void Even(int value, string name)
    {
        if (value < 2 || value % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be even and at least 2.");
        }
    }

    /// <summary>Requires a probability with neither end.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">Name of the argument.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not strictly between 0 and 1.</exception>
    public static void OpenProbability(double value, string name)
    {
        if (value is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be strictly between 0 and 1.");
        }
    }
}
