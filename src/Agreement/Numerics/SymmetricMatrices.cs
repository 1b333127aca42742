namespace BayesBench.Agreements.Numerics;

/// <summary>Symmetric, positive definite matrices of floats to call a formula with.</summary>
internal static class SymmetricMatrices
{
    private static readonly int[] Sizes = [1, 2, 2, 3, 4, 5, 7, 8, 12];

    /// <summary>A size, often small; multiples of four have a body of their own.</summary>
    public static int Size(InputSource source) => source.Pick(Sizes);

    /// <summary>
    /// <c>D (G G^T + ridge I) D</c>, G square with normal elements, D powers of two from 2^-8 to 2^8: badly scaled, and of a
    /// condition up to about 10^5 without that. Rounding to floats leaves it positive definite.
    /// </summary>
    public static double[][] Draw(InputSource source, int size)
    {
        double[][] g = source.Matrix(size, size, s => s.Normal());
        double ridge = size * source.LogUniform(1e-3, 1);
        double[] scale = source.Vector(size, s => Math.ScaleB(1, s.Integer(-8, 8)));
        return Of(size, (i, j) =>
            (float)(scale[i] * scale[j] * (g[i].Zip(g[j], (a, b) => a * b).Sum() + (i == j ? ridge : 0))));
    }

    /// <summary>Binomial coefficients (i + j over i): integers, of determinant 1, and nearly singular.</summary>
    public static double[][] Pascal(int size)
    {
        double[][] rows = Of(size, (_, _) => 1);
        for (int i = 1; i < size; i++)
        {
            for (int j = 1; j < size; j++)
            {
                rows[i][j] = rows[i - 1][j] + rows[i][j - 1];
            }
        }

        return rows;
    }

    /// <summary>The covariance of a walk: min(i, j) + 1.</summary>
    public static double[][] Walk(int size) => Of(size, (i, j) => Math.Min(i, j) + 1);

    /// <summary>Ones, and a little more than one on the diagonal.</summary>
    public static double[][] NearlySingular(int size, double more) => Of(size, (i, j) => i == j ? 1 + more : 1);

    /// <summary>A symmetric matrix whose lower triangle is given.</summary>
    public static double[][] Of(int size, Func<int, int, double> element) =>
    [
        .. Enumerable.Range(0, size).Select(i =>
            Enumerable.Range(0, size).Select(j => element(Math.Max(i, j), Math.Min(i, j))).ToArray()),
    ];

    /// <summary>Matrices at the edges, of every kind above.</summary>
    public static IEnumerable<double[][]> Edges =>
    [
        [[1.0]], [[2.0]], [[1.1754944e-38f]], [[3.4028235e38f]], Of(2, (i, j) => i == j ? 1 : 0), Of(4, (i, j) => i == j ? 1 : 0),
        NearlySingular(2, 1.1920929e-7f), NearlySingular(3, 1e-6f), NearlySingular(4, 1e-6f), NearlySingular(8, 1e-5f),
        Pascal(5), Pascal(8), Walk(16), Walk(17), Walk(32),
    ];
}
