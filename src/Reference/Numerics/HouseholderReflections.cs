using static BayesBench.Reference.Numerics.LinearAlgebra;

namespace BayesBench.Reference.Numerics;

/// <summary>
/// A matrix reduced to a triangle by reflections, which are kept: Q and Q^T can be applied, though Q is never formed.
/// </summary>
/// <remarks>Every column is first divided by the power of two of its largest element. That rounds nothing.</remarks>
internal sealed class HouseholderReflections
{
    private readonly double[][] _vectors;
    private readonly double[] _diagonal;

    /// <summary>Reduces a matrix with at least as many rows as columns.</summary>
    public HouseholderReflections(double[][] matrix)
    {
        int n = matrix[0].Length;
        Exponents = new int[n];
        Columns = new double[n][];
        _vectors = new double[n][];
        _diagonal = new double[n];
        for (int j = 0; j < n; j++)
        {
            double[] column = Array.ConvertAll(matrix, row => row[j]);
            Exponents[j] = ExponentOf(column);
            Columns[j] = Array.ConvertAll(column, element => Math.ScaleB(element, -Exponents[j]));
            _vectors[j] = [.. Columns[j]];
        }

        for (int k = 0; k < n; k++)
        {
            double[] v = _vectors[k];
            double norm = Math.Sqrt(Dot(v, v, k, v.Length));
            _diagonal[k] = v[k] > 0.0 ? -norm : norm;
            v[k] -= _diagonal[k];
            for (int j = k + 1; j < n; j++)
            {
                Reflect(k, _vectors[j]);
            }
        }

        R = new double[n][];
        for (int i = 0; i < n; i++)
        {
            R[i] = new double[n];
            R[i][i] = Math.Abs(_diagonal[i]);
            for (int j = i + 1; j < n; j++)
            {
                R[i][j] = Sign(i) * _vectors[j][i];
            }
        }
    }

    /// <summary>The columns as they were reduced, each 2^-exponent times that of the matrix.</summary>
    public double[][] Columns { get; }

    /// <summary>The exponent of each column's scale.</summary>
    public int[] Exponents { get; }

    /// <summary>The triangle of the scaled columns, its diagonal not negative.</summary>
    public double[][] R { get; }

    /// <summary>Q^T x, Q square; the first rows belong to R.</summary>
    public double[] Rotate(double[] x)
    {
        double[] rotated = [.. x];
        for (int k = 0; k < _vectors.Length; k++)
        {
            Reflect(k, rotated);
        }

        for (int k = 0; k < _vectors.Length; k++)
        {
            rotated[k] *= Sign(k);
        }

        return rotated;
    }

    /// <summary>Q x, Q square.</summary>
    public double[] RotateBack(double[] x)
    {
        double[] rotated = [.. x];
        for (int k = 0; k < _vectors.Length; k++)
        {
            rotated[k] *= Sign(k);
        }

        for (int k = _vectors.Length - 1; k >= 0; k--)
        {
            Reflect(k, rotated);
        }

        return rotated;
    }

    // x - v (2 v^T x / v^T v), from row k down. A column of nothing reflects nothing.
    private void Reflect(int k, double[] x)
    {
        double[] v = _vectors[k];
        if (_diagonal[k] == 0.0)
        {
            return;
        }

        double along = 2.0 * Dot(v, x, k, v.Length) / Dot(v, v, k, v.Length);
        for (int i = k; i < x.Length; i++)
        {
            x[i] -= along * v[i];
        }
    }

    private double Sign(int k) => _diagonal[k] < 0.0 ? -1.0 : 1.0;

    private static int ExponentOf(double[] column)
    {
        double largest = 0.0;
        foreach (double element in column)
        {
            largest = Math.Max(largest, Math.Abs(element));
        }

        return largest == 0.0 ? 0 : Math.ILogB(largest);
    }
}
