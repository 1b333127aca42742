using FsCheck;
using FsCheck.Fluent;
using static BayesBench.Properties.Support.Numbers;

namespace BayesBench.Properties.Support;

/// <summary>A beta law's shapes, from far below 1 to far above.</summary>
public sealed record BetaLaw(double Alpha, double Beta);

/// <summary>A beta law's shapes where quadrature is exact: no pole and no steep flank at the ends.</summary>
public sealed record SmoothBeta(double Alpha, double Beta);

/// <summary>A gamma law's shape and rate.</summary>
public sealed record GammaLaw(double Shape, double Rate);

/// <summary>Flips of a coin, at least one, and its prior.</summary>
public sealed record Coin(double[] Flips, double Alpha, double Beta)
{
    public override string ToString() => $"[{string.Join(string.Empty, Flips)}] under Beta({Alpha}, {Beta})";
}

/// <summary>Inputs of the conjugate models: magnitudes spread evenly in their logarithm, and the corners where forms change.</summary>
public static class ConjugateGenerators
{
    private static readonly double[] Corners = [1.0, 0.5, 2.0, 10.0, Math.BitDecrement(1.0), Math.BitIncrement(1.0), Math.BitDecrement(10.0), 1e-6, 1e6];

    private static Gen<double> Shape => Gen.OneOf(Gen.Elements(Corners), Magnitude(1e-6, 1e6), Magnitude(0.1, 100));

    public static Arbitrary<BetaLaw> BetaLaws() => Arb.From(
        from alpha in Shape
        from beta in Shape
        select new BetaLaw(alpha, beta));

    public static Arbitrary<SmoothBeta> SmoothBetas() => Arb.From(
        from alpha in Magnitude(8, 60)
        from beta in Magnitude(8, 60)
        select new SmoothBeta(Math.Round(alpha), Math.Round(beta)));

    public static Arbitrary<GammaLaw> GammaLaws() => Arb.From(
        from shape in Shape
        from rate in Magnitude(1e-6, 1e6)
        select new GammaLaw(shape, rate));

    public static Arbitrary<Chance> Chances() => Arb.From(
        Gen.OneOf(Unit, Magnitude(1e-300, 1.0), Magnitude(1e-16, 1.0).Select(p => 1.0 - p), Gen.Elements(0.0, 1.0, 0.5))
            .Select(p => new Chance(p)));

    public static Arbitrary<Coin> Coins() => Arb.From(
        from length in Gen.Choose(1, 60)
        from lean in Unit
        from flips in Gen.ArrayOf(Unit.Select(u => u < lean ? 1.0 : 0.0), length)
        from alpha in Magnitude(1e-3, 1e3)
        from beta in Magnitude(1e-3, 1e3)
        select new Coin(flips, alpha, beta));
}
