using FsCheck;
using FsCheck.Fluent;
using static BayesBench.Properties.Support.Numbers;

namespace BayesBench.Properties.Support;

/// <summary>A matrix of full rank with at least as many rows as columns, and a right side.</summary>
public sealed record LeastSquaresProblem(double[][] Matrix, double[] Right)
{
    public int Columns => Matrix[0].Length;

    public override string ToString() =>
        $"[{string.Join("; ", Matrix.Select(row => string.Join(", ", row)))}], [{string.Join(", ", Right)}]";
}

/// <summary>A regression: data, noise, prior.</summary>
public sealed record Regression(double[][] X, double[] Y, double NoiseVariance, double[] PriorMean, double PriorVariance)
{
    public int Rows => X.Length;

    public int Columns => X[0].Length;

    public override string ToString() =>
        $"x [{string.Join("; ", X.Select(row => string.Join(", ", row)))}], y [{string.Join(", ", Y)}], noise {NoiseVariance}, "
        + $"prior [{string.Join(", ", PriorMean)}], {PriorVariance}";
}

/// <summary>Problems of linear regression: few data and many, columns of very different sizes, close to dependent.</summary>
public static class RegressionGenerators
{
    private static Gen<double> Signed => Unit.Select(u => (2.0 * u) - 1.0);

    public static Arbitrary<LeastSquaresProblem> LeastSquaresProblems() => Arb.From(
        from columns in Gen.Choose(1, 6)
        from more in Gen.Choose(0, 8)
        from sizes in Gen.ArrayOf(Magnitude(1e-6, 1e6), columns)
        from closeness in Gen.Elements(1.0, 1e-2, 1e-5)
        from matrix in Matrix(columns + more, sizes, closeness)
        from right in Gen.ArrayOf(Signed, columns + more)
        select new LeastSquaresProblem(matrix, right));

    public static Arbitrary<Regression> Regressions() => Arb.From(
        from columns in Gen.Choose(1, 5)
        from rows in Gen.Choose(1, 12)
        from sizes in Gen.ArrayOf(Magnitude(1e-1, 1e1), columns)
        from x in Matrix(rows, sizes, 1.0)
        from y in Gen.ArrayOf(Signed.Select(s => 3.0 * s), rows)
        from noise in Magnitude(1e-2, 1e1)
        from mean in Gen.ArrayOf(Gen.OneOf(Gen.Constant(0.0), Signed), columns)
        from prior in Magnitude(1e-2, 1e2)
        select new Regression(x, y, noise, mean, prior));

    // Columns that share a direction but for a part of relative size closeness.
    private static Gen<double[][]> Matrix(int rows, double[] sizes, double closeness) => Gen.ArrayOf(
        from common in Signed
        from own in Gen.ArrayOf(Signed, sizes.Length)
        select sizes.Zip(own, (size, part) => size * (((1.0 - closeness) * common) + (closeness * part))).ToArray(),
        rows);
}
