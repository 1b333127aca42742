using FsCheck;
using FsCheck.Fluent;

namespace BayesBench.Properties.Support;

/// <summary>A law on finitely many numbers, in any order, some of probability 0, some twice.</summary>
public sealed record FiniteLaw(double[] Values, double[] Probabilities)
{
    public override string ToString() => $"[{string.Join(", ", Values)}] by [{string.Join(", ", Probabilities)}]";
}

/// <summary>A joint law of two numbers: X is one of as many as the table has rows, Y one of as many as it has columns.</summary>
public sealed record TableLaw(double[] X, double[] Y, double[][] Joint)
{
    public override string ToString() =>
        $"[{string.Join("; ", Joint.Select(row => string.Join(", ", row)))}] of [{string.Join(", ", X)}] and [{string.Join(", ", Y)}]";
}

/// <summary>
/// Finite laws that seek out trouble: probabilities are multiples of 2^-40 that sum to 1 exactly and span nine orders of
/// magnitude, a third of them 0; values span twelve.
/// </summary>
public static class TablesGenerators
{
    public static Gen<double> Unit => Gen.Choose(0, (1 << 30) - 1).Select(k => (k + 0.5) / (1 << 30));

    public static Gen<double> Number => Gen.OneOf(
        Gen.Choose(-3, 3).Select(k => (double)k),
        from magnitude in Magnitude(1e-6, 1e6)
        from sign in Gen.Elements(-1.0, 1.0)
        select sign * magnitude);

    public static Arbitrary<FiniteLaw> FiniteLaws() => Arb.From(
        from length in Gen.Choose(1, 8)
        from values in Gen.ArrayOf(Number, length)
        from probabilities in Distribution(length)
        select new FiniteLaw(values, probabilities));

    public static Arbitrary<TableLaw> TableLaws() => Arb.From(
        from rows in Gen.Choose(1, 5)
        from columns in Gen.Choose(1, 5)
        from x in Gen.ArrayOf(Number, rows)
        from y in Gen.ArrayOf(Number, columns)
        from joint in Distribution(rows * columns)
        select new TableLaw(x, y, [.. joint.Chunk(columns)]));

    public static Gen<double[]> Distribution(int length) =>
        from weights in Gen.ArrayOf(Gen.OneOf(Gen.Constant(0.0), Magnitude(1e-9, 1.0), Unit), length)
        from last in Gen.Choose(0, length - 1)
        select OfWeights(weights, last);

    private static Gen<double> Magnitude(double low, double high) =>
        Unit.Select(u => Math.Exp(Math.Log(low) + (u * Math.Log(high / low))));

    private static double[] OfWeights(double[] weights, int last)
    {
        const double Whole = 1L << 40;
        double sum = weights.Sum();
        double[] shares = [.. weights.Select(weight => sum == 0 ? 0 : Math.Floor(weight / sum * Whole) / Whole)];
        shares[last] += 1.0 - shares.Sum();
        return shares;
    }
}
