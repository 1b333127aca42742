namespace BayesBench.Reference.Numerics;

public static partial class SpecialFunctions
{
    /// <summary>The zero of digamma in two parts: <c>x0 = high + low</c>.</summary>
    private const double DigammaZeroHigh = 1.4616321449683622;

    private const double DigammaZeroLow = 9.549995429965697e-17;

    /// <summary>The derivative of <see cref="LogGamma"/>, <c>psi(x) = d/dx log Gamma(x)</c>.</summary>
    /// <remarks>
    /// <para>Error: at most 8 units in the last place, at the zero x = 1.4616 too. Digamma(+inf) = +inf; below 5.6e-309
    /// the result overflows to -inf.</para>
    /// <para>Formula: Taylor's series about the zero for |x - x0| at most one half, the recurrence
    /// <c>psi(x + 1) = psi(x) + 1/x</c> up to ten, <c>log x - 1/(2x) - sum_n B(2n) / (2n x^(2n))</c> beyond.</para>
    /// <para>Source: NIST Handbook of Mathematical Functions (2010), 5.5.2 and 5.11.2.</para>
    /// </remarks>
    /// <param name="x">Positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">x is not positive, or NaN.</exception>
    public static double Digamma(double x)
    {
        Guard.Within(x, double.Epsilon, double.PositiveInfinity);
        if (x >= StirlingStart)
        {
            return Math.Log(x) - (0.5 / x) - DigammaCorrection(x);
        }

        double end = DigammaZeroHigh - 0.5;
        if (x < end)
        {
            return DigammaAroundZero(x + 1.0) - (1.0 / x);
        }

        double sum = 0.0;
        while (x > end + 1.0)
        {
            x -= 1.0; // exact: the result has no finer digits than x
            sum += 1.0 / x;
        }

        return DigammaAroundZero(x) + sum;
    }

    private static double DigammaAroundZero(double x)
    {
        double distance = x - DigammaZeroHigh - DigammaZeroLow;
        double sum = 0.0;
        for (int i = DigammaTaylor.Length - 1; i >= 0; i--)
        {
            sum = (sum * distance) + DigammaTaylor[i];
        }

        return sum * distance;
    }

    /// <summary><c>psi(x + a) - psi(x)</c>, also where both are huge and a is not.</summary>
    internal static double DigammaDifference(double x, double a)
    {
        if (x < StirlingStart)
        {
            return Digamma(x + a) - Digamma(x);
        }

        double end = x + a;
        return LogOnePlus(a / x) + (0.5 * (a / x / end)) + DigammaCorrection(x) - DigammaCorrection(end);
    }

    /// <summary><c>log x - 1/(2x) - psi(x)</c> for x of at least ten.</summary>
    internal static double DigammaCorrection(double x)
    {
        double inverseSquare = 1.0 / (x * x);
        double sum = 0.0;
        for (int i = Stirling.Length - 1; i >= 0; i--)
        {
            // B(2n) / (2n), of which Stirling's coefficient is the (2n - 1)-th part.
            sum = (sum + (Stirling[i] * ((2 * i) + 1))) * inverseSquare;
        }

        return sum;
    }

    /// <summary>The derivatives of digamma at its zero over k!, k = 1, 2, ...; <c>tools/golden/gamma.py --table</c> prints
    /// them.</summary>
    private static readonly double[] DigammaTaylor =
    [
        0.9676722454476212,
        -0.4427631689835921,
        0.258499760955651,
        -0.16394270544240652,
        0.10782405069126237,
        -0.07219956125645471,
        0.04880428816414311,
        -0.03316112647484736,
        0.022597648232218104,
        -0.01542476590494896,
        0.010538791616612175,
        -0.007204534386356869,
        0.004926781395729853,
        -0.003369801655439328,
        0.002305126326734928,
        -0.0015769367714301972,
        0.0010788252019162967,
        -0.0007380709389960052,
        0.000504953265834602,
        -0.0003454680251063077,
        0.00023635601564027053,
        -0.00016170622091974803,
        0.0001106337276874741,
        -7.569179582195066e-05,
        5.178575795222081e-05,
        -3.5430070947659604e-05,
        2.424006611860132e-05,
        -1.6584242271854135e-05,
        1.134638458466385e-05,
        -7.762817668462094e-06,
        5.3110609208898636e-06,
        -3.6336507898010456e-06,
        2.486022733129538e-06,
        -1.7008538854332607e-06,
        1.1636675363548843e-06,
        -7.96142543124197e-07,
        5.446941930669446e-07,
    ];
}
