using BayesBench.Reference.Gradients;
using BayesBench.Reference.Random;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class FlipoutProperties
{
    // Signs and noise of three examples and three weights have 13,824 nodes.
    [Fact]
    public void Exact_moments_are_sums_over_signs_of_integrals() => Assert.All(
        LayerLaws.Layers(seed: 331), layer => LayerLaws.MomentsAreSums(layer, Moments, Call, layer.Weights, layer.Examples));

    [Fact]
    public void The_gradient_is_that_of_the_loss() => LayerLaws.TheGradientIsThatOfTheLoss(Moments, seed: 332);

    [Fact]
    public void By_the_mean_examples_are_uncorrelated_and_by_the_variance_their_squares_are_not()
    {
        foreach (Layer layer in LayerLaws.Layers(seed: 333))
        {
            double[] flipout = Moments(layer).Variance, separate = SeparateWeightNoiseProperties.Moments(layer).Variance;
            double pairs = 0;
            for (int i = 0; i < layer.Examples; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    pairs += Math.Pow(layer.Inputs[i][0] * layer.Inputs[j][0], 2);
                }
            }

            Assert.Equal(separate[0], flipout[0], 1e-13 * separate[0]);
            Assert.Equal(separate[1] + (pairs / (layer.Examples * layer.Examples)), flipout[1], 1e-13 * flipout[1]);
        }
    }

    // What it leaves by the variance however many examples there are: half the square of their mean squared input.
    [Fact]
    public void By_the_mean_it_falls_with_the_number_of_examples_and_by_the_variance_it_has_a_floor()
    {
        var one = new Layer([[0.7, -1.2]], [0.3], [1, -0.5], [0.6, 0.9]);
        double floor = Math.Pow(0.7, 4) / 2;
        double[] alone = Moments(one).Variance;
        foreach (int examples in new[] { 10, 1000 })
        {
            double[] variance = Moments(LayerLaws.Copies(one, examples)).Variance;
            Assert.Equal(alone[0] / examples, variance[0], 1e-12 * alone[0]);
            Assert.Equal(floor + ((alone[1] - floor) / examples), variance[1], 1e-12 * alone[1]);
        }
    }

    // With targets y for both: (2 - y)(0 - y) = s_2^2 = 1 where it is as good as shared noise by the variance.
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void By_the_variance_shared_noise_is_better_between_two_targets_and_worse_beyond(int side)
    {
        static double Excess(double target) => Moments(LayerLaws.Opposite(0.8, target)).Variance[1]
            - SharedWeightNoiseProperties.Moments(LayerLaws.Opposite(0.8, target)).Variance[1];
        double crossing = 1 + (side * Math.Sqrt(2));
        Assert.True(Excess(crossing - (side * 1e-9)) > 0);
        Assert.True(Excess(crossing + (side * 1e-9)) < 0);
    }

    [Fact]
    public void Signs_are_the_bits_of_the_uniform_numbers()
    {
        var layer = new Layer([[1, 2], [-0.5, 3]], [0.1, 0.2], [0.3, 0.4], [0.5, 0.6]);
        double[] Separate(params double[] noise) =>
            SeparateWeightNoise.Layer(layer.Inputs, layer.Targets, layer.Means, layer.Deviations, noise);
        Assert.Equal(Separate(0.7, -1.1, 0.7, -1.1), Call(layer, [0.7, -1.1, 0.1, 0.2]));
        Assert.Equal(Separate(0.7, 1.1, -0.7, -1.1), Call(layer, [0.7, -1.1, 0.25, 0.5]));
        Assert.Equal(Separate(-0.7, 1.1, 0.7, 1.1), Call(layer, [0.7, -1.1, 0.75, 0.49]));
    }

    // One example's replicate takes as many blocks as its weights need: other bits of other words.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    public void A_replicate_of_any_shape_is_a_call_on_its_blocks(int examples, int weights)
    {
        Layer layer = LayerLaws.Drawn(new(334), examples, weights);
        var key = new PhiloxKey(3, 4);
        int blocks = (Math.Max(examples, weights) + 1) / 2;
        double[] numbers = new ReplicateNoise(key, 4 * blocks).NormalsAndUniforms(7)[0];
        double[] noise =
        [
            .. Enumerable.Range(0, weights).Select(l => numbers[(4 * (l / 2)) + (l % 2)]),
            .. Enumerable.Range(0, examples).Select(j => numbers[(4 * (j / 2)) + 2 + (j % 2)]),
        ];
        Assert.Equal(
            Call(layer, noise), Flipout.LayerReplicate(layer.Inputs, layer.Targets, layer.Means, layer.Deviations, key, 7));
    }

    [Fact]
    public void More_weights_than_bits_are_refused() => Assert.StartsWith(
        "inputs[0].Length is 25; it must be in [1, 24].",
        Assert.Throws<ArgumentOutOfRangeException>(() => Moments(LayerLaws.Drawn(new(335), 2, 25))).Message,
        StringComparison.Ordinal);

    private static GradientMoments Moments(Layer layer) =>
        Flipout.LayerMoments(layer.Inputs, layer.Targets, layer.Means, layer.Deviations);

    private static double[] Call(Layer layer, double[] noise) =>
        Flipout.Layer(layer.Inputs, layer.Targets, layer.Means, layer.Deviations, noise);
}
