using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using Xunit;
using static BayesBench.Properties.Support.FiniteDifference;

namespace BayesBench.Properties.Models;

/// <summary>The whole autoencoder, encoder and decoder being stacks of layers.</summary>
public partial class VariationalAutoencoderProperties
{
    private const int Hidden = 3;

    private static readonly LayerSpecification[] Encoder =
        [new(LayerType.Dense, Hidden), new(LayerType.Tanh), new(LayerType.Dense, 2 * Latents)];

    private static readonly LayerSpecification[] Decoder =
        [new(LayerType.Dense, Hidden), new(LayerType.Softplus), new(LayerType.Dense, Pixels)];

    private static readonly double[] EncoderParameters = Normal((Pixels * Hidden) + Hidden + (Hidden * 2 * Latents) + (2 * Latents), 1);
    private static readonly double[] DecoderParameters = Normal((Latents * Hidden) + Hidden + (Hidden * Pixels) + Pixels, 2);
    private static readonly double[][] Images = [[1, 0, 0.25], [0, 0.5, 1]];

    [Theory]
    [InlineData(AutoencoderBound.Elbo)]
    [InlineData(AutoencoderBound.ImportanceWeighted)]
    public void The_gradient_of_both_networks_is_the_derivative_of_minus_the_mean_bound_under_the_same_noise(AutoencoderBound bound)
    {
        AutoencoderGradient gradient = VariationalAutoencoder.Gradient(
            Encoder, EncoderParameters, Decoder, DecoderParameters, Images, Latents, Draws, bound, Key, 6);
        double Loss(double[] encoder, double[] decoder) => -BoundOf(bound, encoder, decoder, Draws).Average();
        Assert.InRange(
            RelativeError(gradient.Encoder, Gradient(EncoderParameters, at => Loss(at, DecoderParameters), 1e-3)), 0, 1e-8);
        Assert.InRange(
            RelativeError(gradient.Decoder, Gradient(DecoderParameters, at => Loss(EncoderParameters, at), 1e-3)), 0, 1e-8);
    }

    [Fact]
    public void The_rules_of_one_weight_share_the_decoders_gradient_and_differ_by_the_encoders()
    {
        double[][] byEncoder = [.. Enum.GetValues<AutoencoderBound>().Select(bound => Of(bound).Encoder)];
        Assert.All(Enum.GetValues<AutoencoderBound>(), bound =>
            Assert.InRange(RelativeError(Of(bound).Decoder, Of(AutoencoderBound.Elbo).Decoder), 0, 1e-14));
        Assert.InRange(RelativeError(byEncoder[3], byEncoder[2]), 0, 1e-14);
        Assert.True(RelativeError(byEncoder[1], byEncoder[0]) > 1e-3 && RelativeError(byEncoder[2], byEncoder[1]) > 1e-3);

        AutoencoderGradient Of(AutoencoderBound bound) => VariationalAutoencoder.Gradient(
            Encoder, EncoderParameters, Decoder, DecoderParameters, Images, Latents, 1, bound, Key, 6);
    }

    [Fact]
    public void A_network_that_does_not_fit_is_named()
    {
        Assert.Throws<ArgumentException>(() => BoundOf(AutoencoderBound.Elbo, EncoderParameters[1..], DecoderParameters, 1));
        var decoder = Assert.Throws<ArgumentException>(() => VariationalAutoencoder.Elbo(
            Encoder, EncoderParameters, [new(LayerType.Dense, 2)], Normal(6, 1), Images, Latents, 1, Key, 0));
        Assert.StartsWith("the decoder's output has length 2; it must have length 3.", decoder.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => BoundOf(AutoencoderBound.Elbo, EncoderParameters, DecoderParameters, 0));
        Assert.Throws<ArgumentException>(() => VariationalAutoencoder.Elbo(
            Encoder, EncoderParameters, Decoder, DecoderParameters, [], Latents, 1, Key, 0));
    }

    private static double[] BoundOf(AutoencoderBound bound, double[] encoder, double[] decoder, int draws) =>
        bound == AutoencoderBound.Elbo
            ? VariationalAutoencoder.Elbo(Encoder, encoder, Decoder, decoder, Images, Latents, draws, Key, 6)
            : VariationalAutoencoder.ImportanceWeightedBound(Encoder, encoder, Decoder, decoder, Images, Latents, draws, Key, 6);
}
