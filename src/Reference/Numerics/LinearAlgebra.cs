namespace BayesBench.Reference.Numerics;

/// <summary>Sums and products of vectors and of matrices as arrays of rows, of shapes that were checked.</summary>
internal static class LinearAlgebra
{
    /// <summary>a + b.</summary>
    public static double[] Sum(double[] a, double[] b)
    {
        var sum = new double[a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            sum[i] = a[i] + b[i];
        }

        return sum;
    }

    /// <summary><c>a^T b</c>.</summary>
    public static double Dot(double[] a, double[] b) => Dot(a, b, 0, a.Length);

    /// <summary>The same over the elements from one place to before another.</summary>
    public static double Dot(double[] a, double[] b, int from, int to)
    {
        double sum = 0.0;
        for (int i = from; i < to; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>A matrix of nothing.</summary>
    public static double[][] Zero(int size)
    {
        var matrix = new double[size][];
        for (int i = 0; i < size; i++)
        {
            matrix[i] = new double[size];
        }

        return matrix;
    }

    /// <summary><c>A x</c>.</summary>
    public static double[] Times(double[][] matrix, double[] vector) => Array.ConvertAll(matrix, row => Dot(row, vector));

    /// <summary><c>A^T x</c>.</summary>
    public static double[] TransposedTimes(double[][] matrix, double[] vector)
    {
        var product = new double[matrix[0].Length];
        for (int i = 0; i < vector.Length; i++)
        {
            for (int j = 0; j < product.Length; j++)
            {
                product[j] += vector[i] * matrix[i][j];
            }
        }

        return product;
    }
}
