using BayesBench.Training;
using SkiaSharp;
using Xunit;

namespace BayesBench.Properties.Training;

/// <summary>What is told of a trained model's weights: how many are pruned, and how the first layer looks.</summary>
public class SparsityTests
{
    // Means of 1, so that ln alpha is the logarithm of the variance; the last is clipped.
    private static readonly ModelArray[] Arrays =
    [
        new("layer 1 (sparse 3)", "mean", [2, 3], [1, -1, 1, 1, 1, 0]),
        new("layer 1 (sparse 3)", "log-variance", [2, 3], [-9, 2.9f, 3, 8, 7.9f, -10]),
        new("layer 1 (sparse 3)", "bias", [3], [9, 9, 9]),
        new("layer 2 (dense 2)", "weights", [3, 2], [1, 2, 3, 4, 5, 6]),
    ];

    [Fact]
    public void Weights_from_three_on_are_pruned() =>
        Assert.Equal([new SparsityRow("layer 1 (sparse 3)", 6, 4, 4.0 / 6)], Sparsity.Rows(Arrays));

    [Fact]
    public void The_histogram_holds_every_weight_once()
    {
        IReadOnlyList<LogAlphaRow> rows = Sparsity.Histogram(Arrays);
        Assert.Equal((-8.0, 8.0), (rows[0].From, rows[^1].To));
        Assert.Equal(
            [(-8.0, 1), (2.5, 1), (3.0, 1), (7.5, 3)], rows.Where(row => row.Weights > 0).Select(row => (row.From, row.Weights)));
        Assert.All(rows.Zip(rows.Skip(1)), two => Assert.Equal(two.First.To, two.Second.From));
    }

    [Theory]
    [InlineData(new[] { 784, 12 }, "mean", 289, 57)]
    [InlineData(new[] { 10, 785 }, "mean", 289, 28)]
    [InlineData(new[] { 20, 1, 5, 5 }, "weights", 59, 11)]
    public void The_first_layer_is_a_picture(int[] shape, string name, int width, int height)
    {
        byte[]? png = FilterPicture.Png([new ModelArray("a", name, shape, new float[shape.Aggregate(1, (a, b) => a * b)])]);
        using SKBitmap bitmap = SKBitmap.Decode(png);
        Assert.Equal((3 * width, 3 * height), (bitmap.Width, bitmap.Height));
    }

    // Output 1 sees pixel 29 alone: the second row's second.
    [Theory]
    [InlineData(1f, 0xFF0000FFu)]
    [InlineData(-2f, 0xFFFF0000u)]
    [InlineData(0f, 0xFFFFFFFFu)]
    public void A_weight_stands_at_its_pixel(float weight, uint colour)
    {
        var values = new float[784 * 2];
        values[(29 * 2) + 1] = weight;
        using SKBitmap bitmap = SKBitmap.Decode(FilterPicture.Png([new ModelArray("a", "mean", [784, 2], values)]));
        Assert.Equal(colour, (uint)bitmap.GetPixel(3 * (29 + 1), 3 * 1));
        Assert.Equal(0xFFFFFFFFu, (uint)bitmap.GetPixel(3 * 1, 3 * 1));
    }

    [Fact]
    public void Weights_of_no_image_have_no_picture()
    {
        Assert.Null(FilterPicture.Png(Arrays));
        Assert.Null(FilterPicture.Png([]));
    }
}
