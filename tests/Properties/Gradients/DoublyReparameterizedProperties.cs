using BayesBench.Reference.Gradients;
using BayesBench.Reference.Inference;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class DoublyReparameterizedProperties
{
    [Fact]
    public void Exact_moments_of_two_samples_are_integrals_over_both() => BoundLaws.MomentsOfTwoSamplesAreIntegrals(
        DoublyReparameterized.BoundMoments, DoublyReparameterized.Bound);

    [Fact]
    public void The_gradient_is_that_of_the_importance_weighted_bound()
    {
        foreach ((double mu, double tau, double m, double s) in BoundLaws.Places)
        {
            const double H = 1e-2;
            double Value(double byMean, double byDeviation) => BoundLaws.OverTwo((a, b) => ImportanceWeighted.Bound(
                [.. new[] { a, b }.Select(e => BoundLaws.LogWeight(mu, tau, m + byMean, s + byDeviation, e))]));
            double[] gradient = DoublyReparameterized.BoundMoments(mu, tau, m, s, 2).Gradient;
            Assert.Equal(ElboLaws.Slope(h => Value(h, 0), H), gradient[0], 1e-5 * (1 + Math.Abs(gradient[0])));
            Assert.Equal(ElboLaws.Slope(h => Value(0, h), H), gradient[1], 1e-5 * (1 + Math.Abs(gradient[1])));
        }
    }

    // The setting of TensorFlow Probability's own test of this estimator: target N(2, 3^2), q = N(-3, 1), ten samples.
    [Fact]
    public void It_does_not_always_reduce_the_variance()
    {
        double[] variance = DoublyReparameterized.BoundMoments(2, 3, -3, 1, 10).Variance;
        double[] pathwise = ImportanceWeightedPathwise.BoundMoments(2, 3, -3, 1, 10).Variance;
        Assert.Equal(45.0, variance[0] / pathwise[0], 0.1);
        Assert.Equal(22.4, variance[1] / pathwise[1], 0.1);
        // Where q is as wide as it should be, it does.
        Assert.True(DoublyReparameterized.BoundMoments(2, 3, -3, 3, 10).Variance[0]
            < 0.2 * ImportanceWeightedPathwise.BoundMoments(2, 3, -3, 3, 10).Variance[0]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void Where_q_is_the_posterior_no_call_differs_from_zero(int samples)
    {
        GradientMoments exact = DoublyReparameterized.BoundMoments(0.3, 1.7, 0.3, 1.7, samples);
        Assert.Equal([0.0, 0.0, 0.0, 0.0], [.. exact.Gradient, .. exact.Variance]);
        double[] noise = [.. Enumerable.Range(0, samples).Select(i => i - 1.5)];
        Assert.Equal([0.0, 0.0], DoublyReparameterized.Bound(0.3, 1.7, 0.3, 1.7, noise));
    }

    [Fact]
    public void Fewer_than_two_samples_are_refused() => Assert.Contains(
        "samples is 1; it must be at least 2",
        Assert.Throws<ArgumentOutOfRangeException>(() => DoublyReparameterized.BoundMoments(0, 1, 0, 1, 1)).Message,
        StringComparison.Ordinal);
}
