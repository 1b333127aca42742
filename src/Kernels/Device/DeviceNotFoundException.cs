namespace BayesBench.Kernels;

/// <summary>The device asked for is not on this machine; the message says why.</summary>
public sealed class DeviceNotFoundException : Exception
{
    /// <summary>States the wish and the reasons.</summary>
    /// <param name="choice">The device asked for.</param>
    /// <param name="reasons">Why each kind was not found.</param>
    public DeviceNotFoundException(DeviceChoice choice, IEnumerable<string> reasons)
        : this($"no device '{choice?.Text}' here: {string.Join("; ", reasons)}.")
    {
    }

    /// <summary>States a message.</summary>
    /// <param name="message">The message.</param>
    public DeviceNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>States a message and its cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public DeviceNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An exception without a message.</summary>
    public DeviceNotFoundException()
    {
    }
}
