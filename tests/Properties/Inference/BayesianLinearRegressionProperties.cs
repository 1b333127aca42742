using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Numerics;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using Xunit;
using Blr = BayesBench.Reference.Inference.BayesianLinearRegression;

namespace BayesBench.Properties.Inference;

/// <summary>Laws of the posterior, the predictive law and the evidence.</summary>
[Properties(Arbitrary = [typeof(RegressionGenerators)])]
public partial class BayesianLinearRegressionProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly double[][] DeckX = [[1, 0], [1, 1], [1, 2]];
    private static readonly double[] DeckY = [1, 2, 2];

    [Property]
    public void Batch_is_sequential(Regression given)
    {
        WeightPosterior batch = Posterior(given);
        WeightPosterior sequential = given.X.Zip(given.Y).Aggregate(
            Prior(given), (before, datum) => Blr.Update(before.Mean, before.Covariance, [datum.First], [datum.Second], given.NoiseVariance));
        Close(given, batch, sequential, RoundingOfSteps(given));
    }

    [Property]
    public void Order_of_the_data_does_not_matter(Regression given)
    {
        Regression reversed = given with { X = [.. given.X.Reverse()], Y = [.. given.Y.Reverse()] };
        Close(given, Posterior(given), Posterior(reversed), 2 * Rounding(given));
    }

    [Property]
    public void Posterior_of_the_first_data_is_the_prior_of_the_rest(Regression given)
    {
        int first = (given.Rows + 1) / 2;
        WeightPosterior before = Posterior(given with { X = given.X[..first], Y = given.Y[..first] });
        WeightPosterior after = first == given.Rows
            ? before
            : Blr.Update(before.Mean, before.Covariance, given.X[first..], given.Y[first..], given.NoiseVariance);
        Close(given, Posterior(given), after, RoundingOfSteps(given));
    }

    [Property]
    public void More_data_shrink_the_covariance_in_the_Loewner_order(Regression given)
    {
        // F34. Before minus after is positive semidefinite: no eigenvalue below zero but by rounding.
        double[][] before = Prior(given).Covariance;
        foreach (int count in Enumerable.Range(1, given.Rows))
        {
            double[][] after = Posterior(given with { X = given.X[..count], Y = given.Y[..count] }).Covariance;
            Matrix<double> difference = Dense(before) - Dense(after);
            double least = difference.Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real);
            Assert.True(least >= -Rounding(given) * Dense(before).L2Norm(), $"{least} after {count}");
            before = after;
        }
    }

    [Property]
    public void Posterior_solves_the_normal_equations(Regression given)
    {
        // MathNet's Cholesky of the precision: another way, whose errors the condition bounds.
        Matrix<double> x = Dense(given.X);
        Vector<double> y = Vector<double>.Build.DenseOfArray(given.Y);
        Matrix<double> precision = (x.TransposeThisAndMultiply(x) / given.NoiseVariance)
            + (Matrix<double>.Build.DenseIdentity(given.Columns) / given.PriorVariance);
        Vector<double> moment = (x.TransposeThisAndMultiply(y) / given.NoiseVariance)
            + (Vector<double>.Build.DenseOfArray(given.PriorMean) / given.PriorVariance);
        double[][] covariance = precision.Cholesky().Solve(Matrix<double>.Build.DenseIdentity(given.Columns)).ToRowArrays();
        Close(given, Posterior(given), new WeightPosterior([.. precision.Cholesky().Solve(moment)], covariance), 2 * Rounding(given));
    }

    [Property]
    public void Rational_arithmetic_gives_the_same_posterior(Regression given)
    {
        // Exact, and rounded once; lambda and its square are the only numbers that the reference rounds beforehand.
        (double[] mean, double[][] covariance) = RationalRegression.Posterior(given);
        Close(given, Posterior(given), new WeightPosterior(mean, covariance), Rounding(given));
    }

    [Property]
    public void A_strong_prior_leaves_a_small_shift_its_digits(Regression given)
    {
        // Rows of the prior outweigh those of the data by 1e6 and more; the shift from a prior mean of zero is tiny.
        Regression strong = given with { PriorMean = new double[given.Columns], PriorVariance = 1e-14 * given.PriorVariance };
        double[] exact = RationalRegression.Posterior(strong).Mean;
        double[] slope = [.. Enumerable.Range(0, given.Columns).Select(i => given.X.Zip(given.Y, (row, y) => Math.Abs(row[i] * y)).Sum())];
        double[] mean = Posterior(strong).Mean;
        for (int i = 0; i < mean.Length; i++)
        {
            double terms = slope[i] * strong.PriorVariance / given.NoiseVariance;
            Assert.Equal(exact[i], mean[i], 16 * (given.Rows + given.Columns) * U * terms);
        }
    }

    [Property]
    public void Predictive_is_the_law_of_a_projection_of_the_weights(Regression given)
    {
        double[] xNew = given.X[0];
        WeightPosterior posterior = Posterior(given);
        TargetPredictive predictive = Blr.Predictive(
            given.X, given.Y, given.NoiseVariance, given.PriorMean, given.PriorVariance, xNew);
        double mean = Dot(posterior.Mean, xNew);
        Assert.Equal(mean, predictive.Mean, 2 * U * given.Columns * posterior.Mean.Zip(xNew, (a, b) => Math.Abs(a * b)).Sum());
        double spread = posterior.Covariance.Select((row, i) => xNew[i] * Dot(row, xNew)).Sum();
        double size = Math.Pow(xNew.Select((value, i) => Math.Abs(value) * Math.Sqrt(posterior.Covariance[i][i])).Sum(), 2);
        Assert.Equal(given.NoiseVariance + spread, predictive.Variance, (Rounding(given) * size) + (4 * U * predictive.Variance));
    }

    [Property]
    public void Evidence_is_the_density_of_the_data(Regression given)
    {
        // N(X priorMean, noiseVariance I + priorVariance X X^T) at y: N dimensions instead of D.
        double[][] covariance = [.. given.X.Select((row, n) => given.X.Select((other, m) =>
            (given.PriorVariance * Dot(row, other)) + (n == m ? given.NoiseVariance : 0)).ToArray())];
        double[] residual = [.. given.X.Zip(given.Y, (row, y) => y - Dot(row, given.PriorMean))];
        double square = Dot(residual, Cholesky.Solve(covariance, residual));
        double expected = -0.5 * ((given.Rows * Math.Log(2 * Math.PI)) + Cholesky.LogDeterminant(covariance) + square);
        // The condition of that covariance takes the error of its elements to the quadratic form and the determinant.
        double condition = Dense(covariance).ConditionNumber();
        double bound = U * 8 * (given.Rows + given.Columns) * (1 + condition) * (given.Rows + Dot(residual, residual) / given.NoiseVariance);
        Assert.Equal(expected, LogEvidence(given), bound);
    }

    [Property]
    public void Evidence_is_the_chain_of_predictive_densities(Regression given)
    {
        WeightPosterior before = Prior(given);
        double sum = 0, terms = 0;
        for (int n = 0; n < given.Rows; n++)
        {
            double mean = Dot(before.Mean, given.X[n]);
            double variance = given.NoiseVariance + before.Covariance.Select((row, i) => given.X[n][i] * Dot(row, given.X[n])).Sum();
            double term = Reference.Probability.Normal.LogDensity(given.Y[n], mean, Math.Sqrt(variance));
            (sum, terms) = (sum + term, terms + Math.Abs(term) + 1);
            before = Blr.Update(before.Mean, before.Covariance, [given.X[n]], [given.Y[n]], given.NoiseVariance);
        }

        Assert.Equal(sum, LogEvidence(given), RoundingOfSteps(given) * terms);
    }

    [Fact]
    public void Deck_example_has_the_known_posterior_and_evidence()
    {
        WeightPosterior posterior = Blr.Posterior(DeckX, DeckY, 0.25, [0, 0], 2);
        Assert.Equal([1.08685969, 0.53452116], posterior.Mean.Select(value => Math.Round(value, 8)));
        Assert.Equal([0.18262806, -0.10690423], posterior.Covariance[0].Select(value => Math.Round(value, 8)));
        Assert.Equal(-4.448034722295, Blr.LogEvidence(DeckX, DeckY, 0.25, [0, 0], 2), 5e-13);
    }

    private static WeightPosterior Prior(Regression given) => new(
        given.PriorMean,
        [.. Enumerable.Range(0, given.Columns).Select(i =>
            (double[])[.. Enumerable.Range(0, given.Columns).Select(j => i == j ? given.PriorVariance : 0.0)])]);

    private static WeightPosterior Posterior(Regression given) =>
        Blr.Posterior(given.X, given.Y, given.NoiseVariance, given.PriorMean, given.PriorVariance);

    private static double LogEvidence(Regression given) =>
        Blr.LogEvidence(given.X, given.Y, given.NoiseVariance, given.PriorMean, given.PriorVariance);

    // Errors are relative to the deviations of the weights.
    private static void Close(Regression given, WeightPosterior expected, WeightPosterior actual, double rounding)
    {
        double[] deviations = [.. expected.Covariance.Select((row, i) => Math.Sqrt(row[i]))];
        double size = Math.Sqrt(given.Rows + Dot(given.Y, given.Y) / given.NoiseVariance + Dot(given.PriorMean, given.PriorMean) / given.PriorVariance);
        for (int i = 0; i < given.Columns; i++)
        {
            Assert.Equal(expected.Mean[i], actual.Mean[i], rounding * ((deviations[i] * size) + Math.Abs(expected.Mean[i])));
            for (int j = 0; j < given.Columns; j++)
            {
                Assert.Equal(expected.Covariance[i][j], actual.Covariance[i][j], rounding * deviations[i] * deviations[j]);
            }
        }
    }

    // An update errs by the condition of the covariance that it starts from; later data never magnify that, relative to the
    // deviations, for they shrink the covariance.
    private static double RoundingOfSteps(Regression given) => Enumerable.Range(1, given.Rows).Sum(
        count => Rounding(given with { X = given.X[..count], Y = given.Y[..count] })) + Rounding(given);

    // What a posterior errs by: the condition of the precision scaled to a diagonal of 1, which is what columns of any size
    // leave, and the covariance's condition alike.
    private static double Rounding(Regression given)
    {
        Matrix<double> x = Dense(given.X);
        Matrix<double> precision = (x.TransposeThisAndMultiply(x) / given.NoiseVariance)
            + (Matrix<double>.Build.DenseIdentity(given.Columns) / given.PriorVariance);
        Vector<double> scale = precision.Diagonal().PointwiseSqrt();
        double condition = precision.MapIndexed((i, j, value) => value / (scale[i] * scale[j])).ConditionNumber();
        // D reflections of N + D roundings, some 8 operations each.
        return 8 * given.Columns * (given.Rows + given.Columns) * U * condition;
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static Matrix<double> Dense(double[][] rows) => Matrix<double>.Build.DenseOfRowArrays(rows);
}
