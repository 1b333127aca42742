namespace BayesBench.Reference.Numerics;

public static partial class SpecialFunctions
{
    /// <summary>The inverse of <see cref="Erf"/>.</summary>
    /// <remarks>
    /// <para>Error: at most 6 units in the last place. ErfInverse(±1) = ±inf. Close to ±1 the argument itself no
    /// longer resolves the result: <see cref="ErfcInverse"/> does.</para>
    /// <para>Formula: a start of low order, then steps of Halley's rule on erf, or of Newton's on log erfc beyond 1/2.
    /// </para>
    /// </remarks>
    /// <param name="p">In [-1, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [-1, 1] or NaN.</exception>
    public static double ErfInverse(double p)
    {
        Guard.Within(p, -1.0, 1.0);
        return Math.Abs(p) <= 0.5 ? InverseInTheMiddle(p) : Math.CopySign(InverseInTheTail(1.0 - Math.Abs(p)), p);
    }

    /// <summary>The inverse of <see cref="Erfc"/>, as good at 1e-300 as at 1.</summary>
    /// <remarks>
    /// <para>Error: at most 6 units in the last place. ErfcInverse(0) = +inf, ErfcInverse(1) = 0, ErfcInverse(2) = -inf.
    /// </para>
    /// </remarks>
    /// <param name="y">In [0, 2].</param>
    /// <exception cref="ArgumentOutOfRangeException">y is outside [0, 2] or NaN.</exception>
    public static double ErfcInverse(double y)
    {
        Guard.Within(y, 0.0, 2.0);
        // 1 - y and 2 - y are exact where they are used: no digit of y is lost.
        return y < 0.5 ? InverseInTheTail(y)
            : y <= 1.5 ? InverseInTheMiddle(1.0 - y)
            : -InverseInTheTail(2.0 - y);
    }

    /// <summary>Solves erf(x) = p for |p| at most one half.</summary>
    private static double InverseInTheMiddle(double p)
    {
        double square = Math.PI * p * p;
        double x = p / TwoOverRootPi * (1.0 + (square * ((1.0 / 12.0) + (square * 7.0 / 480.0))));
        for (int step = 0; step < 2; step++)
        {
            // Halley: erf'' = -2x erf', so the correction needs no further function.
            double newton = (Erf(x) - p) / (TwoOverRootPi * Math.Exp(-x * x));
            x -= newton / (1.0 + (x * newton));
        }

        return x;
    }

    /// <summary>Solves erfc(x) = y for y in [0, 1/2], in logarithms, where erfc is nearly a parabola.</summary>
    private static double InverseInTheTail(double y)
    {
        if (y == 0.0)
        {
            return double.PositiveInfinity;
        }

        // Abramowitz and Stegun (1964), 26.2.23: within 4.5e-4 of sqrt(2) x for every tail probability y/2.
        double logY = Math.Log(y);
        double t = Math.Sqrt(2.0 * (Math.Log(2.0) - logY));
        double x = (t - ((2.515517 + (t * (0.802853 + (t * 0.010328))))
            / (1.0 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308)))))))) / Math.Sqrt(2.0);
        for (int step = 0; step < 3; step++)
        {
            // Newton on log erfc(x) = log erfcx(x) - x^2, whose derivative is -2 / (sqrt(pi) erfcx(x)).
            double scaled = ErfcxSeries(x);
            x += (Math.Log(scaled) - (x * x) - logY) * scaled / TwoOverRootPi;
        }

        return x;
    }
}
