using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class SharedWeightNoiseProperties
{
    [Fact]
    public void Exact_moments_are_integrals_of_the_estimator() => Assert.All(
        LayerLaws.Layers(seed: 301), layer => LayerLaws.MomentsAreSums(layer, Moments, Call, layer.Weights));

    [Fact]
    public void The_gradient_is_that_of_the_loss() => LayerLaws.TheGradientIsThatOfTheLoss(Moments, seed: 302);

    // Kingma, Salimans and Welling's decomposition: variances of examples, and covariances of pairs that see one noise.
    [Fact]
    public void Its_variance_is_made_of_covariances_of_examples()
    {
        foreach (Layer layer in LayerLaws.Layers(seed: 303))
        {
            double byMean = 0, byVariance = 0, terms = 0, s2 = layer.Deviations[0] * layer.Deviations[0];
            for (int i = 0; i < layer.Examples; i++)
            {
                for (int j = 0; j < layer.Examples; j++)
                {
                    double product = layer.Inputs[i][0] * layer.Inputs[j][0], covariance = layer.Covariance(i, j);
                    double distances = layer.Distance(i) * layer.Distance(j);
                    byMean += product * covariance;
                    byVariance += product * (distances + covariance + (product * s2)) / (4 * s2);
                    terms += Math.Abs(product) * (Math.Abs(distances) + Math.Abs(covariance) + 1) * (1 + (1 / s2));
                }
            }

            double m2 = layer.Examples * layer.Examples;
            Assert.Equal(byMean / m2, Moments(layer).Variance[0], 1e-14 * terms);
            Assert.Equal(byVariance / m2, Moments(layer).Variance[1], 1e-14 * terms);
        }
    }

    [Fact]
    public void Its_variance_does_not_fall_with_the_number_of_examples()
    {
        var one = new Layer([[0.7, -1.2, 0.4]], [0.3], [1, -0.5, 2], [0.6, 0.9, 1.4]);
        double[] expected = Moments(one).Variance;
        foreach (int examples in new[] { 2, 10, 1000 })
        {
            Layer many = LayerLaws.Copies(one, examples);
            double[] shared = Moments(many).Variance, separate = SeparateWeightNoiseProperties.Moments(many).Variance;
            Assert.All(Enumerable.Range(0, 2), i => Assert.Equal(expected[i], shared[i], 1e-12 * expected[i]));
            Assert.All(Enumerable.Range(0, 2), i => Assert.Equal(expected[i] / examples, separate[i], 1e-12 * expected[i]));
        }
    }

    // Examples whose gradients are negatively correlated gain by one noise.
    [Fact]
    public void It_varies_less_than_separate_noise_where_examples_are_negatively_correlated_and_more_elsewhere()
    {
        static double Excess(double deviation) => Moments(LayerLaws.Opposite(deviation)).Variance[0]
            - SeparateWeightNoiseProperties.Moments(LayerLaws.Opposite(deviation)).Variance[0];
        Assert.True(Excess(1 - 1e-9) < 0);
        Assert.True(Excess(1 + 1e-9) > 0);
        Assert.Equal(0, Excess(1), 1e-15);
    }

    [Fact]
    public void Bad_shapes_are_named()
    {
        static string Refused(Layer layer) => Assert.ThrowsAny<ArgumentException>(() => Moments(layer)).Message;
        var layer = new Layer([[1, 2], [3, 4]], [0, 0], [0, 0], [1, 1]);
        Assert.StartsWith("targets has length 1; it must have length 2.", Refused(layer with { Targets = [0] }), StringComparison.Ordinal);
        Assert.StartsWith("means has length 3; it must have length 2.", Refused(layer with { Means = [0, 0, 0] }), StringComparison.Ordinal);
        Assert.StartsWith(
            "standardDeviations[1] is 0; it must be positive", Refused(layer with { Deviations = [1, 0] }), StringComparison.Ordinal);
        Assert.StartsWith(
            "noise has length 3; it must have length 2.",
            Assert.Throws<ArgumentException>(() => Call(layer, [1, 2, 3])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "inputs[1] has 1 elements; it must have 2.",
            Assert.Throws<ArgumentException>(() => SharedWeightNoiseKernels.Layer([[1, 2], [3]], [0, 0], [0, 0], [1, 1])).Message,
            StringComparison.Ordinal);
    }

    internal static GradientMoments Moments(Layer layer) =>
        SharedWeightNoise.LayerMoments(layer.Inputs, layer.Targets, layer.Means, layer.Deviations);

    private static double[] Call(Layer layer, double[] noise) =>
        SharedWeightNoise.Layer(layer.Inputs, layer.Targets, layer.Means, layer.Deviations, noise);
}
