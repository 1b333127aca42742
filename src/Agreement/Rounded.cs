namespace BayesBench.Agreements;

/// <summary>
/// A number as a kernel computes it in float, with a bound of its absolute error: running error analysis, in which every operation
/// adds its own rounding to what its operands have.
/// </summary>
/// <param name="Value">Without any rounding.</param>
/// <param name="Error">How far the float may be from it.</param>
internal readonly record struct Rounded(double Value, double Error = 0)
{
    private const double U = ErrorBound.U;

    /// <summary>An exact number.</summary>
    public static implicit operator Rounded(double exact) => new(exact);

    public static Rounded operator +(Rounded a, Rounded b) => Of(a.Value + b.Value, a.Error + b.Error);

    public static Rounded operator -(Rounded a, Rounded b) => Of(a.Value - b.Value, a.Error + b.Error);

    public static Rounded operator -(Rounded a) => a with { Value = -a.Value };

    public static Rounded operator *(Rounded a, Rounded b) =>
        Of(a.Value * b.Value, (Math.Abs(a.Value) * b.Error) + (Math.Abs(b.Value) * a.Error) + (a.Error * b.Error));

    /// <summary>A quotient whose denominator is far from 0 by its error.</summary>
    public static Rounded operator /(Rounded a, Rounded b) => Of(
        a.Value / b.Value, (a.Error + (Math.Abs(a.Value / b.Value) * b.Error)) / (Math.Abs(b.Value) - b.Error));

    /// <summary>A number that errs by so many units of its own.</summary>
    public static Rounded Units(double value, double units) => new(value, units * U * Math.Abs(value));

    /// <summary>A sum in double, whose own roundings count for nothing.</summary>
    public static Rounded Sum(IEnumerable<Rounded> terms) =>
        terms.Aggregate(default(Rounded), (a, b) => new Rounded(a.Value + b.Value, a.Error + b.Error));

    /// <summary>A half, which nothing is rounded for.</summary>
    public Rounded Halved() => new(0.5 * Value, 0.5 * Error);

    /// <summary>The exponential, with so many units of its own.</summary>
    public Rounded Exp(double units)
    {
        double exponential = Math.Exp(Value), rise = Math.Exp(Error) - 1;
        return new Rounded(exponential, exponential * (rise + (units * U * (1 + rise))));
    }

    /// <summary>Rounded once to float.</summary>
    public Rounded Once() => Of(Value, Error);

    private static Rounded Of(double value, double error) => new(value, error + (U * (Math.Abs(value) + error)));
}
