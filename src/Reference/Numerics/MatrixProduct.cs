namespace BayesBench.Reference.Numerics;

/// <summary>Products of matrices as arrays of rows, in the three forms that a layer of a network needs.</summary>
/// <remarks>
/// Sums are taken in order. M, K and N are rows of the product, terms of a sum, columns of the product.
/// <para>Source: Golub and Van Loan (2013), Matrix Computations, section 1.1.</para>
/// </remarks>
public static class MatrixProduct
{
    /// <summary>A B.</summary>
    /// <remarks><para>Formula: <c>product[i][j] = sum_k left[i][k] right[k][j]</c>.</para></remarks>
    /// <param name="left">A, shape [M, K], finite; at least one row and column.</param>
    /// <param name="right">B, shape [K, N], finite; at least one column.</param>
    /// <returns>Shape [M, N].</returns>
    /// <exception cref="ArgumentException">A matrix is empty or ragged, or the shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public static double[][] Value(double[][] left, double[][] right)
    {
        Guard.Matrix(left);
        Guard.Matrix(right);
        Guard.Rows(right, left[0].Length);
        return Of(left.Length, right.Length, right[0].Length, (i, k) => left[i][k], (k, j) => right[k][j]);
    }

    /// <summary>A^T B.</summary>
    /// <remarks><para>Formula: <c>product[i][j] = sum_k left[k][i] right[k][j]</c>.</para></remarks>
    /// <param name="left">A, shape [K, M], finite; at least one row and column.</param>
    /// <param name="right">B, shape [K, N], finite; at least one column.</param>
    /// <returns>Shape [M, N].</returns>
    /// <exception cref="ArgumentException">A matrix is empty or ragged, or the shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public static double[][] TransposedLeft(double[][] left, double[][] right)
    {
        Guard.Matrix(left);
        Guard.Matrix(right);
        Guard.Rows(right, left.Length);
        return Of(left[0].Length, right.Length, right[0].Length, (i, k) => left[k][i], (k, j) => right[k][j]);
    }

    /// <summary>A B^T.</summary>
    /// <remarks><para>Formula: <c>product[i][j] = sum_k left[i][k] right[j][k]</c>.</para></remarks>
    /// <param name="left">A, shape [M, K], finite; at least one row and column.</param>
    /// <param name="right">B, shape [N, K], finite; at least one row.</param>
    /// <returns>Shape [M, N].</returns>
    /// <exception cref="ArgumentException">A matrix is empty or ragged, or the shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public static double[][] TransposedRight(double[][] left, double[][] right)
    {
        Guard.Matrix(left);
        Guard.Matrix(right);
        Guard.Length(right[0].Length, left[0].Length, Guard.RowOf(nameof(right), 0));
        return Of(left.Length, right[0].Length, right.Length, (i, k) => left[i][k], (k, j) => right[j][k]);
    }

    /// <summary>C + A B.</summary>
    /// <remarks><para>Formula: <c>sum[i][j] = addend[i][j] + sum_k left[i][k] right[k][j]</c>.</para></remarks>
    /// <param name="addend">C, shape [M, N], finite.</param>
    /// <param name="left">A, shape [M, K], finite; at least one row and column.</param>
    /// <param name="right">B, shape [K, N], finite; at least one column.</param>
    /// <returns>Shape [M, N].</returns>
    /// <exception cref="ArgumentException">A matrix is empty or ragged, or the shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    public static double[][] Accumulated(double[][] addend, double[][] left, double[][] right)
    {
        double[][] product = Value(left, right);
        Guard.Matrix(addend);
        Guard.Rows(addend, left.Length);
        Guard.Length(addend[0].Length, right[0].Length, Guard.RowOf(nameof(addend), 0));
        return [.. addend.Select((row, i) => LinearAlgebra.Sum(row, product[i]))];
    }

    private static double[][] Of(
        int rows, int inner, int columns, Func<int, int, double> left, Func<int, int, double> right)
    {
        var product = new double[rows][];
        for (int i = 0; i < rows; i++)
        {
            product[i] = new double[columns];
            for (int k = 0; k < inner; k++)
            {
                double factor = left(i, k);
                for (int j = 0; j < columns; j++)
                {
                    product[i][j] += factor * right(k, j);
                }
            }
        }

        return product;
    }
}
