using BayesBench.Agreements.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Inference;

/// <summary>
/// How far posteriors of one regression may be apart: by the kernel's precision matrix and its Cholesky factor, and by the
/// reference's QR. Everything is measured with the precision scaled to a diagonal of 1, which costs no rounding its size.
/// </summary>
/// <remarks>
/// With <c>Lambda = diag(s) H diag(s)</c> a relative error e of every element of Lambda, beside s[i] s[j], moves the
/// covariance by at most <c>D e |h_i| |h_j| / (s[i] s[j])</c>, h_i the columns of H^-1, to first order.
/// </remarks>
internal sealed class RegressionErrors
{
    private readonly double[] _reach; // |h_i| / s[i]
    private readonly double _relative; // of Lambda's elements, times D
    private readonly double[] _scales;
    private readonly double[][] _x;
    private readonly double[] _y;
    private readonly double _noiseVariance;
    private readonly double[] _priorMean;

    private RegressionErrors(
        double[][] x, double[] y, double noiseVariance, double[] priorMean, double[][] priorPrecision, double relativeOfPrior)
    {
        (_x, _y, _noiseVariance, _priorMean) = (x, y, noiseVariance, priorMean);
        int d = priorMean.Length;
        double[][] precision = [.. priorPrecision.Select((row, i) => row.Select(
            (prior, j) => prior + (x.Sum(datum => datum[i] * datum[j]) / noiseVariance)).ToArray())];
        _scales = [.. precision.Select((row, i) => Math.Sqrt(row[i]))];
        double[][] scaled = [.. precision.Select((row, i) => row.Select(
            (element, j) => i == j ? 1 : element / (_scales[i] * _scales[j])).ToArray())];
        _reach = [.. Enumerable.Range(0, d).Select(i => LeastSquaresErrors.Norm(
            Cholesky.Solve(scaled, [.. Enumerable.Range(0, d).Select(j => i == j ? 1.0 : 0.0)])) / _scales[i])];
        // The sum N, weight and prior 4; factor, its inverse and their product D + 1 each. The reference's QR counts twice
        // in R^T R, of which LeastSquaresErrors has two sides already.
        double ofKernel = (x.Length + 4 + (3 * (d + 1))) * ErrorBound.DoubleU;
        _relative = (d * (ofKernel + LeastSquaresErrors.Backward(x.Length + d, d))) + relativeOfPrior;
    }

    public static RegressionErrors Of(object[] call) => new(
        (double[][])call[0],
        (double[])call[1],
        (double)call[2],
        (double[])call[3],
        [.. ((double[])call[3]).Select((_, i) => ((double[])call[3]).Select((_, j) => i == j ? 1 / (double)call[4] : 0).ToArray())],
        0);

    /// <summary>Of an update: the prior's precision is the inverse of a covariance that either side takes apart.</summary>
    public static RegressionErrors OfUpdate(object[] call)
    {
        double[][] covariance = (double[][])call[1];
        int d = covariance.Length;
        double[][] precision = [.. Enumerable.Range(0, d).Select(i => Cholesky.Solve(
            covariance, [.. Enumerable.Range(0, d).Select(j => i == j ? 1.0 : 0.0)]))];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < i; j++)
            {
                precision[i][j] = precision[j][i];
            }
        }

        // The same rule for the inverse of the covariance: an error of e dc[i] dc[j] in it moves the precision by that
        // much through its own columns, which the posterior's precision then sees beside its own scales.
        double moved = Enumerable.Range(0, d).Sum(i =>
        {
            double reach = LeastSquaresErrors.Norm(precision[i].Select((element, j) => element * Math.Sqrt(covariance[j][j])));
            double scale = precision[i][i] + (((double[][])call[2]).Sum(datum => datum[i] * datum[i]) / (double)call[4]);
            return reach * reach / scale;
        });
        double relative = d * 2 * 3 * (d + 1) * ErrorBound.DoubleU * moved;
        return new RegressionErrors((double[][])call[2], (double[])call[3], (double)call[4], (double[])call[0], precision, relative);
    }

    /// <summary>What a relative error of 1 comes to in the mean, but for the prior mean itself.</summary>
    public double TermsOfMean(double[] mean, int i)
    {
        double[] slope = [.. _scales.Select((scale, j) => _x.Select((datum, n) =>
            Math.Abs(datum[j]) * (Math.Abs(_y[n]) + datum.Zip(_priorMean, (a, b) => Math.Abs(a * b)).Sum())).Sum()
                / (_noiseVariance * scale))];
        double shift = LeastSquaresErrors.Norm(_scales.Select((scale, j) => scale * (mean[j] - _priorMean[j])));
        return _reach[i] * (shift + LeastSquaresErrors.Norm(slope));
    }

    /// <summary>How far the means may be apart.</summary>
    public double OfMean(double[] mean, int i)
    {
        // Residual D + 1, sum N, weight 2, and all that again for the reference's residual; the prior mean is added last.
        double ofSlope = 2 * (_x.Length + _scales.Length + 3) * ErrorBound.DoubleU;
        return ((_relative + ofSlope) * TermsOfMean(mean, i)) + (2 * ErrorBound.DoubleU * Math.Abs(mean[i]));
    }

    /// <summary>What a relative error of 1 comes to in the covariance.</summary>
    public double TermsOfCovariance(int i, int j) => _reach[i] * _reach[j];

    /// <summary>How far the covariances may be apart.</summary>
    public double OfCovariance(int i, int j) => _relative * TermsOfCovariance(i, j);

    /// <summary>The sum of a vector's absolute elements, each as far as it reaches.</summary>
    public double Reach(double[] vector) => vector.Zip(_reach, (value, reach) => Math.Abs(value) * reach).Sum();

    /// <summary>How far quadratic forms of the covariance may be apart.</summary>
    public double OfQuadraticForm(double[] vector) =>
        (_relative + (2 * (vector.Length + 1) * ErrorBound.DoubleU)) * Math.Pow(Reach(vector), 2);
}
