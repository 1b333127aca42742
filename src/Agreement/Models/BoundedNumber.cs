namespace BayesBench.Agreements.Models;

/// <summary>
/// A number, and how far a kernel's may be from it. Its arithmetic adds up the errors of both operands by their absolute values;
/// what an operation rounds is added by <see cref="Rounded"/>, so that what a kernel does in double has no rounding here.
/// </summary>
internal readonly record struct BoundedNumber(double Value, double Error = 0)
{
    public static implicit operator BoundedNumber(double value) => new(value);

    public static BoundedNumber operator +(BoundedNumber a, BoundedNumber b) => new(a.Value + b.Value, a.Error + b.Error);

    public static BoundedNumber operator -(BoundedNumber a, BoundedNumber b) => new(a.Value - b.Value, a.Error + b.Error);

    public static BoundedNumber operator -(BoundedNumber a) => new(-a.Value, a.Error);

    public static BoundedNumber operator *(BoundedNumber a, BoundedNumber b) => new(
        a.Value * b.Value, (Math.Abs(a.Value) * b.Error) + (a.Error * Math.Abs(b.Value)) + (a.Error * b.Error));

    public static BoundedNumber operator /(BoundedNumber a, BoundedNumber b) => new(
        a.Value / b.Value, (a.Error + (Math.Abs(a.Value / b.Value) * b.Error)) / (Math.Abs(b.Value) - b.Error));

    /// <summary>Rounded so many times.</summary>
    public BoundedNumber Rounded(double times = 1) => this with { Error = Error + (times * ErrorBound.U * (Math.Abs(Value) + Error)) };

    public BoundedNumber Exp()
    {
        double value = Math.Exp(Value);
        return new BoundedNumber(value, Math.Exp(Value + Error) - value).Rounded(2 * Kernels.Numerics.UlpBounds.Exp);
    }

    /// <summary>Of a number that its error leaves positive.</summary>
    public BoundedNumber Log() =>
        new BoundedNumber(Math.Log(Value), Error / (Value - Error)).Rounded(2 * Kernels.Numerics.UlpBounds.Log);

    /// <summary>ln(1 + this), of a number that is not negative.</summary>
    public BoundedNumber LogOnePlus() =>
        new BoundedNumber(Reference.Numerics.LogOnePlus.Value(Value), Error).Rounded(2 * Kernels.Numerics.UlpBounds.LogOnePlus);

    public BoundedNumber Sigmoid()
    {
        double value = Reference.Numerics.Sigmoid.Value(Value);
        double slope = value * Reference.Numerics.Sigmoid.Value(-Value);
        return new BoundedNumber(value, slope * (Math.Exp(Error) - 1)).Rounded(2 * Kernels.Numerics.UlpBounds.Sigmoid);
    }

    public BoundedNumber Softplus()
    {
        double slope = Reference.Numerics.Sigmoid.Value(Value);
        return new BoundedNumber(Reference.Numerics.Softplus.Value(Value), slope * (Math.Exp(Error) - 1))
            .Rounded(2 * Kernels.Numerics.UlpBounds.Softplus);
    }
}
