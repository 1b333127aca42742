namespace BayesBench.Reference.Gradients;

/// <summary>The law of <c>y = logit + ln(u / (1 - u))</c>, u uniform: what relaxations of a Bernoulli variable are functions of.</summary>
internal static class LogisticLaw
{
    private const double Low = -4.0; // y below 1e-23
    private const double Tail = 45.0; // the density falls by e^-45

    /// <summary>The density of y.</summary>
    public static double Density(double y, double logit) =>
        Numerics.Sigmoid.Value(y - logit) * Numerics.Sigmoid.Value(logit - y);

    /// <summary>The expectation of f(y).</summary>
    public static double Expectation(Func<double, double> f, double logit) =>
        Part(f, logit, 1.0) + Part(f, logit, -1.0);

    /// <summary>The expectation of f(y) where y has a sign, and 0 elsewhere: f need not be smooth at 0.</summary>
    /// <remarks>
    /// The trapezoidal rule in t, <c>y = sign e^(t - e^-t)</c>: the integrand falls doubly exponentially at either end, and
    /// logarithmic nodes serve temperatures of any size. What limits the step is the density's pole at
    /// <c>logit + i pi</c>, seen from 0 under an angle of <c>pi / |logit|</c>. Source: Takahasi and Mori (1974).
    /// </remarks>
    public static double Part(Func<double, double> f, double logit, double sign)
    {
        double step = 1.0 / (32.0 + (2.0 * Math.Abs(logit)));
        int nodes = (int)((Math.Log(Tail + Math.Abs(logit)) - Low) / step);
        double sum = 0.0;
        for (int i = 0; i <= nodes; i++)
        {
            double t = Low + (i * step);
            double inner = Math.Exp(-t);
            double y = Math.Exp(t - inner);
            sum += f(sign * y) * Density(sign * y, logit) * y * (1.0 + inner);
        }

        return sum * step;
    }
}
