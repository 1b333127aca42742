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
}
