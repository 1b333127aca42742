using BayesBench.Data;
using Xunit;

namespace BayesBench.Properties.Data;

/// <summary>Images turned about their centre.</summary>
public class RotationTests
{
    private static readonly Lazy<float[]> Some = new(() => SyntheticDigits.Draw(0, 20).TestImages);

    [Fact]
    public void Four_quarter_turns_are_none()
    {
        float[] turned = Some.Value;
        for (int quarter = 1; quarter <= 4; quarter++)
        {
            turned = Rotation.Of(turned, 90);
            Assert.Equal(quarter == 4, turned.SequenceEqual(Some.Value));
            Assert.Equal(Rotation.Of(Some.Value, 90 * quarter), turned);
        }

        Assert.Equal(Some.Value, Rotation.Of(Some.Value, 0));
    }

    // From 6.5 right of the centre and 10.5 above it to 10.5 left of it and 6.5 above.
    [Fact]
    public void A_turn_is_counterclockwise()
    {
        var image = new float[Digits.Pixels];
        image[(3 * Digits.Side) + 20] = 1;
        Assert.Equal((7 * Digits.Side) + 3, Array.IndexOf(Rotation.Of(image, 90), 1f));
    }

    [Fact]
    public void Halfway_between_pixels_is_their_mean()
    {
        // By 45 degrees the four pixels around the centre come from places on an axis, sqrt(1/2) from it.
        var image = new float[Digits.Pixels];
        (image[(13 * Digits.Side) + 13], image[(13 * Digits.Side) + 14]) = (1, 1);
        float[] turned = Rotation.Of(image, 45);
        // The place above the centre lies midway between both columns, 1/2 + sqrt(1/2) pixels above the lower row.
        Assert.Equal(1.5 - Math.Sqrt(0.5), turned[(13 * Digits.Side) + 13], 1e-6);
    }

    [Fact]
    public void Every_angle_keeps_the_ink_to_two_percent()
    {
        for (int angle = 0; angle <= 180; angle += 15)
        {
            float[] turned = Rotation.Of(Some.Value, angle);
            foreach ((float[] before, float[] after) in Some.Value.Chunk(Digits.Pixels).Zip(turned.Chunk(Digits.Pixels)))
            {
                Assert.InRange(after.Sum() / before.Sum(), 0.98, 1.02);
                Assert.All(after, pixel => Assert.InRange(pixel, 0, 1));
            }
        }
    }
}
