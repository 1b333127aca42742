using System.Globalization;
using BayesBench.Properties.Data;

namespace BayesBench.Properties.Support;

/// <summary>A linear set of NIST's Statistical Reference Datasets: design, targets, what is certified of the coefficients.</summary>
internal sealed record CertifiedSet(double[][] X, double[] Y, double[] Coefficients, double[] StandardDeviations)
{
    // What is added to the polynomial in Wampler's third set, a hundredfold in the fourth, ten thousandfold in the fifth.
    private static readonly double[] Disturbance =
    [
        759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048, -2048, 1838, -2048, 2048, -2048, 2523, -2048, 2048,
        -2048, 759,
    ];

    private static readonly double[] OfThirdSet =
        [2152.32624678170, 2363.55173469681, 779.343524331583, 101.475507550350, 5.64566512170752, 0.112324854679312];

    public static CertifiedSet Of(string name) => name switch
    {
        "NoInt1" => new(
            [.. Enumerable.Range(60, 11).Select(x => new[] { (double)x })],
            [.. Enumerable.Range(130, 11).Select(y => (double)y)],
            [2.07438016528926],
            [0.165289256198347e-01]),
        "NoInt2" => new([[4], [5], [6]], [3, 4, 4], [0.727272727272727], [0.420827318078432e-01]),
        "Wampler1" => Wampler(0),
        "Wampler2" => Wampler2(),
        "Wampler3" => Wampler(1),
        "Wampler4" => Wampler(100),
        "Wampler5" => Wampler(10000),
        "Filip" => Read(name, columns: 11, isPolynomial: true),
        "Longley" => Read(name, columns: 7, isPolynomial: false),
        "Norris" => Read(name, columns: 2, isPolynomial: true),
        "Pontius" => Read(name, columns: 3, isPolynomial: true),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such set"),
    };

    /// <summary>The number of digits of the worst component that are right: minus the logarithm of its relative error.</summary>
    public static double Digits(double[] certified, double[] computed) => certified.Zip(
        computed, (right, got) => right == got ? 15.0 : Math.Min(15.0, -Math.Log10(Math.Abs((got - right) / right)))).Min();

    private static CertifiedSet Wampler(double disturbances) => new(
        Powers(Enumerable.Range(0, 21).Select(x => (double)x), 6),
        [.. Disturbance.Select((disturbance, x) => Enumerable.Range(0, 6).Sum(k => Math.Pow(x, k)) + (disturbances * disturbance))],
        [1, 1, 1, 1, 1, 1],
        [.. OfThirdSet.Select(deviation => disturbances * deviation)]);

    // Its targets are given with five decimals.
    private static CertifiedSet Wampler2() => new(
        Powers(Enumerable.Range(0, 21).Select(x => (double)x), 6),
        [.. Enumerable.Range(0, 21).Select(x => (double)Enumerable.Range(0, 6).Sum(k => Power(x / 10m, k)))],
        [1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5],
        new double[6]);

    private static decimal Power(decimal x, int exponent) =>
        Enumerable.Repeat(x, exponent).Aggregate(1m, (product, factor) => product * factor);

    // The file's certified values begin in line 31, its data in line 61: y first, then x.
    private static CertifiedSet Read(string name, int columns, bool isPolynomial)
    {
        string[] lines = File.ReadAllLines(Path.Combine(RealData.Require("nist"), "nist", $"{name}.dat"));
        double[][] certified = [.. lines.Skip(30).Where(line => line.TrimStart().StartsWith('B')).Take(columns).Select(line => Numbers(line)[1..])];
        double[][] data = [.. lines.Skip(60).Where(line => line.Trim().Length > 0).Select(Numbers)];
        return new CertifiedSet(
            isPolynomial ? Powers(data.Select(row => row[1]), columns) : [.. data.Select(row => (double[])[1, .. row[1..]])],
            [.. data.Select(row => row[0])],
            [.. certified.Select(row => row[0])],
            [.. certified.Select(row => row[1])]);
    }

    private static double[] Numbers(string line) =>
    [
        .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(
            word => word.StartsWith('B') ? 0 : double.Parse(word, CultureInfo.InvariantCulture)),
    ];

    private static double[][] Powers(IEnumerable<double> x, int count) =>
        [.. x.Select(at => Enumerable.Range(0, count).Select(k => Math.Pow(at, k)).ToArray())];
}
