namespace BayesBench.Reference.Numerics;

/// <summary>The logarithm of one plus a number, without the digits that the sum rounds away.</summary>
public static class LogOnePlus
{
    /// <summary>ln(1 + x).</summary>
    /// <remarks>
    /// <para>
    /// Formula: <c>x</c> where <c>u = 1 + x</c> rounds to 1, else <c>ln(u) x / (u - 1)</c>: the quotient
    /// <c>ln(u) / (u - 1)</c> varies slowly, so it may be taken at the rounded sum.
    /// </para>
    /// <para>Domain: minus infinity at -1, NaN below; the sign of zero is kept.</para>
    /// <para>Source: Goldberg (1991), "What every computer scientist should know about floating-point
    /// arithmetic", theorem 4, where it is Kahan's.</para>
    /// </remarks>
    /// <param name="x">At least -1.</param>
    /// <returns>The logarithm.</returns>
    public static double Value(double x)
    {
        double u = 1.0 + x;
        if (u == 1.0 || double.IsPositiveInfinity(u))
        {
            return x;
        }

        return Math.Log(u) * (x / (u - 1.0));
    }
}
