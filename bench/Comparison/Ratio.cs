namespace BayesBench.Comparison;

/// <summary>A measured number and its interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">The interval's lower end; NaN where there is no interval.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct Interval(double Value, double Low, double High)
{
    public static Interval Around(double value, double halfWidth) => new(value, value - halfWidth, value + halfWidth);

    /// <summary>A number that was measured once.</summary>
    public static Interval None(double value) => new(value, double.NaN, double.NaN);
}

/// <summary>A ratio of two independently measured numbers.</summary>
/// <param name="Value">The ratio of the estimates; NaN where it means nothing.</param>
/// <param name="Low">The interval's lower end; null where one of the two has no interval.</param>
/// <param name="High">Its upper end.</param>
/// <remarks>
/// <para>
/// The interval is MOVER's for the difference of the logarithms (the method of variance estimates recovery; Zou and
/// Donner 2008): with a, [l, u] the logarithms of the denominator and of its interval's ends, and b, [m, v] those of
/// the numerator, the ends are <c>b - a - sqrt((b - m)^2 + (u - a)^2)</c> and
/// <c>b - a + sqrt((v - b)^2 + (a - l)^2)</c>. Each side's distance to its own interval's end is what that side can be
/// off by; two independent ones add as squares. Where both intervals are narrow and symmetric this is the delta
/// method, <c>(h/x)^2 + (g/y)^2</c> for half-widths h and g; it also keeps the asymmetric interval of a variance as
/// asymmetric as it is, and its level is the one that both were stored with (95% for times, family-wise for variances).
/// </para>
/// <para>An interval that reaches zero leaves the ratio unbounded on that side.</para>
/// </remarks>
public sealed record Ratio(double Value, double? Low, double? High)
{
    /// <summary>Whether the interval excludes 1; null where there is none.</summary>
    public bool? Differs => Low is { } low && High is { } high ? low > 1 || high < 1 : null;

    public static Ratio Of(Interval numerator, Interval denominator)
    {
        if (numerator.Value == 0 && denominator.Value == 0)
        {
            return new Ratio(1, null, null); // two gradients that do not vary
        }

        if (!IsPositive(numerator.Value) || !IsPositive(denominator.Value))
        {
            return new Ratio(double.NaN, null, null);
        }

        double value = numerator.Value / denominator.Value;
        double below = double.Hypot(Below(numerator), Above(denominator));
        double above = double.Hypot(Above(numerator), Below(denominator));
        return double.IsNaN(below) || double.IsNaN(above)
            ? new Ratio(value, null, null)
            : new Ratio(value, value * Math.Exp(-below), value * Math.Exp(above));
    }

    // Distances of the estimate to the interval's ends, in logarithms.
    private static double Below(Interval one) => one.Low <= 0 ? double.PositiveInfinity : Math.Log(one.Value / one.Low);

    private static double Above(Interval one) => Math.Log(one.High / one.Value);

    private static bool IsPositive(double value) => double.IsFinite(value) && value > 0;
}
