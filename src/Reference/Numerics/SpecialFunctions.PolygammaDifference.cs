namespace BayesBench.Reference.Numerics;

public static partial class SpecialFunctions
{
    /// <summary><c>psi_n(x) - psi_n(x + a)</c> of <see cref="Polygamma"/>, relatively accurate for a small a too.</summary>
    /// <remarks>
    /// Every term <c>c / x^k</c> of the recurrence and the series falls by <c>c / x^k (1 - (1 + a / x)^-k)</c>; all but those of
    /// the series beyond the second have one sign.
    /// </remarks>
    /// <param name="order">Which derivative: 1, 2 or 3.</param>
    /// <param name="x">Positive.</param>
    /// <param name="a">Positive.</param>
    internal static double PolygammaDifference(int order, double x, double a)
    {
        double factorial = order == 3 ? 6.0 : order;
        double sum = 0.0;
        while (x < PolygammaStart)
        {
            sum += factorial * PowerFall(order + 1, x, a);
            x += 1.0;
        }

        sum += (factorial / order * PowerFall(order, x, a)) + (0.5 * factorial * PowerFall(order + 1, x, a));
        for (int k = 1; k <= Stirling.Length; k++)
        {
            double coefficient = Stirling[k - 1];
            for (int factor = (2 * k) - 1; factor < (2 * k) + order; factor++)
            {
                coefficient *= factor;
            }

            sum += coefficient * PowerFall((2 * k) + order, x, a);
        }

        return order == 2 ? -sum : sum;
    }

    // 1 / x^k - 1 / (x + a)^k.
    private static double PowerFall(int k, double x, double a) => -ExpMinusOne(-k * LogOnePlus(a / x)) / Math.Pow(x, k);
}
