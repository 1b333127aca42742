using FsCheck;
using FsCheck.Fluent;
using static BayesBench.Properties.Support.Numbers;

namespace BayesBench.Properties.Support;

/// <summary>A normal law's parameters.</summary>
public sealed record NormalLaw(double Mean, double StandardDeviation);

/// <summary>The ends of an interval.</summary>
public sealed record Ends(double Lower, double Upper);

/// <summary>A number in [0, 1].</summary>
public sealed record Chance(double Value);

/// <summary>A distance from a mean, in standard deviations.</summary>
public sealed record Score(double Value);

/// <summary>Logits or logarithms, at least one.</summary>
public sealed record Logits(double[] Values)
{
    public override string ToString() => $"[{string.Join(", ", Values)}]";
}

/// <summary>Two categorical laws over the same categories, some of probability zero.</summary>
public sealed record TwoLaws(double[] First, double[] Second)
{
    public override string ToString() => $"[{string.Join(", ", First)}] and [{string.Join(", ", Second)}]";
}

/// <summary>
/// Inputs that seek out trouble: magnitudes spread evenly in their logarithm, boundaries, and neighbours of boundaries.
/// FsCheck's own numbers would be nearly all between 0.1 and 100.
/// </summary>
public static class Generators
{
    private static readonly double[] Corners =
        [0.0, 1.0, 0.5, double.Epsilon, 1e-300, 1e-16, 1.0 - (1.0 / (1L << 53)), Math.BitIncrement(0.5), Math.BitDecrement(0.5)];

    private static Gen<double> Number => Gen.OneOf(
        Gen.Constant(0.0),
        Magnitude(1e-6, 1e6).SelectMany(magnitude => Gen.Elements(magnitude, -magnitude)));

    private static Gen<double> Probability => Gen.OneOf(
        Gen.Elements(Corners), Unit, Magnitude(1e-300, 1.0), Magnitude(1e-16, 1.0).Select(p => 1.0 - p));

    public static Arbitrary<NormalLaw> NormalLaws() => Arb.From(
        from mean in Number
        from standardDeviation in Magnitude(1e-6, 1e6)
        select new NormalLaw(mean, standardDeviation));

    public static Arbitrary<Ends> Intervals() => Arb.From(
        from lower in Number
        from width in Magnitude(1e-3, 1e6)
        select new Ends(lower, lower + (width * (1.0 + Math.Abs(lower)))));

    public static Arbitrary<Chance> Chances() => Arb.From(Probability.Select(p => new Chance(p)));

    public static Arbitrary<Score> Scores() => Arb.From(
        Gen.OneOf(Unit.Select(u => (u - 0.5) * 16.0), Unit.Select(u => (u - 0.5) * 74.0), Number.Select(x => x % 37.0))
            .Select(z => new Score(z)));

    public static Arbitrary<Logits> LogitRows() => Arb.From(
        from length in Gen.Choose(1, 12)
        from spread in Magnitude(1e-3, 100.0)
        from values in Gen.ArrayOf(Unit.Select(u => (u - 0.5) * spread), length)
        select new Logits(values));

    public static Arbitrary<TwoLaws> PairsOfLaws() => Arb.From(
        from length in Gen.Choose(1, 8)
        from first in Distribution(length)
        from second in Distribution(length)
        select new TwoLaws(first, second));
}
