using BayesBench.Agreements.Numerics;

namespace BayesBench.Agreements.Networks;

/// <summary>Layers of a batch to call a formula with, and sums of absolute terms that bounds are made of.</summary>
internal static class LayerErrors
{
    /// <summary>B, D, K: single ones, odd ones, and about the edges of a tile of six by thirty-two.</summary>
    public static readonly (int Examples, int Inputs, int Outputs)[] Sizes =
        [(1, 1, 1), (1, 3, 1), (3, 1, 3), (1, 785, 3), (2, 153, 65), (17, 3, 32), (5, 17, 10), (66, 5, 2)];

    public static double[][] Normal(InputSource source, int rows, int columns) =>
        source.Matrix(rows, columns, s => s.Normal());

    public static double[][] Deviations(InputSource source, int rows, int columns) =>
        source.Matrix(rows, columns, s => s.LogUniform(0.01, 1));

    public static double[][] Matrix(object[] call, int argument) => (double[][])call[argument];

    /// <summary>Bound of a sum of so many products in order: gamma of the absolute ones.</summary>
    public static double OfProducts(int count, Func<int, double> product) =>
        MatrixProductAgreement.Gamma(count) * Sum(count, product);

    /// <summary>The sum of absolute terms.</summary>
    public static double Sum(int count, Func<int, double> term)
    {
        double sum = 0;
        for (int k = 0; k < count; k++)
        {
            sum += Math.Abs(term(k));
        }

        return sum;
    }
}
