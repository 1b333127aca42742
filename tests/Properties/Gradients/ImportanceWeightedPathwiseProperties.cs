using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class ImportanceWeightedPathwiseProperties
{
    [Fact]
    public void Exact_moments_of_two_samples_are_integrals_over_both() => BoundLaws.MomentsOfTwoSamplesAreIntegrals(
        ImportanceWeightedPathwise.BoundMoments, ImportanceWeightedPathwise.Bound);

    // The same gradient from other integrands, for any number of samples.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(100)]
    public void Its_mean_is_that_of_the_doubly_reparametrised_estimator(int samples)
    {
        foreach ((double mu, double tau, double m, double s) in BoundLaws.Places)
        {
            GradientMoments pathwise = ImportanceWeightedPathwise.BoundMoments(mu, tau, m, s, samples);
            GradientMoments doubly = DoublyReparameterized.BoundMoments(mu, tau, m, s, samples);
            for (int component = 0; component < 2; component++)
            {
                double scale = Math.Sqrt(pathwise.Variance[component]) + (1 / s);
                Assert.Equal(doubly.Gradient[component], pathwise.Gradient[component], 1e-9 * scale);
            }
        }
    }

    [Fact]
    public void Two_equal_samples_make_the_total_derivative_of_one() => Assert.Equal(
        TotalPathwise.Elbo(0.4, 1.5, -0.3, 0.7, 0.9), ImportanceWeightedPathwise.Bound(0.4, 1.5, -0.3, 0.7, [0.9, 0.9]));
}
