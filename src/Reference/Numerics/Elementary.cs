namespace BayesBench.Reference.Numerics;

/// <summary>
/// The elementary functions as the framework computes them in double: rounded to float they are right to half
/// a spacing of floats and 10^-8 of one, which is what kernels' own versions are measured against.
/// </summary>
/// <remarks>Special values are those of IEEE 754: NaN where a function has no real value, infinities at its poles.</remarks>
public static class Elementary
{
    /// <summary>The natural logarithm.</summary>
    /// <param name="x">Any number; minus infinity at 0, NaN below.</param>
    /// <returns><c>ln x</c>.</returns>
    public static double Log(double x) => Math.Log(x);

    /// <summary>The exponential.</summary>
    /// <param name="x">Any number.</param>
    /// <returns><c>e^x</c>.</returns>
    public static double Exp(double x) => Math.Exp(x);

    /// <summary>The sine.</summary>
    /// <param name="x">In radians, of any size; NaN at the infinities.</param>
    /// <returns><c>sin x</c>.</returns>
    public static double Sin(double x) => Math.Sin(x);

    /// <summary>The cosine.</summary>
    /// <param name="x">In radians, of any size; NaN at the infinities.</param>
    /// <returns><c>cos x</c>.</returns>
    public static double Cos(double x) => Math.Cos(x);

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">Any number.</param>
    /// <returns><c>tanh x</c>, from -1 to 1.</returns>
    public static double Tanh(double x) => Math.Tanh(x);
}
