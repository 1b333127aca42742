using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Numerics;

/// <summary>How far two computed QR factorisations, or least-squares solutions, of one matrix may be apart.</summary>
internal static class LeastSquaresErrors
{
    /// <summary>
    /// The columnwise backward error of n reflections of length m, relative: a reflection errs by the norm (m / 2 + 2 roundings),
    /// its quotient (3 m + 2) and the last product and difference (2), twice, for reference and kernel.
    /// </summary>
    public static double Backward(int rows, int columns) => 2 * columns * ((3.5 * rows) + 6) * ErrorBound.DoubleU;

    /// <summary>The norm of each column.</summary>
    public static double[] ColumnNorms(double[][] matrix) =>
        [.. Enumerable.Range(0, matrix[0].Length).Select(j => Norm(matrix.Select(row => row[j])))];

    /// <summary>(A^T A)^-1 of a matrix whose columns have been divided by their norms.</summary>
    public static double[][] InverseGram(double[][] matrix, double[] norms)
    {
        int n = norms.Length;
        double[][] gram = [.. Enumerable.Range(0, n).Select(i => (double[])[.. Enumerable.Range(0, n).Select(
            j => i == j ? 1 : matrix.Sum(row => row[i] / norms[i] * (row[j] / norms[j])))])];
        return [.. Enumerable.Range(0, n).Select(i => Cholesky.Solve(gram, [.. Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0.0)]))];
    }

    /// <summary>The square root of the trace of (A^T A)^-1, columns of norm 1: the Frobenius norm of the pseudoinverse.</summary>
    public static double PseudoinverseNorm(double[][] inverseGram) =>
        Math.Sqrt(Enumerable.Range(0, inverseGram.Length).Sum(i => inverseGram[i][i]));

    /// <summary>The Euclidean norm, of numbers whose squares may overflow.</summary>
    public static double Norm(IEnumerable<double> values) => values.Aggregate(0.0, double.Hypot);
}
