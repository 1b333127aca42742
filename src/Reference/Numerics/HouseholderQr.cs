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
        int n = matrix[0].Length;
        double[][] columns = Columns(matrix);
        int[] exponents = Array.ConvertAll(columns, ScaleToOne);
        double[] diagonal = Reduce(columns, n);
        double[][] r = Triangle(columns, diagonal, exponents);
        return new QrFactors(Orthonormal(columns, diagonal), r);
    }

    /// <summary>The x that makes <c>||matrix x - right||</c> least.</summary>
    /// <remarks><para>Formula: <c>R x = Q^T right</c>, by substitution.</para></remarks>
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
        (double[][] r, double[] rotated) = Reduced(matrix, right);
        CheckRank(r, matrix.Length, nameof(matrix));
        return SolveUpper(r, rotated);
    }

    /// <summary>R, and the right side in the coordinates of the full Q: what is left below R is the residual.</summary>
    internal static (double[][] R, double[] Rotated) Reduced(double[][] matrix, double[] right)
    {
        int n = matrix[0].Length;
        // The right side goes along as one more column, which is reflected but not reduced.
        double[][] columns = [.. Columns(matrix), [.. right]];
        int[] exponents = Array.ConvertAll(columns, ScaleToOne);
        double[] diagonal = Reduce(columns, n);
        double[] rotated = columns[n];
        for (int i = 0; i < rotated.Length; i++)
        {
            double sign = i < n && diagonal[i] < 0.0 ? -1.0 : 1.0;
            rotated[i] = sign * Math.ScaleB(rotated[i], exponents[n]);
        }

        return (Triangle(columns, diagonal, exponents), rotated);
    }

    /// <summary>Refuses a triangle with a pivot that is no more than rounding beside its column.</summary>
    internal static void CheckRank(double[][] r, int rows, [CallerArgumentExpression(nameof(r))] string name = "")
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

    // Reduces the first columns and reflects those behind them. Column k then holds R above row k and v from there down;
    // R's diagonal, whose place v has taken, is the result. A column of nothing is left alone: its v is zero.
    private static double[] Reduce(double[][] columns, int count)
    {
        var diagonal = new double[count];
        for (int k = 0; k < count; k++)
        {
            double[] v = columns[k];
            double norm = Math.Sqrt(Dot(v, v, k));
            if (norm == 0.0)
            {
                continue;
            }

            diagonal[k] = v[k] > 0.0 ? -norm : norm;
            v[k] -= diagonal[k];
            for (int j = k + 1; j < columns.Length; j++)
            {
                Reflect(v, k, columns[j]);
            }
        }

        return diagonal;
    }

    // x - v (2 v^T x / v^T v), from row k down.
    private static void Reflect(double[] v, int k, double[] x)
    {
        double along = 2.0 * Dot(v, x, k) / Dot(v, v, k);
        for (int i = k; i < x.Length; i++)
        {
            x[i] -= along * v[i];
        }
    }

    private static double Dot(double[] a, double[] b, int from)
    {
        double sum = 0.0;
        for (int i = from; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static double[][] Triangle(double[][] columns, double[] diagonal, int[] exponents)
    {
        int n = diagonal.Length;
        var r = new double[n][];
        for (int i = 0; i < n; i++)
        {
            r[i] = new double[n];
            r[i][i] = Math.ScaleB(Math.Abs(diagonal[i]), exponents[i]);
            for (int j = i + 1; j < n; j++)
            {
                r[i][j] = Math.ScaleB(diagonal[i] < 0.0 ? -columns[j][i] : columns[j][i], exponents[j]);
            }
        }

        return r;
    }

    // The last reflection first: it sees only what lies below.
    private static double[][] Orthonormal(double[][] columns, double[] diagonal)
    {
        int m = columns[0].Length, n = columns.Length;
        var q = new double[m][];
        for (int i = 0; i < m; i++)
        {
            q[i] = new double[n];
        }

        for (int j = 0; j < n; j++)
        {
            var axis = new double[m];
            axis[j] = diagonal[j] < 0.0 ? -1.0 : 1.0;
            for (int k = j; k >= 0; k--)
            {
                if (diagonal[k] != 0.0)
                {
                    Reflect(columns[k], k, axis);
                }
            }

            for (int i = 0; i < m; i++)
            {
                q[i][j] = axis[i];
            }
        }

        return q;
    }

    private static double[][] Columns(double[][] matrix)
    {
        var columns = new double[matrix[0].Length][];
        for (int j = 0; j < columns.Length; j++)
        {
            columns[j] = Array.ConvertAll(matrix, row => row[j]);
        }

        return columns;
    }

    // Divides by the power of two of the largest element, and returns its exponent.
    private static int ScaleToOne(double[] column)
    {
        double largest = 0.0;
        foreach (double element in column)
        {
            largest = Math.Max(largest, Math.Abs(element));
        }

        if (largest == 0.0)
        {
            return 0;
        }

        int exponent = Math.ILogB(largest);
        for (int i = 0; i < column.Length; i++)
        {
            column[i] = Math.ScaleB(column[i], -exponent);
        }

        return exponent;
    }
}
