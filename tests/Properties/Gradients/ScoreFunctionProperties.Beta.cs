using BayesBench.Reference.Gradients;
using BayesBench.Reference.Numerics;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <content>For a beta law.</content>
public partial class ScoreFunctionProperties
{
    [Fact]
    public void Exact_moments_under_a_beta_law_are_integrals() => BetaLaws.MomentsAreIntegrals(
        ScoreFunction.BetaMoments, ScoreFunction.Beta, seed: 96);

    [Fact]
    public void The_gradient_under_a_beta_law_is_that_of_the_expected_logarithm()
    {
        foreach ((double alpha, double beta) in BetaLaws.Points(60, 0.3, seed: 97))
        {
            double[] gradient = ScoreFunction.BetaMoments(alpha, beta).Gradient;
            double Mean(double byAlpha, double byBeta) =>
                SpecialFunctions.Digamma(alpha + byAlpha) - SpecialFunctions.Digamma(alpha + byAlpha + beta + byBeta);
            ElboLaws.IsSlope(by => Mean(by, 0), gradient[0], 1e-3 * alpha);
            ElboLaws.IsSlope(by => Mean(0, by), gradient[1], 1e-3 * beta);
        }
    }

    // Beta(2, 3): psi(2) - psi(5) is -(1/2 + 1/3 + 1/4), psi_1(2) - psi_1(5) is 1/4 + 1/9 + 1/16, and so on. With the mean as a
    // baseline the variance would be the fourth cumulant and twice the square of the second.
    [Fact]
    public void Whole_shapes_have_rational_cumulants()
    {
        double[] parts = [1.0 / 2, 1.0 / 3, 1.0 / 4];
        double Sum(int power) => parts.Sum(part => Math.Pow(part, power));
        (double mean, double k2, double k3, double k4) = (-Sum(1), Sum(2), -2 * Sum(3), 6 * Sum(4));
        double ofMeanBaseline = k4 + (2 * k2 * k2);
        GradientMoments moments = ScoreFunction.BetaMoments(2, 3);
        Assert.Equal(k2, moments.Gradient[0], 1e-15);
        Assert.Equal(ofMeanBaseline + (2 * mean * k3) + (mean * mean * k2), moments.Variance[0], 1e-14);
        Assert.Equal([0.423611, 2.09843, 0.831404], [Six(k2), Six(moments.Variance[0]), Six(ofMeanBaseline)]);
    }

    // Of a tiny second shape, ln x hardly varies: what is left are its first-order terms, beta times slopes of the polygammas.
    [Fact]
    public void Small_differences_of_shapes_keep_their_digits()
    {
        foreach (double alpha in new[] { 0.3, 5, 40 })
        {
            const double Small = 1e-12;
            GradientMoments moments = ScoreFunction.BetaMoments(alpha, Small);
            Assert.Equal(1, moments.Gradient[0] / (-Small * SpecialFunctions.Polygamma(2, alpha)), 1e-11);
        }
    }

    private static double Six(double x) => double.Parse(
        x.ToString("G6", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
