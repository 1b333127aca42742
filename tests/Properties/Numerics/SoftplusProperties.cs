using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Numerics;

public class SoftplusProperties
{
    private const double Roundings = 6 * 1.1102230246251565e-16; // an exponential, a logarithm, two sums

    [Property]
    public void Differs_from_its_reflection_by_its_argument(short hundredths)
    {
        double x = hundredths / 100.0;
        double value = Softplus.Value(x), reflected = Softplus.Value(-x);
        Assert.Equal(x, value - reflected, Roundings * (value + reflected));
    }

    [Fact]
    public void Is_the_identity_far_above_zero_and_the_exponential_far_below() => Assert.All(
        new[] { 45, 709, 710, 1e4, 1e300, double.MaxValue, double.PositiveInfinity },
        x => Assert.Equal((x, Math.Exp(-x)), (Softplus.Value(x), Softplus.Value(-x))));

    [Property]
    public void Lies_above_the_rectifier_and_never_decreases(short hundredths)
    {
        double x = hundredths / 100.0;
        Assert.True(Softplus.Value(x) >= Math.Max(x, 0));
        Assert.True(Softplus.Value(x + 0.01) >= Softplus.Value(x));
    }

    [Property]
    public void Has_the_logistic_function_for_a_derivative(short thousandths)
    {
        // Central differences err by h^2 |f'''| / 6 <= 2e-8 and by the roundings of the two values over 2 h.
        double x = thousandths / 1000.0, h = 1e-3;
        double slope = (Softplus.Value(x + h) - Softplus.Value(x - h)) / (2 * h);
        Assert.Equal(Sigmoid.Value(x), slope, 2e-8 + (Roundings * Softplus.Value(x + h) / h));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Is_the_identity_for_large_numbers_on_a_device(string choice)
    {
        float[] large = [20f, 45f, 100f, 1e10f, float.MaxValue, float.PositiveInfinity];
        Assert.Equal(large, TestDevices.Get(choice).Apply(SoftplusKernels.Value, large));
    }
}
