using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class AntitheticPathwiseProperties
{
    [Fact]
    public void Exact_moments_are_integrals_of_the_estimator() => EstimatorLaws.MomentsAreIntegrals(
        AntitheticPathwise.NormalMoments, AntitheticPathwise.Normal, seed: 53);

    [Fact]
    public void A_call_is_the_mean_of_two_calls_at_mirrored_noise()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(300, seed: 54))
        {
            double noise = Math.Tanh(k + mean); // any number
            double[] plus = Pathwise.Normal(objective, k, mean, deviation, noise);
            double[] minus = Pathwise.Normal(objective, k, mean, deviation, -noise);
            double[] call = AntitheticPathwise.Normal(objective, k, mean, deviation, noise);
            for (int component = 0; component < 2; component++)
            {
                double size = Math.Abs(plus[component]) + Math.Abs(minus[component]);
                Assert.Equal((plus[component] + minus[component]) / 2, call[component], 1e-15 * size);
            }
        }
    }

    // Half the variance is what two independent calls would have; the covariance of mirrored ones has either sign.
    [Fact]
    public void It_never_varies_more_than_one_call()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(300, seed: 55))
        {
            double[] pair = AntitheticPathwise.NormalMoments(objective, k, mean, deviation).Variance;
            double[] single = Pathwise.NormalMoments(objective, k, mean, deviation).Variance;
            Assert.InRange(pair[0], 0, single[0] * (1 + 1e-12));
            Assert.InRange(pair[1], 0, single[1] * (1 + 1e-12));
        }
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public void On_a_quadratic_the_part_by_the_mean_does_not_vary(double k)
    {
        Assert.Equal([0.0, 8.0], AntitheticPathwise.NormalMoments(Objective.Quadratic, k, 1, 1).Variance);
        Assert.Equal(2 * (1 - k), AntitheticPathwise.Normal(Objective.Quadratic, k, 1, 1, 0.75)[0]);
    }

    // f' = -2 k (x - k x^3 + ...): of its even part only 3 k s^2 m e^2 varies, with e^2 by 2.
    [Fact]
    public void A_nearly_constant_exponential_keeps_its_digits()
    {
        const double K = 1e-6, Mean = 0.75, Deviation = 2;
        double coefficient = 2 * K * K * 3 * Mean * Deviation * Deviation;
        double variance = AntitheticPathwise.NormalMoments(Objective.Exponential, K, Mean, Deviation).Variance[0];
        Assert.Equal(1, variance / (2 * coefficient * coefficient), 1e-4);
    }
}
