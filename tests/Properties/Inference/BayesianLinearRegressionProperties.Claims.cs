using BayesBench.Reference.Inference;
using BayesBench.Reference.Random;
using Xunit;
using Blr = BayesBench.Reference.Inference.BayesianLinearRegression;

namespace BayesBench.Properties.Inference;

/// <content>What the deck says of posteriors: where it holds, and where it does not.</content>
public partial class BayesianLinearRegressionProperties
{
    [Theory]
    [InlineData(1.0, 0.330178)]
    [InlineData(10.0, 9.430401)]
    public void Predictive_variance_depends_on_the_place(double place, double expected)
    {
        // Erratum F37: the deck prints one variance for all places.
        TargetPredictive predictive = Blr.Predictive(DeckX, DeckY, 0.25, [0, 0], 2, [1, place]);
        Assert.Equal(expected, predictive.Variance, 5e-7);
        Assert.NotEqual(predictive.Variance, Blr.Predictive(DeckX, DeckY, 0.25, [0, 0], 2, [1, place + 1]).Variance, 0.1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public void What_the_data_do_not_tell_stays_as_uncertain_as_before(int count)
    {
        // F42: y ~ N(theta1 + theta2, 1). The difference keeps its prior variance of 2, whatever is seen; the sum does not.
        double[][] x = [.. Enumerable.Repeat(new[] { 1.0, 1.0 }, count)];
        double[][] covariance = Blr.Posterior(x, [.. Enumerable.Repeat(0.5, count)], 1, [0, 0], 1).Covariance;
        Assert.Equal(2.0, covariance[0][0] + covariance[1][1] - (2 * covariance[0][1]), 1e-13);
        Assert.Equal(2.0 / (1 + (2.0 * count)), covariance[0][0] + covariance[1][1] + (2 * covariance[0][1]), 1e-13);
    }

    [Fact]
    public void Data_per_weight_decide_how_certain_the_posterior_is()
    {
        // N grows eightfold, features small enough for targets of one size. With D = 4 the deviations of the weights fall;
        // with N / D = 2 they stay where they are.
        (double few, _) = Uncertainty(rows: 16, columns: 4);
        (double more, double moreShare) = Uncertainty(rows: 128, columns: 4);
        Assert.InRange(more / few, 0.25, 0.55);
        (double small, double smallShare) = Uncertainty(rows: 16, columns: 8);
        (double large, double largeShare) = Uncertainty(rows: 128, columns: 64);
        Assert.InRange(large / small, 0.85, 1.2);
        // So the plug-in, whose variance is the noise's alone, stays as overconfident as it was.
        Assert.True(smallShare > 0.2 && largeShare > 0.2 && moreShare < 0.05);
    }

    [Fact]
    public void Maximum_a_posteriori_keeps_from_overfitting()
    {
        // As many weights as data: least squares goes through all of them, noise included; the prior's mode does not, and
        // is nearer to the truth at new places.
        (double[][] x, double[] truth, double[] y) = Data(rows: 12, columns: 12, noise: 1);
        double[] leastSquares = Blr.Posterior(x, y, 1, new double[12], double.PositiveInfinity).Mean;
        double[] mode = Blr.Posterior(x, y, 1, new double[12], 1).Mean;
        Assert.Equal(0.0, Misfit(x, y, leastSquares), 1e-18);
        Assert.True(Misfit(x, y, mode) > 0.05);
        (double[][] fresh, _, _) = Data(rows: 400, columns: 12, noise: 0, stream: 9);
        double[] target = [.. fresh.Select(row => Dot(row, truth))];
        Assert.True(Misfit(fresh, target, mode) < 0.5 * Misfit(fresh, target, leastSquares));
    }

    [Fact]
    public void Prior_vanishes_in_the_limit()
    {
        // Two priors that disagree by 10: so do the posteriors, by 10 sigma^2 / (sigma^2 + N sigma0^2 x^2), one weight.
        foreach (int count in new[] { 1, 10, 1000, 100000 })
        {
            double[][] x = [.. Enumerable.Repeat(new[] { 1.0 }, count)];
            double[] y = [.. Enumerable.Range(0, count).Select(n => n % 3 - 1.0)];
            double first = Blr.Posterior(x, y, 1, [-5], 2).Mean[0];
            double second = Blr.Posterior(x, y, 1, [5], 2).Mean[0];
            Assert.Equal(10 / (1 + (2.0 * count)), second - first, 1e-12);
        }
    }

    // The root mean square deviation of a weight, and the share of the predictive variance that is not noise, at fresh places.
    private static (double Deviation, double Share) Uncertainty(int rows, int columns)
    {
        double[][] x = Places(rows, 5);
        double[] y = new double[rows]; // the covariance does not depend on the targets
        double[][] covariance = Blr.Posterior(x, y, 1, new double[columns], 1).Covariance;
        double ofWeights = Places(64, 9).Average(place => covariance.Select((row, i) => place[i] * Dot(row, place)).Sum());
        return (Math.Sqrt(covariance.Select((row, i) => row[i]).Average()), ofWeights / (1 + ofWeights));

        double[][] Places(int count, uint stream) =>
            [.. Data(count, columns, noise: 0, stream).X.Select(row => row.Select(value => value / Math.Sqrt(columns)).ToArray())];
    }

    private static (double[][] X, double[] Weights, double[] Y) Data(int rows, int columns, double noise, uint stream = 5)
    {
        double[] Draw(uint of, int count) =>
            Reference.Probability.Normal.Draw(0, 1, PhiloxKey.From(37), of, 0, count);
        double[][] x = [.. Draw(stream, rows * columns).Chunk(columns)];
        double[] weights = Draw(6, columns);
        return (x, weights, [.. x.Zip(Draw(7, rows), (row, error) => Dot(row, weights) + (noise * error))]);
    }

    private static double Misfit(double[][] x, double[] y, double[] weights) =>
        x.Zip(y, (row, target) => Math.Pow(target - Dot(row, weights), 2)).Average();
}
