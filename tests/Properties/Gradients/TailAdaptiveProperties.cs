using BayesBench.Reference.Gradients;
using Xunit;
using Rule = BayesBench.Properties.Support.Quadrature;

namespace BayesBench.Properties.Gradients;

public class TailAdaptiveProperties
{
    // The reference has the ranks' law; here both samples are integrated over, in pieces on which their order does not change.
    [Fact]
    public void Exact_moments_of_two_samples_are_integrals_over_both()
    {
        foreach ((double mu, double tau, double m, double s) in BoundLaws.Places)
        {
            BiasedGradientMoments exact = TailAdaptive.BoundMoments(mu, tau, m, s, 2);
            double turn = TurnOf(mu, tau, m, s);
            for (int component = 0; component < 2; component++)
            {
                double Gradient(double a, double b) => TailAdaptive.Bound(mu, tau, m, s, [a, b])[component];
                double first = OverTwo(turn, Gradient), square = OverTwo(turn, (a, b) => Gradient(a, b) * Gradient(a, b));
                Assert.Equal(first, exact.Mean[component], 1e-11 * Math.Sqrt(square));
                Assert.Equal(square - (first * first), exact.Variance[component], 1e-11 * square);
            }
        }
    }

    // With tau = s the ratio rises or falls with the noise: means, variances and covariances of three normal numbers in order, whose
    // closed forms are known (largest, middle and smallest of three).
    [Theory]
    [InlineData(1.5)]
    [InlineData(-1.5)]
    public void Of_a_monotonic_ratio_the_noise_is_in_order(double distance)
    {
        double extreme = 1.5 / Math.Sqrt(Math.PI), root = Math.Sqrt(3) / (2 * Math.PI);
        double middleVariance = 1 - (2 * root), middleCovariance = root;
        // They add up to three independent ones, whose total variance is 3; the largest squared is 1 + sqrt(3) / (2 pi) on average.
        double variance = 1 + root - (extreme * extreme);
        double covariance = (3 - (2 * variance) - middleVariance - (4 * middleCovariance)) / 2;
        double[] weights = [6 / 11.0, 3 / 11.0, 2 / 11.0];
        double mean = (weights[0] - weights[2]) * extreme;
        double square = (weights[0] * weights[0] * variance) + (weights[1] * weights[1] * middleVariance) + (weights[2] * weights[2] * variance)
            + (2 * weights[0] * weights[1] * middleCovariance) + (2 * weights[1] * weights[2] * middleCovariance)
            + (2 * weights[0] * weights[2] * covariance);
        BiasedGradientMoments exact = TailAdaptive.BoundMoments(distance, 1, 0, 1, 3);
        double slope = distance;
        Assert.Equal([slope, 0.0], [exact.Mean[0], exact.Variance[0]]);
        Assert.Equal(Math.Abs(slope) * mean, exact.Mean[1], 1e-14);
        Assert.Equal(slope * slope * square, exact.Variance[1], 1e-14);
    }

    [Fact]
    public void The_largest_ratio_counts_in_full_the_second_by_half_the_third_by_a_third()
    {
        // Narrower than the posterior: the farthest from its mean has the largest ratio.
        double[] noise = [0.5, -3, 1];
        double[] expected = [0, 0];
        foreach ((double e, double weight) in new[] { (-3.0, 6 / 11.0), (1.0, 3 / 11.0), (0.5, 2 / 11.0) })
        {
            double[] slope = StickingTheLanding.Elbo(0.2, 2, 0.2, 1, e);
            expected = [expected[0] + (weight * slope[0]), expected[1] + (weight * slope[1])];
        }

        double[] call = TailAdaptive.Bound(0.2, 2, 0.2, 1, noise);
        Assert.Equal(expected[0], call[0], 1e-14);
        Assert.Equal(expected[1], call[1], 1e-14);
        Assert.Equal(call, TailAdaptive.Bound(0.2, 2, 0.2, 1, [1, 0.5, -3]));
    }

    // Ratio and slope times noise rise together: whether q is too narrow or too wide, ranks widen it more than the bound would.
    [Fact]
    public void About_the_posteriors_mean_ranks_widen_q_the_more_samples_the_more()
    {
        foreach ((double tau, double s) in new[] { (2.0, 0.5), (1.1, 1), (1, 1.1), (0.5, 2) })
        {
            double[] means = [.. new[] { 2, 3, 4, 8, 100 }.Select(samples => TailAdaptive.BoundMoments(0.3, tau, 0.3, s, samples).Mean[1])];
            double before = StickingTheLanding.ElboMoments(0.3, tau, 0.3, s).Gradient[1];
            foreach (double mean in means)
            {
                Assert.True(mean > before);
                before = mean;
            }
        }
    }

    // The turn goes to infinity as the ratio becomes monotonic, and comes back from the other side.
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Moments_are_continuous_where_the_ratio_becomes_monotonic(int samples)
    {
        double[] At(double s)
        {
            BiasedGradientMoments exact = TailAdaptive.BoundMoments(0.4, 1, -0.3, s, samples);
            return [exact.Mean[0], exact.Mean[1], exact.Variance[1]];
        }

        double[] monotonic = At(1);
        Assert.All(At(1 - 1e-9), (value, i) => Assert.Equal(monotonic[i], value, 1e-8));
        Assert.All(At(1 + 1e-9), (value, i) => Assert.Equal(monotonic[i], value, 1e-8));
    }

    [Fact]
    public void Where_q_is_the_posterior_it_vanishes()
    {
        BiasedGradientMoments exact = TailAdaptive.BoundMoments(0.3, 1.7, 0.3, 1.7, 5);
        Assert.Equal([0.0, 0, 0, 0, 0, 0], [.. exact.Gradient, .. exact.Mean, .. exact.Variance]);
        Assert.Equal([0.0, 0.0], TailAdaptive.Bound(0.3, 1.7, 0.3, 1.7, [2, -1]));
    }

    [Fact]
    public void Fewer_than_two_samples_are_refused()
    {
        Assert.Contains(
            "samples is 1; it must be at least 2",
            Assert.Throws<ArgumentOutOfRangeException>(() => TailAdaptive.BoundMoments(0, 1, 0, 1, 1)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "noise has length 1; it must have at least 2 elements",
            Assert.Throws<ArgumentException>(() => TailAdaptive.Bound(0, 1, 0, 1, [0.5])).Message,
            StringComparison.Ordinal);
    }

    // Where the log ratio, a parabola in the noise, turns round.
    private static double TurnOf(double mu, double tau, double m, double s)
    {
        double Log(double e) => BoundLaws.LogWeight(mu, tau, m, s, e);
        double linear = (Log(1) - Log(-1)) / 2, square = ((Log(1) + Log(-1)) / 2) - Log(0);
        return -linear / (2 * square);
    }

    private static double OverTwo(double turn, Func<double, double, double> f)
    {
        static double Density(double e) => Math.Exp(-0.5 * e * e) / Math.Sqrt(2 * Math.PI);
        static double Pieces(Func<double, double> g, params double[] ends)
        {
            double[] all = [.. ends.Append(-9).Append(9).Select(end => Math.Clamp(end, -9, 9)).Distinct().Order()];
            return all.Zip(all.Skip(1)).Sum(piece => Rule.Integral(g, piece.First, piece.Second, panels: 2));
        }

        return Pieces(a => Density(a) * Pieces(b => Density(b) * f(a, b), a, (2 * turn) - a), turn);
    }
}
