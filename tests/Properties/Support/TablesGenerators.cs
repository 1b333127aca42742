using FsCheck;
using FsCheck.Fluent;
using static BayesBench.Properties.Support.Numbers;

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
}
