using BayesBench.Data;
using Xunit;

namespace BayesBench.Properties.Data;

/// <summary>Synthetic digits: the same everywhere, different from each other, and ten classes indeed.</summary>
public sealed class SyntheticDigitsProperties
{
    private static readonly Digits Drawn = SyntheticDigits.Draw(2_000, 1_000);

    [Fact]
    public void Are_the_same_every_time()
    {
        Digits again = SyntheticDigits.Draw(2_000, 1_000);
        Assert.Equal(Drawn.TrainImages, again.TrainImages);
        Assert.Equal(Drawn.TrainLabels, again.TrainLabels);
        Assert.Equal(Drawn.TestImages, again.TestImages);
        Assert.Equal(Drawn.TestLabels, again.TestLabels);
        Assert.True(again.Synthetic);
    }

    [Fact]
    public void The_first_ones_do_not_depend_on_how_many_are_drawn()
    {
        Digits fewer = SyntheticDigits.Draw(10, 3);
        Assert.Equal(Drawn.TrainImages[..(10 * Digits.Pixels)], fewer.TrainImages);
        Assert.Equal(Drawn.TestImages[..(3 * Digits.Pixels)], fewer.TestImages);
    }

    [Fact]
    public void Are_grey_levels_on_a_black_background_that_touch_no_edge()
    {
        Assert.All(Drawn.TrainImages, pixel => Assert.InRange(pixel, 0f, 1f));
        foreach (float[] image in Drawn.TrainImages.Chunk(Digits.Pixels))
        {
            Assert.InRange(image.Max(), 0.5f, 1f);
            Assert.All(Edge(image), pixel => Assert.Equal(0f, pixel));
        }
    }

    [Fact]
    public void No_two_images_are_equal() => Assert.Equal(
        3_000,
        Drawn.TrainImages.Chunk(Digits.Pixels).Concat(Drawn.TestImages.Chunk(Digits.Pixels))
            .Select(image => string.Join(' ', image)).Distinct().Count());

    [Fact]
    public void Every_class_has_its_share()
    {
        // Binomial(2000, 1/10) has standard deviation 13.4; the labels are fixed, so this is no gamble.
        int[] counts = new int[Digits.Classes];
        foreach (byte label in Drawn.TrainLabels)
        {
            counts[label]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 200 - 60, 200 + 60));
    }

    /// <summary>
    /// The classes hardest to tell differ in one bar (8 and 0, 6, 9). A bar with its fade is 3.1 pixels wide on
    /// average; place, size and joints move it by a standard deviation of sqrt((2^2 + 1.5^2 + 1^2) / 12) = 0.78,
    /// half its width is two of these. So nearly every image has most of that bar where the class mean has it.
    /// </summary>
    [Fact]
    public void The_nearest_class_mean_is_mostly_right()
    {
        double[][] means = ClassMeans();
        int right = 0;
        for (int n = 0; n < Drawn.TestLabels.Length; n++)
        {
            float[] image = Drawn.TestImages[(n * Digits.Pixels)..((n + 1) * Digits.Pixels)];
            int nearest = Enumerable.Range(0, Digits.Classes).MinBy(digit => SquaredDistance(image, means[digit]));
            right += nearest == Drawn.TestLabels[n] ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{right} of {Drawn.TestLabels.Length} right");
        Assert.True(right > 0.9 * Drawn.TestLabels.Length, $"{right} of {Drawn.TestLabels.Length} right");
    }

    private static double[][] ClassMeans()
    {
        double[][] sums = [.. Enumerable.Range(0, Digits.Classes).Select(_ => new double[Digits.Pixels])];
        int[] counts = new int[Digits.Classes];
        for (int n = 0; n < Drawn.TrainLabels.Length; n++)
        {
            byte label = Drawn.TrainLabels[n];
            counts[label]++;
            for (int pixel = 0; pixel < Digits.Pixels; pixel++)
            {
                sums[label][pixel] += Drawn.TrainImages[(n * Digits.Pixels) + pixel];
            }
        }

        return [.. sums.Select((sum, label) => Array.ConvertAll(sum, value => value / counts[label]))];
    }

    private static double SquaredDistance(float[] image, double[] mean)
    {
        double sum = 0;
        for (int pixel = 0; pixel < Digits.Pixels; pixel++)
        {
            double difference = image[pixel] - mean[pixel];
            sum += difference * difference;
        }

        return sum;
    }

    private static IEnumerable<float> Edge(float[] image) =>
        image.Where((_, pixel) => pixel / Digits.Side is 0 or 27 || pixel % Digits.Side is 0 or 27);
}
