using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Numerics;

public class LogOnePlusProperties
{
    // Two logarithms and a quotient of three roundings, against a sum of two such.
    private const double Roundings = 8 * 1.1102230246251565e-16;

    [Property]
    public void Turns_products_into_sums(ushort a, ushort b)
    {
        double x = a * 1e-6, y = b * 1e-6;
        double sum = LogOnePlus.Value(x) + LogOnePlus.Value(y);
        Assert.Equal(sum, LogOnePlus.Value(x + y + (x * y)), Roundings * Math.Max(sum, 1e-300));
    }

    [Fact]
    public void Small_numbers_are_their_own_logarithm_to_second_order() => Assert.All(
        Enumerable.Range(9, 290).Select(power => Math.Pow(10, -power)),
        x => Assert.Equal(x - (0.5 * x * x), LogOnePlus.Value(x), Roundings * x));

    [Fact]
    public void The_ends_of_the_domain_are_exact()
    {
        Assert.Equal(double.NegativeInfinity, LogOnePlus.Value(-1));
        Assert.Equal(double.PositiveInfinity, LogOnePlus.Value(double.PositiveInfinity));
        Assert.Equal(double.NaN, LogOnePlus.Value(-1.0000000000000002));
        Assert.True(double.IsNegative(LogOnePlus.Value(-0.0)));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Tiny_numbers_pass_through_a_device_unchanged(string choice)
    {
        float[] tiny = [0f, -0f, 1e-7f / 4, -1e-9f, 1e-30f, -1.2e-38f];
        Assert.Equal(
            DeviceFunctions.Bits(tiny),
            DeviceFunctions.Bits(TestDevices.Get(choice).Apply(LogOnePlusKernels.Value, tiny)));
    }
}
