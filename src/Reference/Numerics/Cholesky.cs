using System.Globalization;
using System.Runtime.CompilerServices;
using static BayesBench.Reference.Numerics.LinearAlgebra;

namespace BayesBench.Reference.Numerics;

/// <summary>
/// The Cholesky factorisation <c>A = L L^T</c> of a symmetric, positive definite matrix, L lower triangular with a positive
/// diagonal, and what follows from it: the determinant, solutions, quadratic forms.
/// </summary>
/// <remarks>
/// Matrices are arrays of rows. A matrix that is symmetric but not positive definite is refused by its first pivot that
/// is not positive.
/// <para>Source: Golub and Van Loan (2013), Matrix Computations, section 4.2; Higham (2002), Accuracy and Stability of
/// Numerical Algorithms, chapter 10.</para>
/// </remarks>
public static class Cholesky
{
    /// <summary>The factor L.</summary>
    /// <remarks>
    /// <para>Formula, for j = 0, 1, ...: <c>L[j][j] = sqrt(A[j][j] - sum_k&lt;j L[j][k]^2)</c>,
    /// <c>L[i][j] = (A[i][j] - sum_k&lt;j L[i][k] L[j][k]) / L[j][j]</c> for i above j; zero elsewhere.</para>
    /// </remarks>
    /// <param name="matrix">Shape [n, n], symmetric and positive definite; its lower triangle is read.</param>
    /// <returns>Shape [n, n].</returns>
    /// <exception cref="ArgumentException">The matrix is not square.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite, or the matrix is not symmetric or not
    /// positive definite.</exception>
    public static double[][] Factor(double[][] matrix) => FactorOf(matrix);

    /// <summary>ln det A.</summary>
    /// <remarks><para>Formula: <c>2 sum_i ln L[i][i]</c>.</para></remarks>
    /// <param name="matrix">Shape [n, n], symmetric and positive definite.</param>
    /// <returns>The logarithm of the determinant.</returns>
    /// <exception cref="ArgumentException">The matrix is not square.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite, or the matrix is not symmetric or not
    /// positive definite.</exception>
    public static double LogDeterminant(double[][] matrix) => LogDeterminantOf(FactorOf(matrix));

    /// <summary>The x of <c>A x = right</c>.</summary>
    /// <remarks><para>Formula: <c>L y = right</c>, then <c>L^T x = y</c>, by substitution.</para></remarks>
    /// <param name="matrix">Shape [n, n], symmetric and positive definite.</param>
    /// <param name="right">Shape [n], finite.</param>
    /// <returns>Shape [n].</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite, or the matrix is not symmetric or not
    /// positive definite.</exception>
    public static double[] Solve(double[][] matrix, double[] right)
    {
        ArgumentNullException.ThrowIfNull(right);
        double[][] factor = FactorOf(matrix);
        Guard.Length(right.Length, matrix.Length, nameof(right));
        Guard.Finite(right);
        return SolveTransposed(factor, SolveLower(factor, right));
    }

    /// <summary>The factor of a matrix that is called by another name in an error.</summary>
    internal static double[][] FactorOf(double[][] matrix, [CallerArgumentExpression(nameof(matrix))] string name = "")
    {
        Guard.Symmetric(matrix, name);
        int n = matrix.Length;
        var factor = new double[n][];
        for (int i = 0; i < n; i++)
        {
            factor[i] = new double[n];
            for (int j = 0; j < i; j++)
            {
                factor[i][j] = (matrix[i][j] - Dot(factor[i], factor[j], 0, j)) / factor[j][j];
            }

            double pivot = matrix[i][i] - Dot(factor[i], factor[i], 0, i);
            if (!(pivot > 0.0))
            {
                throw new ArgumentOutOfRangeException(name, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} is not positive definite: its pivot {i} is {pivot}; it must be positive."));
            }

            factor[i][i] = Math.Sqrt(pivot);
        }

        return factor;
    }

    /// <summary>ln det A from the factor.</summary>
    internal static double LogDeterminantOf(double[][] factor)
    {
        double sum = 0.0;
        for (int i = 0; i < factor.Length; i++)
        {
            sum += Math.Log(factor[i][i]);
        }

        return 2.0 * sum;
    }

    /// <summary>The y of <c>L y = right</c>.</summary>
    internal static double[] SolveLower(double[][] factor, double[] right)
    {
        var y = new double[right.Length];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = (right[i] - Dot(factor[i], y, 0, i)) / factor[i][i];
        }

        return y;
    }

    /// <summary>The x of <c>L^T x = y</c>.</summary>
    internal static double[] SolveTransposed(double[][] factor, double[] right)
    {
        double[] x = [.. right];
        for (int i = x.Length - 1; i >= 0; i--)
        {
            x[i] /= factor[i][i];
            for (int k = 0; k < i; k++)
            {
                x[k] -= factor[i][k] * x[i];
            }
        }

        return x;
    }
}
