namespace BayesBench.Reference.Numerics;

public static partial class SpecialFunctions
{
    /// <summary>From here on the asymptotic series of all three derivatives is exact to a double's last place.</summary>
    private const double PolygammaStart = 12.0;

    /// <summary>Derivatives of <see cref="Digamma"/>: order 1 is trigamma.</summary>
    /// <remarks>
    /// <para>Error: at most 16 units in the last place; nothing cancels, for all terms of an order have one sign, but those of
    /// the series beyond the second. Polygamma(n, +inf) = 0.</para>
    /// <para>Formula: the recurrence <c>psi_n(x) = psi_n(x + 1) - (-1)^n n! / x^(n+1)</c> up to twelve, then
    /// <c>-(-1)^n ((n-1)! / x^n + n! / (2 x^(n+1)) + sum_k B(2k) (2k + n - 1)! / ((2k)! x^(2k + n)))</c>.</para>
    /// <para>Source: NIST Handbook of Mathematical Functions (2010), 5.15.</para>
    /// </remarks>
    /// <param name="order">Which derivative: 1, 2 or 3.</param>
    /// <param name="x">Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order here, or x is not positive, or NaN.</exception>
    public static double Polygamma(int order, double x)
    {
        Guard.Within(order, 1, 3);
        Guard.Within(x, double.Epsilon, double.PositiveInfinity);
        double factorial = order == 3 ? 6.0 : order;
        double sum = 0.0;
        while (x < PolygammaStart)
        {
            sum += factorial / Math.Pow(x, order + 1);
            x += 1.0;
        }

        double series = 0.0;
        for (int k = Stirling.Length; k >= 1; k--)
        {
            // B(2k) (2k + n - 1)! / (2k)! is Stirling's coefficient times the numbers from 2k - 1 to 2k + n - 1.
            double coefficient = Stirling[k - 1];
            for (int factor = (2 * k) - 1; factor < (2 * k) + order; factor++)
            {
                coefficient *= factor;
            }

            series = (series + coefficient) / (x * x);
        }

        double size = sum + (((factorial / order) + (0.5 * factorial / x) + series) / Math.Pow(x, order));
        return order == 2 ? -size : size;
    }
}
