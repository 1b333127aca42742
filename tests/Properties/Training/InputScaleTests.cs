using BayesBench.Data;
using BayesBench.Training;
using Xunit;

namespace BayesBench.Properties.Training;

/// <summary>What a model sees of an image, and how one data set is told from another.</summary>
public class InputScaleTests
{
    private static readonly Lazy<Digits> Some = new(() => SyntheticDigits.Draw(30, 10));

    [Fact]
    public void Centred_pixels_are_over_256_and_have_the_mean_0()
    {
        Digits centred = Inputs.Scaled(Some.Value, InputScale.Centred);
        float[] raw = Some.Value.TrainImages;
        for (int pixel = 0; pixel < Digits.Pixels; pixel++)
        {
            int[] places = [.. Enumerable.Range(0, 30).Select(image => (image * Digits.Pixels) + pixel)];
            Assert.Equal(0, places.Average(place => centred.TrainImages[place]), 1e-6);
            Assert.All(places, place => Assert.Equal(
                (raw[place] - raw[pixel]) * 255.0 / 256, centred.TrainImages[place] - centred.TrainImages[pixel], 1e-6));
            // The test images lose the training images' mean, not their own.
            Assert.Equal(
                (Some.Value.TestImages[pixel] - raw[pixel]) * 255.0 / 256, centred.TestImages[pixel] - centred.TrainImages[pixel], 1e-6);
        }

        Assert.Equal(Some.Value.TrainLabels, centred.TrainLabels);
        Assert.Same(Some.Value, Inputs.Scaled(Some.Value, InputScale.Unit));
    }

    [Fact]
    public void One_pixel_or_one_label_makes_another_fingerprint()
    {
        string here = Inputs.Fingerprint(Some.Value);
        Assert.StartsWith("synthetic-digits, 30 images, ", here, StringComparison.Ordinal);
        Assert.Equal(here, Inputs.Fingerprint(SyntheticDigits.Draw(30, 5)));
        float[] images = [.. Some.Value.TrainImages];
        images[12_345] = 0.125f;
        byte[] labels = [.. Some.Value.TrainLabels];
        labels[7] = (byte)(9 - labels[7]);
        Assert.NotEqual(here, Inputs.Fingerprint(Some.Value with { TrainImages = images }));
        Assert.NotEqual(here, Inputs.Fingerprint(Some.Value with { TrainLabels = labels }));
    }
}
