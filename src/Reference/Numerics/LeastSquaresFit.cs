namespace BayesBench.Reference.Numerics;

/// <summary>The least-squares solution of <c>A x = b</c>, with the triangle and the residual it comes with.</summary>
/// <remarks>
/// The solution by reflections is refined: the residual r = b - A x and x solve
/// <c>[I A; A^T 0] [r; x] = [b; 0]</c>, and what the computed ones leave over, taken with twice the digits, is solved for
/// and added. Two steps give all digits unless the matrix is singular to working precision.
/// <para>Source: Bjorck (1967), Iterative refinement of linear least squares solutions I; Higham (2002), section 20.5.</para>
/// </remarks>
internal sealed record LeastSquaresFit(double[] Solution, double[][] R, double[] Residual)
{
    private const int Refinements = 2;

    /// <summary>Solves for a matrix of full rank, called by some name in an error.</summary>
    public static LeastSquaresFit Of(double[][] matrix, double[] right, string name)
    {
        var reflections = new HouseholderReflections(matrix);
        HouseholderQr.CheckRank(reflections.R, matrix.Length, name);
        int n = reflections.R.Length;
        var x = new double[n];
        var residual = new double[right.Length];
        for (int step = 0; step <= Refinements; step++)
        {
            // The first step starts from nothing, and is the plain solution.
            double[] left = reflections.Rotate(Left(reflections.Columns, right, residual, x));
            double[] slope = HouseholderQr.SolveUpperTransposed(
                reflections.R, Array.ConvertAll(reflections.Columns, column => -CompensatedSum.Dot(column, residual)));
            double[] correction = new double[n];
            for (int k = 0; k < n; k++)
            {
                correction[k] = left[k] - slope[k];
                left[k] = slope[k];
            }

            Add(x, HouseholderQr.SolveUpper(reflections.R, correction));
            Add(residual, reflections.RotateBack(left));
        }

        return new LeastSquaresFit(
            [.. x.Select((value, j) => Math.ScaleB(value, -reflections.Exponents[j]))],
            HouseholderQr.Scaled(reflections),
            residual);
    }

    // b - r - A x, each component with twice the digits.
    private static double[] Left(double[][] columns, double[] right, double[] residual, double[] x)
    {
        var left = new double[right.Length];
        for (int i = 0; i < left.Length; i++)
        {
            var sum = default(CompensatedSum);
            sum.Add(right[i]);
            sum.Add(-residual[i]);
            for (int j = 0; j < x.Length; j++)
            {
                sum.AddProduct(-columns[j][i], x[j]);
            }

            left[i] = sum.Value;
        }

        return left;
    }

    private static void Add(double[] sum, double[] summand)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += summand[i];
        }
    }
}
