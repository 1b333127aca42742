using System.Globalization;
using System.Runtime.CompilerServices;

namespace BayesBench.Reference.Numerics;

/// <summary>
/// The QR factorisation of a matrix by Householder's reflections, and least squares by it: the matrix itself is reduced,
/// never its normal equations, whose condition is the square.
/// </summary>
/// <remarks>
/// <para>Matrices are arrays of rows. Column k is reflected onto the axis k by <c>H = I - 2 v v^T / v^T v</c>, a its
/// pivot, n the norm from there down, <c>v = column + sign(a) n e_k</c>, which never cancels.</para>
/// <para>Every column is first scaled by a power of two to a magnitude of 1, and back in the end. That rounds nothing:
/// the factorisation errs column by column anyway. It keeps squares from overflowing.</para>
/// <para>Source: Householder (1958), Unitary triangularization of a nonsymmetric matrix; Higham (2002), Accuracy and
/// Stability of Numerical Algorithms, chapters 19 and 20.</para>
/// </remarks>
public static class HouseholderQr
{
    private const double RoundingUnit = 1.0 / (1L << 53);

    /// <summary>The thin factors Q and R.</summary>
    /// <remarks><para>Formula: <c>R = H_(n-1) ... H_0 A</c> and <c>Q = H_0 ... H_(n-1) [I; 0]</c>, the sign of each row of R
    /// and column of Q turned so that R's diagonal is not negative. A column that depends on those before it leaves a zero
    /// there, up to rounding.</para></remarks>
    /// <param name="matrix">Shape [m, n], m at least n, finite.</param>
    /// <returns>Shapes [m, n] and [n, n].</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public static QrFactors Factor(double[][] matrix)
    {
        CheckTall(matrix);
        var reflections = new HouseholderReflections(matrix);
        double[][] q = Array.ConvertAll(matrix, row => new double[row.Length]);
        for (int j = 0; j < reflections.R.Length; j++)
        {
            var axis = new double[q.Length];
            axis[j] = 1.0;
            axis = reflections.RotateBack(axis);
            for (int i = 0; i < q.Length; i++)
            {
                q[i][j] = axis[i];
            }
        }

        return new QrFactors(q, Scaled(reflections));
    }

    /// <summary>The x that makes <c>||matrix x - right||</c> least.</summary>
    /// <remarks><para>Formula: <c>R x = Q^T right</c>, by substitution; two steps of refinement with residuals of
    /// twice the digits then give x nearly all of its own (Bjorck 1967).</para></remarks>
    /// <param name="matrix">Shape [m, n], m at least n, finite, of full rank.</param>
    /// <param name="right">Shape [m], finite.</param>
    /// <returns>Shape [n].</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite, or the columns are dependent up to
    /// rounding.</exception>
    public static double[] Solve(double[][] matrix, double[] right)
    {
        CheckTall(matrix);
        ArgumentNullException.ThrowIfNull(right);
        Guard.Length(right.Length, matrix.Length, nameof(right));
        Guard.Finite(right);
        return LeastSquaresFit.Of(matrix, right, nameof(matrix)).Solution;
    }

    /// <summary>The triangle of the columns as they were given.</summary>
    internal static double[][] Scaled(HouseholderReflections reflections) => Array.ConvertAll(
        reflections.R, row => row.Select((element, j) => Math.ScaleB(element, reflections.Exponents[j])).ToArray());

    /// <summary>Refuses a triangle with a pivot that is no more than rounding beside its column.</summary>
    internal static void CheckRank(double[][] r, int rows, string name)
    {
        for (int k = 0; k < r.Length; k++)
        {
            double norm = 0.0;
            for (int i = 0; i <= k; i++)
            {
                norm = double.Hypot(norm, r[i][k]);
            }

            if (!(r[k][k] > rows * RoundingUnit * norm))
            {
                throw new ArgumentOutOfRangeException(name, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} is not of full rank: its column {k} depends on those before it, up to rounding."));
            }
        }
    }

    /// <summary>The x of <c>R x = right</c>; what lies beyond R's size is not read.</summary>
    internal static double[] SolveUpper(double[][] r, double[] right)
    {
        var x = new double[r.Length];
        for (int i = x.Length - 1; i >= 0; i--)
        {
            double sum = right[i];
            for (int j = i + 1; j < x.Length; j++)
            {
                sum -= r[i][j] * x[j];
            }

            x[i] = sum / r[i][i];
        }

        return x;
    }

    /// <summary>The y of <c>R^T y = right</c>.</summary>
    internal static double[] SolveUpperTransposed(double[][] r, double[] right)
    {
        var y = new double[r.Length];
        for (int i = 0; i < y.Length; i++)
        {
            double sum = right[i];
            for (int j = 0; j < i; j++)
            {
                sum -= r[j][i] * y[j];
            }

            y[i] = sum / r[i][i];
        }

        return y;
    }

    /// <summary>At least as many rows as columns.</summary>
    internal static void CheckTall(double[][] matrix, [CallerArgumentExpression(nameof(matrix))] string name = "")
    {
        Guard.Matrix(matrix, name);
        if (matrix.Length < matrix[0].Length)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} has {matrix.Length} rows; it must have at least as many as columns, {matrix[0].Length}."), name);
        }
    }
}
