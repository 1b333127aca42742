using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class ImportanceWeightedStickingTheLandingProperties
{
    [Fact]
    public void Exact_moments_of_two_samples_are_integrals_over_both() => BoundLaws.MomentsOfTwoSamplesAreIntegrals(
        ImportanceWeightedStickingTheLanding.BoundMoments, ImportanceWeightedStickingTheLanding.Bound);

    [Fact]
    public void Two_samples_are_biased()
    {
        BiasedGradientMoments moments = ImportanceWeightedStickingTheLanding.BoundMoments(0, 1, 0.5, 0.8, 2);
        Assert.Equal(-0.578849, moments.Mean[0], 1e-6);
        Assert.Equal(-0.359824, moments.Gradient[0], 1e-6);
        Assert.Equal(0.601483, moments.Mean[1], 1e-6);
        Assert.Equal(0.424057, moments.Gradient[1], 1e-6);
    }

    // Two equal samples are one; and where q is the posterior there is nothing to drop.
    [Fact]
    public void One_sample_is_not()
    {
        Assert.Equal(
            StickingTheLanding.Elbo(0.4, 1.5, -0.3, 0.7, 0.9),
            ImportanceWeightedStickingTheLanding.Bound(0.4, 1.5, -0.3, 0.7, [0.9, 0.9]));
        BiasedGradientMoments optimum = ImportanceWeightedStickingTheLanding.BoundMoments(0.3, 1.7, 0.3, 1.7, 2);
        Assert.Equal([0.0, 0.0, 0.0, 0.0], [.. optimum.Mean, .. optimum.Variance]);
    }
}
