using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class RenyiBoundProperties
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.8)]
    public void Exact_moments_of_two_samples_are_integrals_over_both(double order) => BoundLaws.MomentsOfTwoSamplesAreIntegrals(
        (mu, tau, m, s, samples) => RenyiBound.BoundMoments(mu, tau, m, s, order, samples),
        (mu, tau, m, s, noise) => RenyiBound.Bound(mu, tau, m, s, order, noise));

    [Fact]
    public void The_gradient_is_that_of_the_bound_of_its_order()
    {
        const double Order = 0.4;
        foreach ((double mu, double tau, double m, double s) in BoundLaws.Places)
        {
            double Power(double byMean, double byDeviation, double e) =>
                Math.Exp((1 - Order) * BoundLaws.LogWeight(mu, tau, m + byMean, s + byDeviation, e));
            double Value(double byMean, double byDeviation) => BoundLaws.OverTwo((a, b) =>
                Math.Log((Power(byMean, byDeviation, a) + Power(byMean, byDeviation, b)) / 2) / (1 - Order));
            double[] gradient = RenyiBound.BoundMoments(mu, tau, m, s, Order, 2).Gradient;
            ElboLaws.IsSlope(h => Value(h, 0), gradient[0]);
            ElboLaws.IsSlope(h => Value(0, h), gradient[1]);
        }
    }

    [Fact]
    public void Order_zero_is_the_importance_weighted_bound()
    {
        GradientMoments exact = RenyiBound.BoundMoments(0.7, 1.4, -0.2, 0.9, 0, 3);
        GradientMoments weighted = ImportanceWeightedPathwise.BoundMoments(0.7, 1.4, -0.2, 0.9, 3);
        Assert.Equal([.. weighted.Gradient, .. weighted.Variance], [.. exact.Gradient, .. exact.Variance]);
        double[] noise = [0.3, -1.2, 0.8];
        Assert.Equal(
            ImportanceWeightedPathwise.Bound(0.7, 1.4, -0.2, 0.9, noise), RenyiBound.Bound(0.7, 1.4, -0.2, 0.9, 0, noise));
    }

    // The mean of K independent calls of the total derivative.
    [Theory]
    [InlineData(1, 1e-12)]
    [InlineData(1 - 1e-6, 1e-4)]
    public void Order_one_is_the_evidence_lower_bound(double order, double tolerance)
    {
        foreach ((double mu, double tau, double m, double s) in BoundLaws.Places)
        {
            GradientMoments exact = RenyiBound.BoundMoments(mu, tau, m, s, order, 5);
            GradientMoments one = TotalPathwise.ElboMoments(mu, tau, m, s);
            for (int component = 0; component < 2; component++)
            {
                double scale = Math.Sqrt(one.Variance[component]) + Math.Abs(one.Gradient[component]) + (1 / s);
                Assert.Equal(one.Gradient[component], exact.Gradient[component], tolerance * scale);
                Assert.Equal(one.Variance[component] / 5, exact.Variance[component], tolerance * scale * scale);
            }
        }
    }

    // 1 / (1 - order) ln E w^(1 - order): Renyi's divergence, from one sample's noise alone.
    [Fact]
    public void Many_samples_reach_the_divergence()
    {
        const double Order = 0.5;
        double Divergence(double m, double s) =>
            Math.Log(Quadrature.Expectation(e => Math.Exp((1 - Order) * BoundLaws.LogWeight(0.7, 1.4, m, s, e)))) / (1 - Order);
        double Off(int samples, int component) => RenyiBound.BoundMoments(0.7, 1.4, -0.2, 0.9, Order, samples).Gradient[component]
            - ElboLaws.Slope(h => component == 0 ? Divergence(-0.2 + h, 0.9) : Divergence(-0.2, 0.9 + h), 1e-2);
        for (int component = 0; component < 2; component++)
        {
            // What is left falls as 1 / K.
            Assert.InRange(Off(1000, component) / Off(4000, component), 3.9, 4.1);
            Assert.Equal(0, Off(4000, component), 1e-3);
        }
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void An_order_out_of_range_is_refused(double order) => Assert.Contains(
        FormattableString.Invariant($"order is {order}; it must be in [0, 1]"),
        Assert.Throws<ArgumentOutOfRangeException>(() => RenyiBound.BoundMoments(0, 1, 0, 1, order, 2)).Message,
        StringComparison.Ordinal);
}
