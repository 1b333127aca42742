namespace BayesBench.Reference.Numerics;

public static partial class SpecialFunctions
{
    private const double DawsonStep = 0.25;

    /// <summary>Below it the Maclaurin series is short, beyond the second the asymptotic one is exact to a double's last place.</summary>
    private const double DawsonSeriesLimit = 1.0;

    private const double DawsonAsymptotic = 6.5;

    /// <summary>Dawson's integral, <c>F(x) = exp(-x^2) int_0^x exp(t^2) dt</c>.</summary>
    /// <remarks>
    /// <para>Error: at most 8 units in the last place. Odd, exactly; F(±0) = ±0, F(±inf) = ±0, NaN gives NaN.</para>
    /// <para>Formula: <c>exp(-x^2) sum_n x^(2n+1) / (n! (2n+1))</c> below one, whose terms are all of one sign;
    /// <c>sum_n exp(-(x - n h)^2) / (n sqrt(pi))</c> over odd n at h = 1/4 up to 6.5: the trapezoidal rule, whose error is
    /// exp(-(pi / (2h))^2) = 7e-18; <c>1/(2x) sum_n (2n-1)!! / (2 x^2)^n</c> beyond.</para>
    /// <para>Source: NIST Handbook of Mathematical Functions (2010), 7.2.5 and 7.6.3; Rybicki (1989), Dawson's integral and
    /// the sampling theorem, Computers in Physics 3.</para>
    /// </remarks>
    /// <param name="x">Any number.</param>
    public static double Dawson(double x)
    {
        double magnitude = Math.Abs(x);
        return magnitude < DawsonSeriesLimit ? DawsonSeries(x)
            : magnitude < DawsonAsymptotic ? Math.CopySign(DawsonSampled(magnitude), x)
            : DawsonTail(x);
    }

    private static double DawsonSeries(double x)
    {
        double square = x * x;
        double power = 1.0;
        double sum = 0.0;
        for (int n = 1; power > 1e-18; n++)
        {
            power *= square / n;
            sum += power / ((2 * n) + 1);
        }

        return ExpOfSquare(x, -1.0) * (x + (x * sum));
    }

    private static double DawsonSampled(double x)
    {
        double sum = 0.0;
        int last = (int)((x + 6.5) / DawsonStep) | 1;
        for (int n = last; n > 0; n -= 2)
        {
            // n h is exact, and of the samples at n h and -n h the second is the smaller.
            double near = x - (n * DawsonStep);
            double far = x + (n * DawsonStep);
            sum += (Math.Exp(-near * near) - Math.Exp(-far * far)) / n;
        }

        return 0.5 * TwoOverRootPi * sum;
    }

    private static double DawsonTail(double x)
    {
        double inverse = 0.5 / x / x;
        double term = inverse;
        double sum = 0.0;
        for (int n = 1; term > 1e-18; n++)
        {
            sum += term;
            term *= ((2 * n) + 1) * inverse;
        }

        return (0.5 / x) + (0.5 / x * sum);
    }
}
