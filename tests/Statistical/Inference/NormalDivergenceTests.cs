using BayesBench.Reference.Inference;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Inference;

/// <summary>The divergence of two normal laws is what the logarithm of their ratio is on average, over draws of the first.</summary>
public class NormalDivergenceTests
{
    private const double FalseAlarm = 1e-10;
    private const int Count = 1 << 17;

    private static readonly double[] Mean = [0.5, -1];
    private static readonly double[][] Covariance = [[1, 0.5], [0.5, 2]];
    private static readonly double[] OtherMean = [0, 0];
    private static readonly double[][] OtherCovariance = [[2, -0.5], [-0.5, 2]];

    private static readonly MeanAssertion LogRatio =
        Ledger.Mean("kullback-leibler.multivariate-normal.log-ratio", FalseAlarm, 0.03, 0.999, Count);

    [Fact]
    public void The_average_log_ratio_over_draws_of_the_first_is_the_divergence()
    {
        double[][] draws = MultivariateNormal.Draw(Mean, Covariance, TestKey.For(LogRatio.Design.Id), 0, 0, Count);
        Moments moments = Moments.Of(Array.ConvertAll(draws, x =>
            MultivariateNormal.LogDensity(x, Mean, Covariance) - MultivariateNormal.LogDensity(x, OtherMean, OtherCovariance)));
        LogRatio.Agrees(
            moments,
            KullbackLeibler.MultivariateNormal(Mean, Covariance, OtherMean, OtherCovariance),
            Math.Sqrt(Variance));
    }

    // Of a quadratic form of normal numbers: tr((P^-1 Q - I)^2) / 2 + d^T P^-1 Q P^-1 d; det P = 3.75, P^-1 = [2, 0.5; 0.5, 2] / 3.75.
    private static double Variance
    {
        get
        {
            const double Determinant = 3.75;
            double[][] precision = [[2 / Determinant, 0.5 / Determinant], [0.5 / Determinant, 2 / Determinant]];
            double Ratio(int i, int j) =>
                (precision[i][0] * Covariance[0][j]) + (precision[i][1] * Covariance[1][j]) - (i == j ? 1 : 0);
            double spread = (Ratio(0, 0) * Ratio(0, 0)) + (2 * Ratio(0, 1) * Ratio(1, 0)) + (Ratio(1, 1) * Ratio(1, 1));
            double[] y = [.. precision.Select(row => (row[0] * Mean[0]) + (row[1] * Mean[1]))];
            double shift = (y[0] * y[0] * Covariance[0][0]) + (2 * y[0] * y[1] * Covariance[0][1]) + (y[1] * y[1] * Covariance[1][1]);
            return (0.5 * spread) + shift;
        }
    }
}
