using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Statistics;

/// <summary>Variance and covariance of small samples are right on average: what dividing by n - 1 is for.</summary>
public class SampleStatistics
{
    private const int Size = 5;

    // Dividing by n would show as 0.2, which is 0.28 standard deviations of a variance of five normal draws.
    private static readonly MeanAssertion Variance =
        Ledger.Mean("sample.variance-is-unbiased", 1e-9, 0.03, 0.999, draws: 100_000);

    private static readonly MeanAssertion Covariance =
        Ledger.Mean("sample.covariance-is-unbiased", 1e-9, 0.03, 0.999, draws: 100_000);

    [Fact]
    public void The_variance_of_five_draws_is_unbiased()
    {
        double[] variances = Draws.Repeat(
            Variance.Design.Id, Variance.Design.Draws, draws => Sample.Variance(draws.Normal(Size)));
        // Var(s^2) = 2 / (n - 1) for normal draws of variance 1.
        Variance.Agrees(Moments.Of(variances), 1.0, Math.Sqrt(2.0 / (Size - 1)));
    }

    [Fact]
    public void The_covariance_of_five_pairs_is_unbiased()
    {
        // y = (x + z) / sqrt(2): covariance r = 1/sqrt(2), and the sample's has variance (1 + r^2) / (n - 1).
        double[] covariances = Draws.Repeat(Covariance.Design.Id, Covariance.Design.Draws, draws =>
        {
            double[] x = draws.Normal(Size);
            double[] z = draws.Normal(Size);
            return Sample.Covariance(x, [.. x.Zip(z, (a, b) => (a + b) / Math.Sqrt(2.0))]);
        });
        Covariance.Agrees(Moments.Of(covariances), 1.0 / Math.Sqrt(2.0), Math.Sqrt(1.5 / (Size - 1)));
    }
}
