using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>Binary images from grey ones: known numbers of the counter, against grey values in the order that is asked for.</summary>
public class DeviceBinaryImagesTests
{
    private const int Images = 5, Pixels = 7;

    private static readonly float[] Grey = [.. Enumerable.Range(0, Images * Pixels).Select(j => j * j % 5 / 4f)];

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_pixel_is_white_where_its_uniform_number_is_below_its_grey_value(string choice)
    {
        using var images = new DeviceBinaryImages(TestDevices.Get(choice), Grey, Pixels);
        int[] order = [3, 0, 4, 4, 1];
        float[] Drawn(int pass) => images.Draw(new DeviceKey(1, 2), pass, order).ToArray();
        // Thirty-five numbers are nine blocks.
        double[] uniforms = UnitInterval.Fill(new PhiloxKey(1, 2), DeviceBinaryImages.Stream, 2 * 9, Grey.Length);
        Assert.Equal(uniforms.Select((u, j) => u < Grey[(order[j / Pixels] * Pixels) + (j % Pixels)] ? 1f : 0f), Drawn(2));
        Assert.NotEqual(Drawn(2), Drawn(3));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Device device = TestDevices.Fastest;
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeviceBinaryImages(device, [], Pixels));
        Assert.Throws<ArgumentException>(() => new DeviceBinaryImages(device, Grey.AsSpan(1), Pixels));
        using var images = new DeviceBinaryImages(device, Grey, Pixels);
        Assert.Throws<ArgumentException>(() => images.Draw(default, 0, [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => images.Draw(default, 0, [0, 1, 2, 3, 5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => images.Draw(default, -1, [0, 1, 2, 3, 4]));
    }
}
