using BayesBench.Reference.Numerics;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra.Double;
using static BayesBench.Properties.Support.Numbers;

namespace BayesBench.Properties.Support;

/// <summary>A symmetric, positive definite matrix, and vectors of as many numbers to go with it.</summary>
public sealed record PositiveMatrix(double[][] Rows, double[] Vector, double[] Other)
{
    private const double U = 1.0 / (1L << 53);

    public int Size => Rows.Length;

    /// <summary>The condition of the matrix scaled to a diagonal of ones, which no scaling of coordinates changes.</summary>
    public double Condition => DenseMatrix.OfRowArrays(
        Rows.Select((row, i) => row.Select((a, j) => a / (Scale(i) * Scale(j))).ToArray()).ToArray()).ConditionNumber();

    /// <summary>
    /// What a factor of A + E, <c>|E| &lt;= (3 n + 1) u |L| |L^T|</c>, may lose: of a quadratic form n times the condition,
    /// of a log-determinant n^2 times the condition, both at most this.
    /// </summary>
    public double Roundings => ((3 * Size) + 1) * Size * Size * U * Condition;

    /// <summary>The square root of a diagonal element.</summary>
    public double Scale(int i) => Math.Sqrt(Rows[i][i]);

    /// <summary>How far two routes to <c>-d^T A^-1 d / 2 - ln det A / 2</c> may be apart; no logarithm here exceeds 30.</summary>
    public double ToleranceAt(double[] d)
    {
        double square = d.Zip(Cholesky.Solve(Rows, d), (a, b) => a * b).Sum();
        return (4 * Roundings * (1 + Math.Abs(square))) + (60 * Size * (Size + 3) * U);
    }

    public override string ToString() => $"[{string.Join("; ", Rows.Select(row => string.Join(", ", row)))}], {string.Join(", ", Vector)}";
}

/// <summary>Two symmetric, positive definite matrices of one size.</summary>
public sealed record PairOfMatrices(PositiveMatrix First, PositiveMatrix Second);

/// <summary>A matrix of at least two rows, an order of its coordinates, and how many of them come first.</summary>
public sealed record SplitMatrix(PositiveMatrix Matrix, int[] Order, int Known)
{
    public int[] First => Order[..Known];

    public int[] Rest => [.. Order[Known..].Order()];
}

/// <summary>A matrix L D L^T in exact integers that is not positive definite, and the first pivot that shows it.</summary>
public sealed record IndefiniteMatrix(double[][] Rows, int Pivot, double Value);

/// <summary>
/// Matrices <c>S R S</c>: R a Gram matrix with a ridge, so its condition is anything from 1 to about 10^6; S a diagonal of
/// magnitudes spread evenly in their logarithm.
/// </summary>
public static class GaussianGenerators
{
    private static Gen<double> Number => Unit.Select(u => 4 * (u - 0.5));

    public static Arbitrary<PositiveMatrix> Matrices() => Arb.From(Gen.Choose(1, 8).SelectMany(OfSize));

    public static Arbitrary<SplitMatrix> Splits() => Arb.From(
        from size in Gen.Choose(2, 7)
        from matrix in OfSize(size)
        from order in Gen.Shuffle(Enumerable.Range(0, size))
        from known in Gen.Choose(1, size - 1)
        select new SplitMatrix(matrix, [.. order], known));

    public static Arbitrary<PairOfMatrices> Pairs() => Arb.From(
        from size in Gen.Choose(1, 6)
        from first in OfSize(size)
        from second in OfSize(size)
        select new PairOfMatrices(first, second));

    public static Arbitrary<IndefiniteMatrix> Indefinite() => Arb.From(
        from size in Gen.Choose(1, 9)
        from pivot in Gen.Choose(0, size - 1)
        from roots in Gen.ArrayOf(Gen.Choose(1, 3), size)
        from value in Gen.Elements(0, -1, -7)
        from below in Gen.ArrayOf(Gen.Choose(-2, 2), size * size)
        select new IndefiniteMatrix(Product(roots, pivot, value, below), pivot, value));

    private static Gen<PositiveMatrix> OfSize(int size) =>
        from elements in Gen.ArrayOf(Number, size * size)
        from ridge in Magnitude(1e-5, 1)
        from scales in Gen.ArrayOf(Magnitude(1e-4, 1e4), size)
        from vector in Gen.ArrayOf(Gen.OneOf(Number, Gen.Constant(0.0)), size)
        from other in Gen.ArrayOf(Number, size)
        select new PositiveMatrix(Gram(elements, ridge, scales), Times(scales, vector), Times(scales, other));

    private static double[] Times(double[] scales, double[] vector) => [.. scales.Zip(vector, (s, v) => s * v)];

    private static double[][] Gram(double[] elements, double ridge, double[] scales)
    {
        int n = scales.Length;
        return Symmetric(n, (i, j) => scales[i] * scales[j]
            * (Enumerable.Range(0, n).Sum(k => elements[(i * n) + k] * elements[(j * n) + k]) + (i == j ? ridge : 0)));
    }

    private static double[][] Product(int[] roots, int pivot, int value, int[] below)
    {
        int n = roots.Length;
        double Lower(int i, int k) => i == k ? 1 : below[(i * n) + k];
        double Diagonal(int k) => k == pivot ? value : roots[k] * roots[k];
        return Symmetric(n, (i, j) => Enumerable.Range(0, j + 1).Sum(k => Lower(i, k) * Diagonal(k) * Lower(j, k)));
    }

    private static double[][] Symmetric(int n, Func<int, int, double> element) =>
    [
        .. Enumerable.Range(0, n).Select(i =>
            Enumerable.Range(0, n).Select(j => element(Math.Max(i, j), Math.Min(i, j))).ToArray()),
    ];
}
