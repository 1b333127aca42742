using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class SeparateWeightNoiseProperties
{
    // Nine numbers of three examples and three weights have 19,683 nodes: those of fewer do.
    [Fact]
    public void Exact_moments_are_integrals_of_the_estimator() => Assert.All(
        LayerLaws.Layers(seed: 311).Where(layer => layer.Examples * layer.Weights <= 6),
        layer => LayerLaws.MomentsAreSums(layer, Moments, Call, layer.Examples * layer.Weights));

    [Fact]
    public void The_gradient_is_that_of_the_loss() => LayerLaws.TheGradientIsThatOfTheLoss(Moments, seed: 312);

    [Fact]
    public void Its_variance_is_the_diagonal_of_the_shared_one()
    {
        foreach (Layer layer in LayerLaws.Layers(seed: 313))
        {
            double[] expected = [0, 0];
            for (int j = 0; j < layer.Examples; j++)
            {
                double[] alone = SharedWeightNoiseProperties.Moments(
                    layer with { Inputs = [layer.Inputs[j]], Targets = [layer.Targets[j]] }).Variance;
                expected[0] += alone[0] / (layer.Examples * layer.Examples);
                expected[1] += alone[1] / (layer.Examples * layer.Examples);
            }

            Assert.All(Enumerable.Range(0, 2), i => Assert.Equal(expected[i], Moments(layer).Variance[i], 1e-13 * expected[i]));
        }
    }

    // 1/4 (x^2 (c^2 + v) / s^2 + x^4) with x = 2, c = 3, s = 1/2, v = 2^2 / 4 + 9 = 10.
    [Fact]
    public void One_example_by_hand()
    {
        double[] variance = Moments(new Layer([[2, 3]], [-2], [2, -1], [0.5, 1])).Variance;
        Assert.Equal([40.0, 80.0], variance);
    }

    [Fact]
    public void Examples_of_the_same_noise_are_a_call_with_shared_noise()
    {
        foreach (Layer layer in LayerLaws.Layers(seed: 314))
        {
            double[] noise = [.. Enumerable.Range(0, layer.Weights).Select(l => Math.Tanh(layer.Means[l]))];
            double[] repeated = [.. Enumerable.Repeat(noise, layer.Examples).SelectMany(e => e)];
            Assert.Equal(
                SharedWeightNoise.Layer(layer.Inputs, layer.Targets, layer.Means, layer.Deviations, noise), Call(layer, repeated));
        }
    }

    // The derivatives of one call's loss by a mean on which the variance depends, or does not.
    [Fact]
    public void It_is_additive_noise_and_makes_multiplicative_noise()
    {
        foreach (Layer layer in LayerLaws.Layers(seed: 315))
        {
            double[] noise = [.. Enumerable.Range(0, layer.Examples * layer.Weights).Select(i => Math.Sin(i + 1))];
            double mean = layer.Means[0], ofMean = layer.Deviations[0] / mean; // the root of alpha
            double Loss(double h, double deviation) => Enumerable.Range(0, layer.Examples).Average(j =>
            {
                double b = Enumerable.Range(0, layer.Weights).Sum(l => layer.Inputs[j][l]
                    * (layer.Means[l] + (l == 0 ? h : 0) + ((l == 0 ? deviation : layer.Deviations[l]) * noise[(j * layer.Weights) + l])));
                return Math.Pow(b - layer.Targets[j], 2) / 2;
            });
            double[] gradient = Call(layer, noise);
            double rounding = 1e-12 * (1 + Loss(0, layer.Deviations[0])) * (1 + (ofMean * ofMean));
            Assert.Equal(LayerLaws.Slope(h => Loss(h, layer.Deviations[0]), 1), gradient[0], rounding);
            Assert.Equal(
                LayerLaws.Slope(h => Loss(h, ofMean * (mean + h)), 1),
                gradient[0] + (2 * ofMean * ofMean * mean * gradient[1]),
                rounding);
        }
    }

    // One weight, x = mean = 1: multiplicative noise varies less where 2 c + c^2 + 2 alpha < 0, for alpha = 0.18 where c > -1.8.
    [Fact]
    public void Multiplicative_noise_varies_less_than_additive_noise_in_places()
    {
        const double Alpha = 0.18;
        static double Excess(double distance)
        {
            var layer = new Layer([[1]], [1 - distance], [1], [Math.Sqrt(Alpha)]);
            double Multiplicative(double e) => Call(layer, [e])[0] + (2 * Alpha * Call(layer, [e])[1]);
            double mean = Quadrature.Expectation(Multiplicative);
            return Quadrature.Expectation(e => Math.Pow(Multiplicative(e) - mean, 2)) - Moments(layer).Variance[0];
        }

        Assert.True(Excess(-1.8 + 1e-6) < 0);
        Assert.True(Excess(-1.8 - 1e-6) > 0);
        Assert.True(Excess(1) > 0);
    }

    internal static GradientMoments Moments(Layer layer) =>
        SeparateWeightNoise.LayerMoments(layer.Inputs, layer.Targets, layer.Means, layer.Deviations);

    private static double[] Call(Layer layer, double[] noise) =>
        SeparateWeightNoise.Layer(layer.Inputs, layer.Targets, layer.Means, layer.Deviations, noise);
}
