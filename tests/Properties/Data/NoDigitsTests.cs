using BayesBench.Data;
using Xunit;

namespace BayesBench.Properties.Data;

/// <summary>Images that are no digits.</summary>
public class NoDigitsTests
{
    [Fact]
    public void Noise_fills_its_interval_evenly()
    {
        float[] noise = NoDigits.Noise(20, 1);
        Assert.Equal(20 * Digits.Pixels, noise.Length);
        Assert.All(noise, pixel => Assert.InRange(pixel, float.Epsilon, 1 - float.Epsilon));
        // Six standard deviations of the mean of 15,680 numbers.
        Assert.InRange(noise.Average(), 0.486, 0.514);
        Assert.Equal(noise, NoDigits.Noise(20, 1));
        Assert.NotEqual(noise, NoDigits.Noise(20, 2));
    }

    [Fact]
    public void One_order_is_that_of_all_images()
    {
        float[] two = [.. Enumerable.Range(0, 2 * Digits.Pixels).Select(i => (float)i)];
        float[][] permuted = [.. NoDigits.Permuted(two, 1).Chunk(Digits.Pixels)];
        Assert.Equal(permuted[0].Select(pixel => pixel + Digits.Pixels), permuted[1]);
        Assert.Equal(two[..Digits.Pixels], permuted[0].Order());
        // Of a random order one pixel stays, on average.
        Assert.InRange(permuted[0].Where((pixel, i) => pixel == i).Count(), 0, 12);
    }

    [Fact]
    public void Inverted_twice_is_the_image()
    {
        Assert.Equal([1, 0.25f, 0], NoDigits.Inverted([0, 0.75f, 1]));
        Assert.Equal([0, 0.75f, 1], NoDigits.Inverted(NoDigits.Inverted([0, 0.75f, 1])));
    }
}
