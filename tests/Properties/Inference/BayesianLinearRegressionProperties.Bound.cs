using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Numerics;
using FsCheck.Xunit;
using Xunit;
using Blr = BayesBench.Reference.Inference.BayesianLinearRegression;

namespace BayesBench.Properties.Inference;

/// <content>The evidence and its lower bound.</content>
public partial class BayesianLinearRegressionProperties
{
    [Property]
    public void Evidence_is_the_bound_plus_the_divergence_from_the_posterior(Regression given, Regression other)
    {
        WeightPosterior posterior = Posterior(given);
        (double[] mean, double[][] covariance) = Some(given, other);
        double divergence = Divergence(mean, covariance, posterior);
        double bound = Elbo(given, mean, covariance);
        double evidence = LogEvidence(given);
        double terms = Math.Abs(bound) + Math.Abs(divergence) + Math.Abs(evidence) + (2 * given.Rows) + given.Columns;
        Assert.Equal(evidence, bound + divergence, Rounding(given) * terms);
        Assert.True(bound <= evidence + (Rounding(given) * terms));
    }

    [Property]
    public void Posterior_attains_the_bound(Regression given)
    {
        WeightPosterior posterior = Posterior(given);
        double evidence = LogEvidence(given);
        double misfit = given.X.Zip(given.Y, (row, y) => Math.Pow(y - Dot(row, posterior.Mean), 2)).Sum() / given.NoiseVariance;
        double terms = Math.Abs(evidence) + misfit + (2 * given.Rows) + (2 * given.Columns);
        Assert.Equal(evidence, Elbo(given, posterior.Mean, posterior.Covariance), Rounding(given) * terms);
    }

    [Property]
    public void Best_independent_weights_have_the_precision_of_the_diagonal(Regression given)
    {
        // Of all diagonal covariances at the posterior's mean, variances 1 / Lambda[i][i] are best: any other is worse, by
        // (r - 1 - ln r) / 2 with r its ratio to that.
        WeightPosterior posterior = Posterior(given);
        double[] variances = [.. Enumerable.Range(0, given.Columns).Select(i =>
            1 / ((given.X.Sum(row => row[i] * row[i]) / given.NoiseVariance) + (1 / given.PriorVariance)))];
        double best = Elbo(given, posterior.Mean, Diagonal(variances));
        for (int i = 0; i < given.Columns; i++)
        {
            foreach (double ratio in new[] { 0.5, 0.99, 1.01, 2.0 })
            {
                double[] others = [.. variances];
                others[i] *= ratio;
                double loss = best - Elbo(given, posterior.Mean, Diagonal(others));
                double terms = Math.Abs(best) + given.Rows + given.Columns;
                Assert.Equal(0.5 * (ratio - 1 - Math.Log(ratio)), loss, 64 * given.Rows * given.Columns * U * terms);
            }
        }
    }

    [Fact]
    public void Flat_prior_has_no_evidence()
    {
        double[][] identity = [[1, 0], [0, 1]];
        Assert.Equal(double.NegativeInfinity, Blr.LogEvidence(DeckX, DeckY, 0.25, [0, 0], double.PositiveInfinity));
        Assert.Equal(double.NegativeInfinity, Blr.Elbo(DeckX, DeckY, 0.25, [0, 0], double.PositiveInfinity, [0, 0], identity));
    }

    private static double Elbo(Regression given, double[] mean, double[][] covariance) => Blr.Elbo(
        given.X, given.Y, given.NoiseVariance, given.PriorMean, given.PriorVariance, mean, covariance);

    // A law of the weights that has nothing to do with the model: another's numbers.
    private static (double[] Mean, double[][] Covariance) Some(Regression given, Regression other)
    {
        double[][] root = [.. Enumerable.Range(0, given.Columns).Select(i => Enumerable.Range(0, given.Columns).Select(
            j => i == j ? 1.0 : 0.3 * Math.Sin(other.Y[(i + j) % other.Rows] + Math.Min(i, j))).ToArray())];
        double[][] covariance = [.. root.Select(row => root.Select(second => Dot(row, second)).ToArray())];
        return ([.. Enumerable.Range(0, given.Columns).Select(i => other.Y[i % other.Rows])], covariance);
    }

    // KL(N(mean, covariance) || posterior), term by term.
    private static double Divergence(double[] mean, double[][] covariance, WeightPosterior posterior)
    {
        double[] shift = [.. mean.Zip(posterior.Mean, (a, b) => a - b)];
        double trace = covariance.Select((row, i) => Cholesky.Solve(posterior.Covariance, row)[i]).Sum();
        double square = Dot(shift, Cholesky.Solve(posterior.Covariance, shift));
        return 0.5 * (trace + square - mean.Length
            + Cholesky.LogDeterminant(posterior.Covariance) - Cholesky.LogDeterminant(covariance));
    }

    private static double[][] Diagonal(double[] values) =>
        [.. values.Select((value, i) => values.Select((_, j) => i == j ? value : 0.0).ToArray())];
}
