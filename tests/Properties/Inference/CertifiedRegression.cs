using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Numerics;
using Xunit;

namespace BayesBench.Properties.Inference;

/// <summary>
/// With a flat prior the posterior's mean is the least-squares solution, and with the residual variance for the noise its
/// covariance is that of the estimate: both meet what NIST certifies, the better the less ill-conditioned the data are.
/// </summary>
public class CertifiedRegression
{
    /// <summary>Digits of the worst coefficient, and of the worst standard deviation where one is certified.</summary>
    public static TheoryData<string, double, double> Sets => new()
    {
        { "Norris", 13.5, 12 },
        { "Pontius", 13, 12 },
        { "NoInt1", 14, 13 },
        { "NoInt2", 14, 13 },
        { "Filip", 7.5, 7 }, // as far as powers of x, rounded to doubles, let anyone come
        { "Longley", 14, 12 },
        { "Wampler1", 14, 0 },
        { "Wampler2", 12.3, 0 }, // its targets are decimals, rounded to doubles
        { "Wampler3", 14, 12 },
        { "Wampler4", 14, 12 },
        { "Wampler5", 14, 12 },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void Flat_prior_meets_the_certified_values(string name, double digits, double digitsOfDeviations)
    {
        CertifiedSet set = CertifiedSet.Of(name);
        double[] coefficients = FlatPosterior(set, 1).Mean;
        double reached = CertifiedSet.Digits(set.Coefficients, coefficients);
        double[] residuals = [.. set.X.Zip(set.Y, (row, y) => y - row.Zip(coefficients, (x, b) => x * b).Sum())];
        double variance = residuals.Sum(r => r * r) / (set.Y.Length - coefficients.Length);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {reached:F1} digits of the coefficients");
        Assert.True(reached >= digits, $"{name} has {reached:F2} digits of the coefficients, not {digits}");
        if (digitsOfDeviations > 0)
        {
            double[][] covariance = FlatPosterior(set, variance).Covariance;
            double[] deviations = [.. covariance.Select((row, i) => Math.Sqrt(row[i]))];
            double ofDeviations = CertifiedSet.Digits(set.StandardDeviations, deviations);
            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {ofDeviations:F1} digits of the deviations");
            Assert.True(ofDeviations >= digitsOfDeviations, $"{name} has {ofDeviations:F2} digits of the deviations, not {digitsOfDeviations}");
        }
    }

    [Fact]
    public void Normal_equations_lose_Filip()
    {
        // The condition of X^T X is the square of X's, beyond what a double resolves.
        CertifiedSet filip = CertifiedSet.Of("Filip");
        SufficientStatistics sums = BayesianLinearRegression.SufficientStatistics(filip.X, filip.Y);
        try
        {
            double[] coefficients = Cholesky.Solve(sums.Gram, sums.Moment);
            Assert.True(CertifiedSet.Digits(filip.Coefficients, coefficients) < 1);
        }
        catch (ArgumentOutOfRangeException error)
        {
            Assert.Contains("is not positive definite", error.Message, StringComparison.Ordinal);
        }
    }

    private static WeightPosterior FlatPosterior(CertifiedSet set, double noiseVariance) => BayesianLinearRegression.Posterior(
        set.X, set.Y, noiseVariance, new double[set.Coefficients.Length], double.PositiveInfinity);
}
