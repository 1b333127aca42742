using BayesBench.Reference.Numerics;
using static BayesBench.Reference.Numerics.LinearAlgebra;

namespace BayesBench.Reference.Inference;

/// <summary>
/// Linear regression with known noise: <c>y[n] ~ N(theta^T x[n], noiseVariance)</c>,
/// <c>theta ~ N(priorMean, priorVariance I)</c>. Everything about it has a closed form.
/// </summary>
/// <remarks>
/// <para>The posterior's precision is <c>Lambda = X^T X / noiseVariance + I / priorVariance</c>. It is never formed: its
/// square root comes from the QR factorisation of the stacked matrix <c>[X; lambda I]</c>,
/// <c>lambda = sqrt(noiseVariance / priorVariance)</c>, whose triangle R satisfies
/// <c>R^T R = noiseVariance Lambda</c>. Thus data are used as they are given, and ill-conditioned ones keep their digits.
/// What rows of very different size cost, refinement gives back.</para>
/// <para>An infinite priorVariance is the flat prior: the posterior's mean is then the least-squares solution, and its
/// covariance <c>noiseVariance (X^T X)^-1</c>; x must determine it.</para>
/// <para>Source: the deck, F33 to F37; Bishop (2006), Pattern Recognition and Machine Learning, sections 3.3 and 3.5;
/// Bjorck (1996), Numerical Methods for Least Squares Problems.</para>
/// </remarks>
public static partial class BayesianLinearRegression
{
    /// <summary>The sums over the data that posterior and predictive depend on.</summary>
    /// <remarks><para>Formula: <c>X^T X</c> and <c>X^T y</c>, each sum rounded once. They square the condition of x: no
    /// other method here starts from them.</para></remarks>
    /// <param name="x">Shape [N, D], finite.</param>
    /// <param name="y">Shape [N], finite.</param>
    /// <returns>Shapes [D, D] and [D].</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static SufficientStatistics SufficientStatistics(double[][] x, double[] y)
    {
        CheckData(x, y);
        double[][] gram = Zero(x[0].Length);
        var moment = new double[gram.Length];
        double[][] columns = [.. gram.Select((_, i) => Array.ConvertAll(x, row => row[i]))];
        for (int i = 0; i < gram.Length; i++)
        {
            moment[i] = CompensatedSum.Dot(columns[i], y);
            for (int j = 0; j <= i; j++)
            {
                gram[i][j] = CompensatedSum.Dot(columns[i], columns[j]);
                gram[j][i] = gram[i][j];
            }
        }

        return new SufficientStatistics(gram, moment);
    }

    /// <summary>The law of the weights given the data.</summary>
    /// <remarks>
    /// <para>Formula: <c>Covariance = Lambda^-1</c>, <c>Mean = priorMean + Covariance X^T (y - X priorMean) / noiseVariance</c>.
    /// The second summand is the least-squares solution of <c>[X; lambda I] d = [y - X priorMean; 0]</c>.</para>
    /// </remarks>
    /// <param name="x">Shape [N, D], finite.</param>
    /// <param name="y">Shape [N], finite.</param>
    /// <param name="noiseVariance">Positive and finite.</param>
    /// <param name="priorMean">Shape [D], finite.</param>
    /// <param name="priorVariance">Positive; infinity is the flat prior.</param>
    /// <returns>Mean and covariance.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule, or data and prior together do not determine
    /// the weights, up to rounding.</exception>
    public static WeightPosterior Posterior(
        double[][] x, double[] y, double noiseVariance, double[] priorMean, double priorVariance)
    {
        CheckModel(x, y, noiseVariance, priorMean, priorVariance);
        LeastSquaresFit fit = Fit(x, y, noiseVariance, priorMean, priorVariance);
        return new WeightPosterior(Sum(priorMean, fit.Solution), CovarianceOf(Inverse(fit.R), noiseVariance));
    }

    /// <summary>The law of the weights given more data: today's posterior is tomorrow's prior.</summary>
    /// <remarks>
    /// <para>Formula: with <c>covariance = L L^T</c> and <c>theta = mean + L z</c> the weights z have the prior N(0, I) and the
    /// data <c>X L</c>. So no covariance is inverted. Data in any number of updates, in any order, give the posterior of
    /// all at once.</para>
    /// </remarks>
    /// <param name="mean">The mean before, shape [D], finite.</param>
    /// <param name="covariance">The covariance before, shape [D, D], symmetric and positive definite.</param>
    /// <param name="x">Shape [N, D], finite.</param>
    /// <param name="y">Shape [N], finite.</param>
    /// <param name="noiseVariance">Positive and finite.</param>
    /// <returns>Mean and covariance.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static WeightPosterior Update(
        double[] mean, double[][] covariance, double[][] x, double[] y, double noiseVariance)
    {
        ArgumentNullException.ThrowIfNull(mean);
        CheckData(x, y);
        Guard.Positive(noiseVariance);
        Guard.Length(mean.Length, x[0].Length, nameof(mean));
        Guard.Finite(mean);
        double[][] factor = Cholesky.FactorOf(covariance);
        Guard.Length(covariance.Length, mean.Length, nameof(covariance));
        double[][] whitened = Array.ConvertAll(x, row => TransposedTimes(factor, row));
        LeastSquaresFit fit = Fit(whitened, Residuals(x, y, mean), Math.Sqrt(noiseVariance), nameof(x));
        double[] shift = Times(factor, fit.Solution);
        double[][] inverse = Inverse(fit.R);
        double[][] root = Array.ConvertAll(factor, row => TransposedTimes(inverse, row));
        return new WeightPosterior(Sum(mean, shift), CovarianceOf(root, noiseVariance));
    }

    /// <summary>The law of the target at a new place.</summary>
    /// <remarks>
    /// <para>Formula: <c>Mean = mean^T xNew</c>, <c>Variance = noiseVariance + xNew^T covariance xNew</c>, mean and covariance
    /// of the posterior. The variance depends on the place (the deck's F37 prints a constant).</para>
    /// </remarks>
    /// <param name="x">Shape [N, D], finite.</param>
    /// <param name="y">Shape [N], finite.</param>
    /// <param name="noiseVariance">Positive and finite.</param>
    /// <param name="priorMean">Shape [D], finite.</param>
    /// <param name="priorVariance">Positive; infinity is the flat prior.</param>
    /// <param name="xNew">Shape [D], finite.</param>
    /// <returns>Mean and variance, noise included.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule, or data and prior together do not determine
    /// the weights, up to rounding.</exception>
    public static TargetPredictive Predictive(
        double[][] x, double[] y, double noiseVariance, double[] priorMean, double priorVariance, double[] xNew)
    {
        CheckModel(x, y, noiseVariance, priorMean, priorVariance);
        ArgumentNullException.ThrowIfNull(xNew);
        Guard.Length(xNew.Length, x[0].Length, nameof(xNew));
        Guard.Finite(xNew);
        LeastSquaresFit fit = Fit(x, y, noiseVariance, priorMean, priorVariance);
        double[] mean = Sum(priorMean, fit.Solution);
        double[] spread = HouseholderQr.SolveUpperTransposed(fit.R, xNew);
        return new TargetPredictive(Dot(mean, xNew), noiseVariance * (1.0 + Dot(spread, spread)));
    }

    private static void CheckData(double[][] x, double[] y)
    {
        Guard.Matrix(x);
        ArgumentNullException.ThrowIfNull(y);
        Guard.Length(y.Length, x.Length, nameof(y));
        Guard.Finite(y);
    }

    private static void CheckModel(
        double[][] x, double[] y, double noiseVariance, double[] priorMean, double priorVariance)
    {
        CheckData(x, y);
        Guard.Positive(noiseVariance);
        ArgumentNullException.ThrowIfNull(priorMean);
        Guard.Length(priorMean.Length, x[0].Length, nameof(priorMean));
        Guard.Finite(priorMean);
        if (!double.IsPositiveInfinity(priorVariance))
        {
            Guard.Positive(priorVariance);
        }
        else
        {
            HouseholderQr.CheckTall(x);
        }
    }

    private static LeastSquaresFit Fit(
        double[][] x, double[] y, double noiseVariance, double[] priorMean, double priorVariance) =>
        Fit(x, Residuals(x, y, priorMean), Ridge(noiseVariance, priorVariance), nameof(x));

    // Of [X; ridge I] and [right; 0]; without a ridge of the data alone.
    private static LeastSquaresFit Fit(double[][] x, double[] right, double ridge, string name)
    {
        double[][] prior = ridge == 0.0 ? [] : Zero(x[0].Length);
        for (int i = 0; i < prior.Length; i++)
        {
            prior[i][i] = ridge;
        }

        return LeastSquaresFit.Of([.. x, .. prior], [.. right, .. new double[prior.Length]], name);
    }

    private static double Ridge(double noiseVariance, double priorVariance) =>
        Math.Sqrt(noiseVariance) / Math.Sqrt(priorVariance);

    private static double[] Residuals(double[][] x, double[] y, double[] weights)
    {
        var residuals = new double[y.Length];
        for (int n = 0; n < y.Length; n++)
        {
            residuals[n] = y[n] - Dot(x[n], weights);
        }

        return residuals;
    }

    // variance root root^T, the same on both sides of the diagonal.
    private static double[][] CovarianceOf(double[][] root, double variance)
    {
        double[][] covariance = Zero(root.Length);
        for (int i = 0; i < root.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                covariance[i][j] = variance * Dot(root[i], root[j]);
                covariance[j][i] = covariance[i][j];
            }
        }

        return covariance;
    }

    // R^-1, column by column.
    private static double[][] Inverse(double[][] r)
    {
        double[][] inverse = Zero(r.Length);
        for (int j = 0; j < r.Length; j++)
        {
            var axis = new double[r.Length];
            axis[j] = 1.0;
            double[] column = HouseholderQr.SolveUpper(r, axis);
            for (int i = 0; i <= j; i++)
            {
                inverse[i][j] = column[i];
            }
        }

        return inverse;
    }
}
