namespace BayesBench.Reference.Numerics;

/// <summary>The softplus function, which makes a standard deviation of any real number.</summary>
public static class Softplus
{
    /// <summary>ln(1 + e^x).</summary>
    /// <remarks>
    /// <para>
    /// Formula: <c>max(x, 0) + ln(1 + e^-|x|)</c>, of which no term overflows or cancels: x itself for large
    /// x, e^x for x far below 0.
    /// </para>
    /// <para>Source: Blundell et al. (2015), "Weight uncertainty in neural networks", section 3.2.</para>
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number of at least 0.</returns>
    public static double Value(double x) => Math.Max(x, 0.0) + LogOnePlus.Value(Math.Exp(-Math.Abs(x)));
}
