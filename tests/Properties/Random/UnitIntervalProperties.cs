using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Random;

public class UnitIntervalProperties
{
    private const double TwoToMinus24 = 1.0 / (1 << 24);

    [Property]
    public void Lies_strictly_inside_and_is_a_float(uint word)
    {
        double u = UnitInterval.FromWord(word);
        Assert.InRange(u, TwoToMinus24 / 2, 1 - TwoToMinus24);
        Assert.Equal(u, (float)u);
    }

    [Fact]
    public void Its_ends_are_half_a_step_and_one_step_from_zero_and_one()
    {
        Assert.Equal(TwoToMinus24 / 2, UnitInterval.FromWord(0));
        Assert.Equal(TwoToMinus24 / 2, UnitInterval.FromWord(255));
        Assert.Equal(TwoToMinus24, UnitInterval.FromWord(256));
        Assert.Equal(1 - TwoToMinus24, UnitInterval.FromWord(uint.MaxValue));
    }

    [Property]
    public void Never_decreases(uint a, uint b) =>
        Assert.Equal(a >> 8 < b >> 8, UnitInterval.FromWord(a) < UnitInterval.FromWord(b));

    [Property]
    public void Falls_below_a_probability_of_24_bits_exactly_that_often(uint number)
    {
        // Of the 2^24 values exactly k lie below k 2^-24: a mask u < p is one with probability p, not nearly p.
        uint k = (number % ((1 << 24) - 1)) + 1;
        double p = k * TwoToMinus24;
        Assert.True(UnitInterval.FromWord((k << 8) - 1) < p);
        Assert.False(UnitInterval.FromWord(k << 8) < p);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Uniforms_and_masks_are_the_same_on_every_device(string choice)
    {
        var key = new PhiloxKey(3, 4);
        double[] expected = UnitInterval.Fill(key, 1, 1 << 20, 1 << 16);
        float[] drawn = TestDevices.Get(choice).Draw<float>(UnitIntervalKernels.Fill, key, 1, 1 << 20, 1 << 16);
        Assert.Equal(expected, drawn.Select(u => (double)u));
        foreach (float p in new[] { 0f, 1e-7f, 0.1f, 0.3f, 0.5f, 0.99999994f, 1f })
        {
            Assert.Equal(expected.Select(u => u < p), drawn.Select(u => u < p));
        }
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_device_maps_every_top_byte_and_the_ends_exactly(string choice)
    {
        Device device = TestDevices.Get(choice);
        uint[] words = [.. Enumerable.Range(0, 1 << 12).Select(i => (uint)i << 20), 255, 256, 257, uint.MaxValue];
        using DeviceArray<uint> input = device.Upload<uint>(words);
        using DeviceArray<float> output = device.Allocate<float>(words.Length);
        UnitIntervalKernels.FromWord(device, input, output);
        Assert.Equal(words.Select(UnitInterval.FromWord), output.ToArray().Select(u => (double)u));
    }
}
