using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Support;
using BayesBench.Tests.Support;
using BayesBench.Training;
using Xunit;

namespace BayesBench.Properties.Training;

/// <summary>The autoencoder as a recipe of train: its tests, its pictures, its bad layers.</summary>
public class AutoencoderModelTests
{
    private static readonly Digits Some = SyntheticDigits.Draw(30, 20);

    [Fact]
    public void It_is_tested_by_its_bound_and_the_log_evidence_above_it()
    {
        using ITrainedModel model = Built("dense 6, tanh, dense 4 / dense 6, tanh, dense 784");
        TestScore bound = model.Test(0), evidence = model.Test(20);
        Assert.Equal((null, null), (bound.Error, bound.CalibrationError));
        Assert.InRange(bound.LogLikelihood, -1000, -300);
        Assert.InRange(evidence.LogLikelihood, bound.LogLikelihood, -300);
        // A pixel that is black with probability one half costs ln 2: no more than this is known before training.
        Assert.Equal(-784 * Math.Log(2), evidence.LogLikelihood, 60.0);
    }

    [Fact]
    public void It_shows_draws_reconstructions_walks_and_of_two_latent_numbers_the_plane()
    {
        using ITrainedModel plane = Built("dense 6, tanh, dense 4 / dense 6, tanh, dense 784");
        var pictures = ((IPicturedModel)plane).Pictures().ToDictionary(picture => picture.Name, picture => picture.Images);
        Assert.Equal(["draws", "reconstructions", "walks", "plane"], pictures.Keys);
        // Five ways of ten images; the second begins where the first ends.
        float[][] walks = [.. pictures["walks"].Pixels.Chunk(Digits.Pixels)];
        Assert.Equal(50, walks.Length);
        Assert.Equal(walks[9], walks[10]);
        Assert.Equal(15 * 15 * Digits.Pixels, pictures["plane"].Pixels.Length);
        // Test images stand before what becomes of them.
        Assert.Equal(Some.TestImages[..Digits.Pixels], pictures["reconstructions"].Pixels[..Digits.Pixels]);
        Assert.All(pictures.Values, images => Assert.Equal([0x89, 0x50, 0x4E, 0x47], images.Png()[..4]));
        using ITrainedModel other = Built("dense 6 / dense 784");
        Assert.Equal(3, ((IPicturedModel)other).Pictures().Count());
    }

    [Theory]
    [InlineData("dense 4", "--layers is 'dense 4'; it must be encoder / decoder.")]
    [InlineData("dense 3 / dense 784", "--layers is 'dense 3 / dense 784'; the encoder's last layer has 3 outputs, a mean")]
    [InlineData("dense 4 / dense 5", "--layers is 'dense 4 / dense 5'; the decoder's last layer must have 784 outputs and has 5.")]
    [InlineData("dense 4 / dense", "--layers: ")]
    public void Layers_that_are_no_autoencoder_are_named(string layers, string message) =>
        Assert.StartsWith(message, Assert.Throws<BadInputException>(() => Built(layers)).Message, StringComparison.Ordinal);

    private static ITrainedModel Built(string layers)
    {
        TrainingRecipe recipe = TrainingRecipes.Of("autoencoder") with { Layers = layers, Batch = 20 };
        Device device = TestDevices.Fastest;
        return recipe.Build(device, Some, recipe, 3);
    }
}
