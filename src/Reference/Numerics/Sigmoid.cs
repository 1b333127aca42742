namespace BayesBench.Reference.Numerics;

/// <summary>The logistic function, the derivative of softplus: a logit's probability.</summary>
public static class Sigmoid
{
    /// <summary>1 / (1 + e^-x).</summary>
    /// <remarks>
    /// <para>
    /// Formula: with <c>t = e^-|x|</c>, <c>1 / (1 + t)</c> for x of at least 0 and <c>t / (1 + t)</c> below: the exponential
    /// never overflows, and a small probability keeps its digits.
    /// </para>
    /// <para>Source: Bishop (2006), "Pattern recognition and machine learning", equation 4.59.</para>
    /// </remarks>
    /// <param name="x">The logit, any number.</param>
    /// <returns>A probability.</returns>
    public static double Value(double x)
    {
        double t = Math.Exp(-Math.Abs(x));
        return (x < 0.0 ? t : 1.0) / (1.0 + t);
    }
}
