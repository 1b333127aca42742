using System.Globalization;
using System.Numerics;

namespace BayesBench.Properties.Support;

/// <summary>An exact fraction of whole numbers, in lowest terms, its denominator positive: an oracle that never rounds.</summary>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private const int SignificandBits = 53;
    private const int SmallestExponent = -1074;

    // One less than the denominator, so that the default value is 0 / 1.
    private readonly BigInteger _denominatorMinusOne;

    /// <summary>numerator / denominator.</summary>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        _denominatorMinusOne = (denominator / divisor) - 1;
    }

    public BigInteger Numerator { get; }

    public BigInteger Denominator => _denominatorMinusOne + 1;

    public static implicit operator Rational(int value) => new(value, 1);

    public static Rational operator +(Rational a, Rational b) =>
        new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + (-b);

    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    public static Rational operator *(Rational a, Rational b) =>
        new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) =>
        new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    /// <summary>The very number that a finite double is.</summary>
    public static Rational Of(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only a finite number is a fraction.");
        }

        if (value == 0)
        {
            return default;
        }

        int exponent = Math.Max(Math.ILogB(value) - SignificandBits + 1, SmallestExponent);
        // In two steps: the scale of a subnormal number alone would overflow.
        var significand = (BigInteger)Math.ScaleB(Math.ScaleB(value, -(exponent / 2)), -(exponent - (exponent / 2)));
        return exponent >= 0
            ? new Rational(significand << exponent, 1)
            : new Rational(significand, BigInteger.One << -exponent);
    }

    /// <summary>The nearest double, of two that are equally near the even one.</summary>
    public double ToDouble()
    {
        if (Numerator.IsZero)
        {
            return 0.0;
        }

        // quotient 2^exponent, the quotient of 65 bits or 66 and a last one that says whether anything is left.
        BigInteger magnitude = BigInteger.Abs(Numerator);
        int exponent = (int)(magnitude.GetBitLength() - Denominator.GetBitLength()) - 65;
        BigInteger quotient = BigInteger.DivRem(
            exponent < 0 ? magnitude << -exponent : magnitude,
            exponent > 0 ? Denominator << exponent : Denominator,
            out BigInteger remainder);
        quotient = (quotient << 1) | (remainder.IsZero ? 0 : 1);
        exponent--;

        int spacing = Math.Max((int)quotient.GetBitLength() + exponent - SignificandBits, SmallestExponent);
        BigInteger unit = BigInteger.One << (spacing - exponent);
        BigInteger significand = BigInteger.DivRem(quotient, unit, out BigInteger rest);
        int comparison = (2 * rest).CompareTo(unit);
        if (comparison > 0 || (comparison == 0 && !significand.IsEven))
        {
            significand++;
        }

        return Numerator.Sign * Math.ScaleB((double)significand, spacing);
    }

    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    public int CompareTo(Rational other) =>
        (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
