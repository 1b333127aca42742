using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>The sizes of a Gaussian encoder's code and its draws; draw k of example b is row b K + k.</summary>
/// <param name="Examples">B.</param>
/// <param name="Draws">K, draws of every example.</param>
/// <param name="Latents">Z.</param>
/// <param name="Width">Of a code's row (mean, logVariance, lower): 2 Z without lower, else Z (Z - 1) / 2 more.</param>
public readonly record struct EncoderSize(int Examples, int Draws, int Latents, int Width)
{
    /// <summary>B K.</summary>
    public int Rows => Examples * Draws;

    /// <summary>B K Z.</summary>
    public int Elements => Rows * Latents;

    /// <summary>The sizes of a code with its draws, once they fit.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="examples">B.</param>
    /// <param name="draws">K.</param>
    /// <param name="latents">Z.</param>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2].</param>
    /// <exception cref="ArgumentException">The code is of neither shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    internal static EncoderSize Of(Device device, int examples, int draws, int latents, ArrayView<float> code)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(examples, nameof(examples));
        DeviceGuard.AtLeastOne(draws, nameof(draws));
        DeviceGuard.AtLeastOne(latents, nameof(latents));
        int diagonal = 2 * latents;
        int width = code.Length == (long)examples * diagonal ? diagonal : diagonal + (latents * (latents - 1) / 2);
        DeviceGuard.Length((long)examples * width, code, nameof(code));
        return new EncoderSize(examples, draws, latents, width);
    }
}
