using BayesBench.Kernels;
using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Numerics;

/// <summary>Laws of the elementary functions that hold bit by bit, on every device.</summary>
public class ElementaryProperties
{
    private static float[] Negative => [.. DeviceFunctions.Numbers.Select(x => -x)];

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Sine_and_tanh_are_odd_and_cosine_is_even(string choice)
    {
        Device device = TestDevices.Get(choice);
        Assert.Equal(
            DeviceFunctions.Bits(device.Apply(ElementaryKernels.Sin, DeviceFunctions.Numbers).Select(y => -y)),
            DeviceFunctions.Bits(device.Apply(ElementaryKernels.Sin, Negative)));
        Assert.Equal(
            DeviceFunctions.Bits(device.Apply(ElementaryKernels.Tanh, DeviceFunctions.Numbers).Select(y => -y)),
            DeviceFunctions.Bits(device.Apply(ElementaryKernels.Tanh, Negative)));
        Assert.Equal(
            DeviceFunctions.Bits(device.Apply(ElementaryKernels.Cos, DeviceFunctions.Numbers)),
            DeviceFunctions.Bits(device.Apply(ElementaryKernels.Cos, Negative)));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Zeros_keep_their_sign(string choice)
    {
        Device device = TestDevices.Get(choice);
        float[] zeros = [0f, -0f];
        Assert.Equal(DeviceFunctions.Bits(zeros), DeviceFunctions.Bits(device.Apply(ElementaryKernels.Sin, zeros)));
        Assert.Equal(DeviceFunctions.Bits(zeros), DeviceFunctions.Bits(device.Apply(ElementaryKernels.Tanh, zeros)));
        Assert.Equal([1f, 1f], device.Apply(ElementaryKernels.Cos, zeros));
        Assert.Equal([1f, 1f], device.Apply(ElementaryKernels.Exp, zeros));
        Assert.Equal(
            [float.NegativeInfinity, float.NegativeInfinity], device.Apply(ElementaryKernels.Log, zeros));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void The_logarithm_of_a_power_of_two_is_its_exponent_times_ln_2(string choice)
    {
        int[] powers = [.. Enumerable.Range(-149, 277)];
        float[] logs = TestDevices.Get(choice).Apply(
            ElementaryKernels.Log, powers.Select(power => MathF.ScaleB(1f, power)));
        Assert.Equal(powers.Select(power => (float)(power * Math.Log(2))), logs);
    }

    [Fact]
    public void The_reference_inverts_itself() => Assert.All(
        Enumerable.Range(-700, 1400),
        x => Assert.Equal(x, Elementary.Log(Elementary.Exp(x)), 1e-13 * Math.Max(1, Math.Abs(x))));

    [Fact]
    public void A_shape_that_differs_is_refused()
    {
        Device device = TestDevices.Fastest;
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> four = device.Allocate<float>(4);
        Assert.Equal(
            "y has 4 elements; it must have 3. (Parameter 'y')",
            Assert.Throws<ArgumentException>(() => ElementaryKernels.Log(device, three, four)).Message);
    }
}
