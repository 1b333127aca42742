namespace BayesBench.Kernels.Numerics;

/// <summary>
/// The largest error of each device function over all floats, in spacings of floats at the exact result
/// (subnormal results count in spacings of 2^-149).
/// </summary>
/// <remarks>
/// Where a device divides as IEEE 754 wants, as CUDA, PoCL and .NET do. A compiler that fuses products and sums changes the
/// last bit here and there; the numbers leave room for it. The tests assert them; <c>docs/accuracy.md</c> is what a
/// sweep over all floats saw.
/// </remarks>
public static class UlpBounds
{
    /// <summary>Of the natural logarithm.</summary>
    public const double Log = 1.0;

    /// <summary>Of ln(1 + x).</summary>
    public const double LogOnePlus = 1.5;

    /// <summary>Of the exponential.</summary>
    public const double Exp = 1.1;

    /// <summary>Of sine and cosine, whatever the angle's size.</summary>
    public const double SinCos = 2.0;

    /// <summary>Of the hyperbolic tangent.</summary>
    public const double Tanh = 2.0;

    /// <summary>Of ln(1 + e^x).</summary>
    public const double Softplus = 2.0;

    /// <summary>Of the logistic function.</summary>
    public const double Sigmoid = 2.5;
}
