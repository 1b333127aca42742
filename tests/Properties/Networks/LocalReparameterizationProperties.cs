using BayesBench.Reference.Networks;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Networks;

public partial class LocalReparameterizationProperties
{
    private static readonly double[] Input = [0.5, -2, 0.25, 3];
    private static readonly double[] Mean = [1, 0.5, -4, 0.125];
    private static readonly double[] Deviation = [0.5, 0.25, 2, 1];

    [Fact]
    public void Moments_are_those_of_the_weighted_sum_of_independent_weights()
    {
        // The pre-activation is linear in the weights: its variance is the sum of squared responses to one
        // standard deviation of each. Powers of two: no rounding.
        Preactivation moments = LocalReparameterization.GaussianMoments(Input, Mean, Deviation);
        double[] responses = [.. Enumerable.Range(0, 4).Select(j =>
        {
            double[] shifted = [.. Mean.Select((m, i) => i == j ? m + Deviation[i] : m)];
            return LocalReparameterization.GaussianMoments(Input, shifted, Deviation).Mean - moments.Mean;
        })];
        Assert.Equal(moments.Variance, responses.Sum(r => r * r));
    }

    [Fact]
    public void Alpha_is_variance_over_squared_mean()
    {
        double[] logAlpha = [.. Mean.Select((m, d) => 2 * Math.Log(Deviation[d] / Math.Abs(m)))];
        Preactivation byAlpha = LocalReparameterization.PreactivationMoments(Input, Mean, logAlpha);
        Preactivation byDeviation = LocalReparameterization.GaussianMoments(Input, Mean, Deviation);
        Assert.Equal(byDeviation.Mean, byAlpha.Mean);
        Assert.Equal(byDeviation.Variance, byAlpha.Variance, 1e-15 * 8 * byDeviation.Variance);
    }

    [Property]
    public void The_mean_is_odd_and_the_variance_even_in_the_input(sbyte a, sbyte b)
    {
        Preactivation plus = LocalReparameterization.GaussianMoments([a, b], [0.5, 3], [2, 0.25]);
        Preactivation minus = LocalReparameterization.GaussianMoments([-a, -b], [0.5, 3], [2, 0.25]);
        Assert.Equal(new Preactivation(plus.Mean, plus.Variance), new Preactivation(-minus.Mean, minus.Variance));
    }

    [Fact]
    public void The_derivative_is_that_of_mean_plus_root_times_noise()
    {
        const double Noise = -1.25, H = 1e-3;
        GaussianGradient derivative = LocalReparameterization.Derivative(Input, Deviation, Noise);
        Assert.Equal(Input, derivative.Mean);
        for (int j = 0; j < Input.Length; j++)
        {
            double At(double h)
            {
                double[] shifted = [.. Deviation.Select((s, i) => i == j ? s + h : s)];
                return Math.Sqrt(LocalReparameterization.GaussianMoments(Input, Mean, shifted).Variance) * Noise;
            }

            double Central(double h) => (At(h) - At(-h)) / (2 * h);
            Assert.Equal(((4 * Central(H / 2)) - Central(H)) / 3, derivative.StandardDeviation[j], 1e-10);
        }
    }

    [Fact]
    public void Without_input_there_is_no_noise_to_differentiate() =>
        Assert.Equal([0, 0], LocalReparameterization.Derivative([0, 0], [1, 2], 3).StandardDeviation);

    [Fact]
    public void Bad_input_is_named()
    {
        Assert.Throws<ArgumentException>(() => LocalReparameterization.GaussianMoments([], [], []));
        Assert.Throws<ArgumentException>(() => LocalReparameterization.GaussianMoments([1], [1, 2], [1]));
        var deviation = Assert.Throws<ArgumentOutOfRangeException>(() => LocalReparameterization.GaussianMoments([1], [1], [-1]));
        Assert.StartsWith("weightStandardDeviation[0] is -1", deviation.Message, StringComparison.Ordinal);
        var alpha = Assert.Throws<ArgumentOutOfRangeException>(
            () => LocalReparameterization.PreactivationMoments([1], [1], [double.NaN]));
        Assert.StartsWith("logAlpha[0] is NaN", alpha.Message, StringComparison.Ordinal);
    }
}
