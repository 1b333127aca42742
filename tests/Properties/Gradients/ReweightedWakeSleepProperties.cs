using BayesBench.Reference.Gradients;
using BayesBench.Reference.Probability;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class ReweightedWakeSleepProperties
{
    [Fact]
    public void Exact_moments_of_two_samples_are_integrals_over_both() => BoundLaws.MomentsOfTwoSamplesAreIntegrals(
        ReweightedWakeSleep.BoundMoments, ReweightedWakeSleep.Bound);

    [Fact]
    public void The_gradient_is_that_of_the_divergence_of_the_posterior_from_q()
    {
        foreach ((double mu, double tau, double m, double s) in BoundLaws.Places)
        {
            double Divergence(double byMean, double byDeviation) => Quadrature.Expectation(e =>
                Normal.LogDensity(mu + (tau * e), mu, tau) - Normal.LogDensity(mu + (tau * e), m + byMean, s + byDeviation));
            double[] gradient = ReweightedWakeSleep.BoundMoments(mu, tau, m, s, 2).Gradient;
            double h = 1e-2 * s;
            ElboLaws.IsSlope(off => Divergence(off, 0), gradient[0], h);
            ElboLaws.IsSlope(off => Divergence(0, off), gradient[1], h);
        }
    }

    // With two samples it sees little of the posterior; the bias of self-normalised weights falls as 1 / K.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Its_bias_falls_as_the_samples_grow(int component)
    {
        double Bias(int samples)
        {
            BiasedGradientMoments moments = ReweightedWakeSleep.BoundMoments(0, 0.8, 0.5, 1, samples);
            return moments.Mean[component] - moments.Gradient[component];
        }

        Assert.True(Math.Abs(Bias(2)) > Math.Abs(Bias(8)));
        Assert.InRange(Bias(2000) / Bias(8000), 3.95, 4.05);
    }

    // All weights are alike: the mean score, and no bias.
    [Fact]
    public void Where_q_is_the_posterior_it_is_the_mean_score()
    {
        BiasedGradientMoments exact = ReweightedWakeSleep.BoundMoments(0.3, 1.7, 0.3, 1.7, 5);
        Assert.Equal([0.0, 0.0], exact.Gradient);
        double variance = 1 / (5 * 1.7 * 1.7);
        double[] expected = [0, 0, variance, 2 * variance];
        Assert.All([.. exact.Mean, .. exact.Variance], (value, i) => Assert.Equal(expected[i], value, 1e-13));
        double[] call = ReweightedWakeSleep.Bound(0.3, 1.7, 0.3, 1.7, [2, -1]);
        Assert.Equal([-0.5 / 1.7, -1.5 / 1.7], call.Select(x => double.Round(x, 15)).ToArray(), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Fewer_than_two_samples_are_refused() => Assert.Contains(
        "samples is 1; it must be at least 2",
        Assert.Throws<ArgumentOutOfRangeException>(() => ReweightedWakeSleep.BoundMoments(0, 1, 0, 1, 1)).Message,
        StringComparison.Ordinal);
}
