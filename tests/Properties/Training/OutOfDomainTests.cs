using BayesBench.Data;
using BayesBench.Tests.Support;
using BayesBench.Training;
using Xunit;

namespace BayesBench.Properties.Training;

/// <summary>Scores of images by a log-evidence that is known: minus the sum of the pixels.</summary>
public class OutOfDomainTests
{
    private static readonly Lazy<float[]> Images = new(() => SyntheticDigits.Draw(1, 40).TestImages);

    [Fact]
    public void What_is_simpler_than_digits_is_taken_for_them_by_its_density_and_not_by_its_typicality()
    {
        IReadOnlyList<DomainRow> rows = Scores(Images.Value);
        var of = OutOfDomain.Summary(rows).ToDictionary(summary => summary.Domain);
        Assert.Equal(["test digits", "uniform noise", "shuffled pixels", "inverted", "a quarter as bright", "black"], of.Keys);
        Assert.All(of.Values, summary => Assert.Equal(20, summary.Images));
        Assert.Equal(0.5, of["test digits"].BelowDigits, 1e-12);
        Assert.Equal((1.0, 1.0), (of["inverted"].BelowDigits, of["inverted"].StrangeByDensity));
        Assert.Equal((0.0, 0.0, 1.0), (of["black"].BelowDigits, of["black"].StrangeByDensity, of["black"].StrangeByTypicality));
        Assert.Equal(0.0, of["black"].LogEvidence);
        // Shuffled pixels have the same sum, up to its roundings, and a quarter of it is a quarter.
        Assert.Equal(of["test digits"].LogEvidence, of["shuffled pixels"].LogEvidence, 1e-3);
        Assert.Equal(of["test digits"].LogEvidence / 4, of["a quarter as bright"].LogEvidence, 1e-3);
        Assert.Equal(-784 / 2.0, of["uniform noise"].LogEvidence, 10.0);
        Assert.Equal(rows, Scores(Images.Value));
        Assert.Contains("a quarter as bright", OutOfDomainPlot.Svg(rows), StringComparison.Ordinal);
    }

    [Fact]
    public void One_image_is_none_to_compare_with() => Assert.Empty(Scores(Images.Value[..Digits.Pixels]));

    private static IReadOnlyList<DomainRow> Scores(float[] images) => OutOfDomain.Scores(
        TestDevices.Fastest, images, (of, _) => [.. of.Chunk(Digits.Pixels).Select(image => 0 - (float)image.Sum(pixel => (double)pixel))], 1);
}
