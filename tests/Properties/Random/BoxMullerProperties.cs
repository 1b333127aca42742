using BayesBench.Agreements;
using BayesBench.Agreements.Random;
using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Random;

public class BoxMullerProperties
{
    private const double Unit = 1.1102230246251565e-16;

    [Fact]
    public void The_tail_ends_at_6_66_where_a_normal_number_falls_with_probability_3e_minus_11()
    {
        double end = Math.Sqrt(64 * Math.Log(2));
        Assert.Equal(end, BoxMuller.FromWords(0, 0).Z0, 4 * Unit * end);
        Assert.Equal(2.73e-11, SpecialFunctions.Erfc(end / Math.Sqrt(2)), 0.01e-11);
    }

    [Property]
    public void The_radius_is_that_of_the_uniform_number(uint radiusWord, uint angleWord)
    {
        (double z0, double z1) = BoxMuller.FromWords(radiusWord, angleWord);
        // The exponent carries 11 roundings: twice those of the radius (1.5), the sine (2) and their product, a square, a sum.
        double exponent = 0.5 * ((z0 * z0) + (z1 * z1));
        double u = (radiusWord + 1.0) / 4294967296.0;
        Assert.Equal(u, Math.Exp(-exponent), ((11 * exponent) + 2) * Unit * u);
    }

    [Property]
    public void A_larger_word_is_no_larger_radius(uint a, uint b) => Assert.True(
        BoxMuller.FromWords(Math.Max(a, b), 0).Z0 <= BoxMuller.FromWords(Math.Min(a, b), 0).Z0);

    [Property]
    public void A_quarter_turn_swaps_the_pair(uint radiusWord, uint angleWord)
    {
        (double z0, double z1) = BoxMuller.FromWords(radiusWord, angleWord);
        (double y0, double y1) = BoxMuller.FromWords(radiusWord, unchecked(angleWord + 0x40000000));
        Assert.Equal(-z1, y0, 4 * Unit * Math.Abs(z1));
        Assert.Equal(z0, y1, 4 * Unit * Math.Abs(z0));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_quarter_turn_swaps_the_pair_exactly_on_every_device(string choice)
    {
        // All angles about which the quadrant or the octant changes.
        uint[] angles = [.. from bit in Enumerable.Range(0, 32)
                            from offset in new[] { 0u, 1u, uint.MaxValue, 0x20000000u, 0x1FFFFFFFu, 0xE0000001u }
                            select unchecked((1u << bit) + offset)];
        Device device = TestDevices.Get(choice);
        float[] pairs = Pairs(device, angles);
        float[] turned = Pairs(device, [.. angles.Select(angle => unchecked(angle + 0x40000000))]);
        for (int i = 0; i < angles.Length; i++)
        {
            Assert.Equal((-pairs[(2 * i) + 1], pairs[2 * i]), (turned[2 * i], turned[(2 * i) + 1]));
        }
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Quadrants_have_the_signs_of_sine_and_cosine(string choice)
    {
        uint[] angles = [.. Enumerable.Range(0, 16).Select(i => ((uint)i << 28) + 0x08000000)];
        float[] pairs = Pairs(TestDevices.Get(choice), angles);
        for (int i = 0; i < angles.Length; i++)
        {
            (double sin, double cos) = double.SinCosPi((i + 0.5) / 8);
            Assert.Equal((Math.Sign(cos), Math.Sign(sin)), (Math.Sign(pairs[2 * i]), Math.Sign(pairs[(2 * i) + 1])));
        }
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_million_normals_are_the_references_own_within_the_bound(string choice)
    {
        const int Count = 1 << 20;
        Agreement agreement = BoxMullerAgreement.Agreements.First();
        var key = new PhiloxKey(5, 6);
        double[] expected = BoxMuller.Fill(key, 2, 0, Count);
        float[] drawn = TestDevices.Get(choice).Draw<float>(BoxMullerKernels.Fill, key, 2, 0, Count);
        double worst = 0;
        for (int i = 0; i < Count; i++)
        {
            worst = Math.Max(worst, Math.Abs(drawn[i] - expected[i]) / agreement.Bound.Absolute!([], expected, i));
        }

        Assert.InRange(worst, 0.3, 1.0);
    }

    private static float[] Pairs(Device device, uint[] angles)
    {
        using DeviceArray<uint> radius = device.Upload<uint>([.. angles.Select(_ => 12345u)]);
        using DeviceArray<uint> angle = device.Upload<uint>(angles);
        using DeviceArray<float> normals = device.Allocate<float>(2 * angles.Length);
        BoxMullerKernels.FromWords(device, radius, angle, normals);
        return normals.ToArray();
    }
}
