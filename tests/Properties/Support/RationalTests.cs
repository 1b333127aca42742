using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Support;

/// <summary>The exact oracle is exact, and rounds once.</summary>
public class RationalTests
{
    [Property]
    public Property A_double_comes_back_as_it_was() => Prop.ForAll(
        ArbMap.Default.ArbFor<long>(),
        bits =>
        {
            double value = BitConverter.Int64BitsToDouble(bits);
            return !double.IsFinite(value) || Rational.Of(value).ToDouble() == value;
        });

    [Theory]
    [InlineData(0.0)]
    [InlineData(double.Epsilon)]
    [InlineData(2.2250738585072009e-308)]
    [InlineData(2.2250738585072014e-308)]
    [InlineData(double.MaxValue)]
    [InlineData(-0.1)]
    public void The_ends_come_back_as_they_were(double value) => Assert.Equal(value, Rational.Of(value).ToDouble());

    // The hardware rounds a quotient of doubles once, too.
    [Property]
    public bool A_quotient_is_rounded_as_the_hardware_does(int a, int b) =>
        b == 0 || new Rational(a, b).ToDouble() == (double)a / b;

    [Fact]
    public void Ties_go_to_the_even_neighbour_and_anything_beyond_them_up()
    {
        BigInteger half = BigInteger.One << 53;
        Assert.Equal(9007199254740992.0, new Rational(half + 1, 1).ToDouble());
        Assert.Equal(9007199254740996.0, new Rational(half + 3, 1).ToDouble());
        Assert.Equal(9007199254740994.0, new Rational(((half + 1) << 200) + 1, BigInteger.One << 200).ToDouble());
        Assert.Equal(0.0, (Rational.Of(double.Epsilon) / 2).ToDouble());
        Assert.Equal(double.Epsilon, (Rational.Of(double.Epsilon) * 3 / 5).ToDouble());
        Assert.Equal(double.PositiveInfinity, (Rational.Of(double.MaxValue) * 2).ToDouble());
    }

    [Property]
    public bool Arithmetic_keeps_the_laws_of_a_field(int a, int b, int c)
    {
        Rational x = new(a, 7), y = new(b, 12), z = new(c, 5);
        return (x + y) * z == (x * z) + (y * z) && x - x == 0 && (c == 0 || x / z * z == x) && -x + x == default(Rational);
    }
}
