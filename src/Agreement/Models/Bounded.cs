namespace BayesBench.Agreements.Models;

/// <summary>
/// A number, and how far a kernel's may be from it. Its arithmetic adds up the errors of both operands by their absolute values;
/// what an operation rounds is added by <see cref="Rounded"/>, so that what a kernel does in double has no rounding here.
/// </summary>
internal readonly record struct Bounded(double Value, double Error = 0)
{
    public static implicit operator Bounded(double value) => new(value);

    public static Bounded operator +(Bounded a, Bounded b) => new(a.Value + b.Value, a.Error + b.Error);

    public static Bounded operator -(Bounded a, Bounded b) => new(a.Value - b.Value, a.Error + b.Error);

    public static Bounded operator -(Bounded a) => new(-a.Value, a.Error);

    public static Bounded operator *(Bounded a, Bounded b) => new(
        a.Value * b.Value, (Math.Abs(a.Value) * b.Error) + (a.Error * Math.Abs(b.Value)) + (a.Error * b.Error));

    public static Bounded operator /(Bounded a, Bounded b) => new(
        a.Value / b.Value, (a.Error + (Math.Abs(a.Value / b.Value) * b.Error)) / (Math.Abs(b.Value) - b.Error));

    /// <summary>Rounded so many times.</summary>
    public Bounded Rounded(double times = 1) => this with { Error = Error + (times * ErrorBound.U * (Math.Abs(Value) + Error)) };

    public Bounded Exp()
    {
        double value = Math.Exp(Value);
        return new Bounded(value, Math.Exp(Value + Error) - value).Rounded(2 * Kernels.Numerics.UlpBounds.Exp);
    }

    /// <summary>Of a number that its error leaves positive.</summary>
    public Bounded Log() =>
        new Bounded(Math.Log(Value), Error / (Value - Error)).Rounded(2 * Kernels.Numerics.UlpBounds.Log);

    /// <summary>ln(1 + this), of a number that is not negative.</summary>
    public Bounded LogOnePlus() =>
        new Bounded(Reference.Numerics.LogOnePlus.Value(Value), Error).Rounded(2 * Kernels.Numerics.UlpBounds.LogOnePlus);

    public Bounded Sigmoid()
    {
        double value = Reference.Numerics.Sigmoid.Value(Value);
        double slope = value * Reference.Numerics.Sigmoid.Value(-Value);
        return new Bounded(value, slope * (Math.Exp(Error) - 1)).Rounded(2 * Kernels.Numerics.UlpBounds.Sigmoid);
    }

    public Bounded Softplus()
    {
        double slope = Reference.Numerics.Sigmoid.Value(Value);
        return new Bounded(Reference.Numerics.Softplus.Value(Value), slope * (Math.Exp(Error) - 1))
            .Rounded(2 * Kernels.Numerics.UlpBounds.Softplus);
    }
}
