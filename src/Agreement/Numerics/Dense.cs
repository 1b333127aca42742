namespace BayesBench.Agreements.Numerics;

/// <summary>Products of small matrices, which error bounds are made of.</summary>
internal static class Dense
{
    public static double[][] Product(double[][] a, double[][] b)
    {
        double[][] product = [.. a.Select(_ => new double[b[0].Length])];
        for (int i = 0; i < a.Length; i++)
        {
            for (int k = 0; k < b.Length; k++)
            {
                for (int j = 0; j < b[0].Length; j++)
                {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }

        return product;
    }

    public static double[] Times(double[][] a, double[] x) => [.. a.Select(row => row.Zip(x, (r, v) => r * v).Sum())];

    public static double[][] Transposed(double[][] a) =>
        [.. Enumerable.Range(0, a[0].Length).Select(j => a.Select(row => row[j]).ToArray())];

    public static double[][] Sizes(double[][] a) => [.. a.Select(Sizes)];

    public static double[] Sizes(double[] x) => Array.ConvertAll(x, Math.Abs);

    public static double[][] Zero(int n) => [.. Enumerable.Range(0, n).Select(_ => new double[n])];
}
