using BayesBench.Kernels;
using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Networks;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class LocalWeightNoiseProperties
{
    public static TheoryData<string> Devices => TestDevices.Choices;

    [Fact]
    public void Exact_moments_are_integrals_of_the_estimator() => Assert.All(
        LayerLaws.Layers(seed: 321), layer => LayerLaws.MomentsAreSums(layer, Moments, Call, layer.Examples));

    [Fact]
    public void The_gradient_is_that_of_the_loss() => LayerLaws.TheGradientIsThatOfTheLoss(Moments, seed: 322);

    [Fact]
    public void It_is_the_chain_rule_through_the_pre_activation()
    {
        foreach (Layer layer in LayerLaws.Layers(seed: 323).Where(layer => layer.Examples == 1))
        {
            double z = Math.Tanh(layer.Targets[0]); // any number
            double slope = layer.Distance(0) + (Math.Sqrt(layer.Covariance(0, 0)) * z);
            GaussianGradient chain = LocalReparameterization.Derivative(layer.Inputs[0], layer.Deviations, z);
            double[] gradient = Call(layer, [z]);
            double rounding = 1e-14 * (1 + Math.Abs(gradient[0]) + Math.Abs(gradient[1]));
            Assert.Equal(slope * chain.Mean[0], gradient[0], rounding);
            Assert.Equal(slope * chain.StandardDeviation[0] / (2 * layer.Deviations[0]), gradient[1], rounding);
        }
    }

    [Fact]
    public void By_the_mean_it_varies_as_separate_noise_does_and_by_the_variance_less_by_what_is_known()
    {
        foreach (Layer layer in LayerLaws.Layers(seed: 324))
        {
            double[] local = Moments(layer).Variance, separate = SeparateWeightNoiseProperties.Moments(layer).Variance;
            double s2 = layer.Deviations[0] * layer.Deviations[0];
            double gain = Enumerable.Range(0, layer.Examples).Sum(j =>
            {
                double x2 = layer.Inputs[j][0] * layer.Inputs[j][0], spread = layer.Covariance(j, j);
                double ofOthers = spread - (x2 * s2); // of the weights but the first
                return x2 / (4 * s2) * ((layer.Distance(j) * layer.Distance(j)) + spread) * ofOthers / spread;
            });
            Assert.Equal(separate[0], local[0], 1e-13 * separate[0]);
            Assert.Equal(separate[1] - (gain / (layer.Examples * layer.Examples)), local[1], 1e-13 * separate[1]);
        }
    }

    // On either side: a second weight that counts ever so little, and none.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void It_is_as_good_as_separate_noise_with_one_weight_and_better_with_more(int examples)
    {
        double Gain(params double[] inputs)
        {
            Layer layer = LayerLaws.Copies(new Layer([inputs], [0.3], [1, -0.5], [0.8, 1.3]), examples);
            return SeparateWeightNoiseProperties.Moments(layer).Variance[1] - Moments(layer).Variance[1];
        }

        Assert.True(Gain(0.7, 1e-6) > 0);
        Assert.True(Gain(0.7, -1e-6) > 0);
        Assert.Equal(0, Gain(0.7, 0), 1e-15);
        Layer single = LayerLaws.Copies(new Layer([[0.7]], [0.3], [1], [0.8]), examples);
        double[] noise = [.. Enumerable.Range(0, examples).Select(i => i - 0.4)];
        double[] local = Call(single, noise);
        double[] separate = SeparateWeightNoise.Layer(single.Inputs, single.Targets, single.Means, single.Deviations, noise);
        Assert.All(Enumerable.Range(0, 2), i => Assert.Equal(separate[i], local[i], 1e-14));
    }

    [Fact]
    public void An_input_of_zeros_has_no_gradient()
    {
        var layer = new Layer([[0, 0], [1, 2]], [3, 4], [1, 1], [1, 1]);
        Assert.Equal(Call(layer, [0, 0.5]), Call(layer, [7, 0.5]));
        Assert.All(Moments(layer).Variance, variance => Assert.True(double.IsFinite(variance)));
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Nor_has_it_one_in_a_kernel(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> inputs = device.Upload<float>([0, 0, 1, 2]), targets = device.Upload<float>([3, 4]);
        using DeviceArray<float> ones = device.Upload<float>([1, 1]), noise = device.Upload<float>([7, 0.5f]);
        using DeviceArray<float> gradient = device.Allocate<float>(2);
        LocalWeightNoiseKernels.Layer(device, inputs, targets, ones, ones, noise, gradient);
        double[] expected = LocalWeightNoise.Layer([[0, 0], [1, 2]], [3, 4], [1, 1], [1, 1], [7, 0.5]);
        Assert.All(Enumerable.Range(0, 2), i => Assert.Equal(expected[i], gradient.ToArray()[i], 1e-6));
    }

    private static GradientMoments Moments(Layer layer) =>
        LocalWeightNoise.LayerMoments(layer.Inputs, layer.Targets, layer.Means, layer.Deviations);

    private static double[] Call(Layer layer, double[] noise) =>
        LocalWeightNoise.Layer(layer.Inputs, layer.Targets, layer.Means, layer.Deviations, noise);
}
