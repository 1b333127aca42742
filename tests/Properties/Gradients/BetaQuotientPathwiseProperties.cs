using BayesBench.Reference.Gradients;
using BayesBench.Reference.Probability;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class BetaQuotientPathwiseProperties
{
    // Over both gamma laws; the quadrature of the moments themselves has other nodes.
    [Fact]
    public void Exact_moments_are_integrals_over_both_draws()
    {
        const double Unit = 0.2; // wide steps, for there are pairs of them
        foreach ((double alpha, double beta) in new[] { (2.0, 3.0), (0.8, 4), (6, 1.5) })
        {
            double Expectation(Func<double[], double> g) => GammaLaws.Expectation(
                alpha, first => GammaLaws.Expectation(beta, second => g([first, second]), Unit), Unit);
            GammaLaws.MomentsAreOver<double[]>(
                BetaQuotientPathwise.BetaMoments(alpha, beta),
                Expectation,
                logDraws => BetaQuotientPathwise.Beta(alpha, beta, logDraws),
                1e-11);
        }
    }

    // Given x, the sum of both gamma draws has the law of shape alpha + beta.
    [Fact]
    public void Its_expectation_given_the_draw_is_implicit_reparametrisation()
    {
        foreach ((double alpha, double beta) in BetaLaws.Points(12, 0.3, seed: 98))
        {
            foreach (double logOdds in new[] { -12, -0.7, 0.4, 6 })
            {
                double logX = -Math.Log(1 + Math.Exp(-logOdds)), logRest = -Math.Log(1 + Math.Exp(logOdds));
                double[] implicitly = BetaImplicitPathwise.Beta(alpha, beta, logOdds);
                for (int component = 0; component < 2; component++)
                {
                    double given = GammaLaws.Expectation(
                        alpha + beta,
                        logSum => BetaQuotientPathwise.Beta(alpha, beta, [logSum + logX, logSum + logRest])[component]);
                    Assert.Equal(1, given / implicitly[component], 1e-11);
                }
            }
        }
    }

    // The law of total variance.
    [Fact]
    public void It_varies_more_than_implicit_reparametrisation()
    {
        foreach ((double alpha, double beta) in BetaLaws.Points(6, 0.3, seed: 99))
        {
            double[] variance = BetaQuotientPathwise.BetaMoments(alpha, beta).Variance;
            double[] implicitly = BetaImplicitPathwise.BetaMoments(alpha, beta).Variance;
            Assert.InRange(implicitly[0], 0, variance[0]);
            Assert.InRange(implicitly[1], 0, variance[1]);
        }
    }

    // By a quadrature that is not of this suite.
    [Fact]
    public void Of_two_and_three_it_varies_so_much_more()
    {
        double[] variance = BetaQuotientPathwise.BetaMoments(2, 3).Variance;
        double[] implicitly = BetaImplicitPathwise.BetaMoments(2, 3).Variance;
        Assert.Equal(1, implicitly[0] / 0.07464920775264, 1e-11);
        Assert.Equal(1, implicitly[1] / 0.001862240926602, 1e-11);
        Assert.Equal(1, variance[0] / 0.08433423831183, 1e-11);
        Assert.Equal(1, variance[1] / 0.004755824027629, 1e-11);
    }

    // By either shape it is a slope of ln(G / (G + H)) whose draws are quantiles.
    [Fact]
    public void The_call_is_the_slope_of_a_quotient_of_quantiles()
    {
        foreach ((double alpha, double beta) in BetaLaws.Points(4, 0.3, seed: 90))
        {
            double LogOf(double shape, double probability) => Math.Log(Gamma.Quantile(probability, shape, 1));
            double LogX(double byAlpha, double byBeta) =>
                -Math.Log(1 + Math.Exp(LogOf(beta + byBeta, 0.3) - LogOf(alpha + byAlpha, 0.6)));
            double[] gradient = BetaQuotientPathwise.Beta(alpha, beta, [LogOf(alpha, 0.6), LogOf(beta, 0.3)]);
            ElboLaws.IsSlope(by => LogX(by, 0), gradient[0], 1e-3 * alpha);
            ElboLaws.IsSlope(by => LogX(0, by), gradient[1], 1e-3 * beta);
        }
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.StartsWith(
            "beta is -1; it must be positive and finite.",
            Assert.Throws<ArgumentOutOfRangeException>(() => BetaQuotientPathwise.Beta(1, -1, [0, 0])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "logDraws has length 3; it must have length 2.",
            Assert.Throws<ArgumentException>(() => BetaQuotientPathwise.Beta(1, 1, [0, 0, 0])).Message,
            StringComparison.Ordinal);
    }
}
