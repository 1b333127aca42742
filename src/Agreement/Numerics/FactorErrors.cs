using System.Runtime.CompilerServices;
using BayesBench.Reference.Numerics;
using static BayesBench.Agreements.Numerics.Dense;

namespace BayesBench.Agreements.Numerics;

/// <summary>
/// How far two factorisations of one matrix in double may be apart, and what is computed from them. A computed factor is the
/// factor of a matrix A + E, <c>|E| &lt;= c u |L| |L^T|</c>: everything here is what such an E does to first order, in units
/// of c u.
/// </summary>
/// <remarks>Source: Higham (2002), theorems 10.3 and 10.4; <c>|.|</c> is taken element by element.</remarks>
internal sealed class FactorErrors
{
    // A bound is asked for every element of an answer.
    private static readonly ConditionalWeakTable<double[][], FactorErrors> Known = [];

    private readonly double[][] _factor;
    private readonly double[][] _inverse;

    // |L| and C = |L^-1| |L|, lower triangular: what the condition of L is made of.
    private readonly double[][] _sizes;
    private readonly double[][] _condition;
    private readonly Lazy<double[][]> _ofFactor;

    private FactorErrors(double[][] matrix)
    {
        _factor = Cholesky.Factor(matrix);
        _inverse = Inverse(_factor);
        _sizes = Sizes(_factor);
        _condition = Product(Sizes(_inverse), _sizes);
        _ofFactor = new Lazy<double[][]>(() => Product(_sizes, HalfBelow(Product(_condition, Transposed(_condition)))));
    }

    /// <summary>Those of a matrix, computed once.</summary>
    public static FactorErrors Of(double[][] matrix) => Known.GetValue(matrix, one => new FactorErrors(one));

    /// <summary>A^-1.</summary>
    public double[][] Precision => Product(Transposed(_inverse), _inverse);

    /// <summary>|L| |L^T|.</summary>
    public double[][] Weights => Product(_sizes, Transposed(_sizes));

    /// <summary>Of L: <c>|L| low(C C^T)</c>, low the lower triangle with half the diagonal.</summary>
    public double Factor(int i, int j) => _ofFactor.Value[i][j];

    /// <summary>Of ln det A: the trace of <c>|L^-1 E L^-T|</c>.</summary>
    public double LogDeterminant => _condition.Sum(row => row.Sum(c => c * c));

    /// <summary>The sum of the absolute logarithms that ln det A is made of.</summary>
    public double Logarithms => 2 * _factor.Select((row, i) => Math.Abs(Math.Log(row[i]))).Sum();

    /// <summary>Of <c>A^-1 right</c>: <c>|A^-1| |L| |L^T| |x|</c>.</summary>
    public double[] Solution(double[] right)
    {
        double[][] inverse = Precision;
        double[] x = Times(inverse, right);
        return Times(Sizes(inverse), Times(_sizes, Times(Transposed(_sizes), Sizes(x))));
    }

    /// <summary>Of <c>d^T A^-1 d</c>: <c>|y|^T |L| |L^T| |y|</c>, <c>y = A^-1 d</c>.</summary>
    public double QuadraticForm(double[] d)
    {
        double[] y = Times(Transposed(_inverse), Times(_inverse, d));
        return Times(Transposed(_sizes), Sizes(y)).Sum(t => t * t);
    }

    private static double[][] Inverse(double[][] factor)
    {
        int n = factor.Length;
        double[][] inverse = Zero(n);
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double sum = i == j ? 1 : 0;
                for (int k = j; k < i; k++)
                {
                    sum -= factor[i][k] * inverse[k][j];
                }

                inverse[i][j] = sum / factor[i][i];
            }
        }

        return inverse;
    }

    private static double[][] HalfBelow(double[][] a) =>
    [
        .. a.Select((row, i) => row.Select((value, j) => j < i ? value : j == i ? value / 2 : 0).ToArray()),
    ];
}
