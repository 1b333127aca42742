using System.Globalization;
using System.Numerics;
using BayesBench.Properties.Data;
using BayesBench.Reference.Statistics;
using Xunit;

namespace BayesBench.Properties.Statistics;

/// <summary>
/// NIST's Statistical Reference Datasets, univariate: means, standard deviations and autocorrelations at lag 1, each within
/// a few roundings of the exact answer for the binary numbers, and as near the certified value as these allow.
/// </summary>
public class NistUnivariateTests
{
    private const double U = 1.0 / (1L << 53);

    private static readonly Dictionary<string, Certified> Sets = new()
    {
        ["NumAcc1"] = new(10000002, 1, -0.5),
        ["NumAcc2"] = new(1.2, 0.1, -0.999),
        ["NumAcc3"] = new(1000000.2, 0.1, -0.999),
        ["NumAcc4"] = new(10000000.2, 0.1, -0.999),
        ["Lew"] = new(-177.435000000000, 277.332168044316, -0.307304800605679),
        ["Lottery"] = new(518.958715596330, 291.699727470969, -0.120948622967393),
        ["Mavro"] = new(2.00185600000000, 0.000429123454003053, 0.937989183438248),
        ["Michelso"] = new(299.852400000000, 0.0790105478190518, 0.535199668621283),
    };

    public static TheoryData<string> Names => [.. Sets.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_digit_that_the_binary_numbers_have_is_there(string name)
    {
        double[] sample = Read(name);
        Certified exact = Exactly(sample);
        Certified computed = new(
            Sample.Mean(sample), Math.Sqrt(Sample.Variance(sample)), Sample.Autocorrelation(sample));
        Assert.Equal(exact.Mean, computed.Mean, 2 * U * Math.Abs(exact.Mean));
        // Sums of n terms, of one sign but for the autocorrelation's numerator.
        Assert.Equal(exact.StandardDeviation, computed.StandardDeviation, sample.Length * U * exact.StandardDeviation);
        Assert.Equal(exact.Autocorrelation, computed.Autocorrelation, 2 * sample.Length * U);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Twelve_digits_of_the_certified_values_or_as_many_as_the_binary_numbers_have(string name)
    {
        double[] sample = Read(name);
        Certified certified = Sets[name];
        Certified exact = Exactly(sample);
        AssertDigits(certified.Mean, exact.Mean, Sample.Mean(sample));
        AssertDigits(certified.StandardDeviation, exact.StandardDeviation, Math.Sqrt(Sample.Variance(sample)));
        AssertDigits(certified.Autocorrelation, exact.Autocorrelation, Sample.Autocorrelation(sample));
    }

    [Fact]
    public void Binary_numbers_have_eight_digits_of_the_standard_deviation_of_NumAcc4_at_most()
    {
        // 10000000.1 is no double: what is left of the spread of 0.1 is known to 1e-9, for any program that reads doubles.
        double cap = Digits(0.1, Exactly(Formula("NumAcc4")!).StandardDeviation);
        Assert.InRange(cap, 8.0, 9.0);
    }

    [Fact]
    public void Subtracting_squares_has_lost_the_standard_deviation_of_NumAcc4()
    {
        double[] sample = Formula("NumAcc4")!;
        double mean = sample.Average();
        double subtracted = (sample.Sum(x => x * x) - (sample.Length * mean * mean)) / (sample.Length - 1);
        Assert.NotEqual(0.01, subtracted, 0.005);
    }

    [Theory]
    [InlineData("NumAcc1")]
    [InlineData("NumAcc2")]
    [InlineData("NumAcc3")]
    [InlineData("NumAcc4")]
    public void The_sets_that_follow_from_a_formula_are_those_of_the_files(string name) =>
        Assert.Equal(Formula(name), FromFile(name));

    private static void AssertDigits(double certified, double exact, double computed) => Assert.InRange(
        Digits(certified, computed), Math.Min(12.0, Digits(certified, exact) - 0.01), double.PositiveInfinity);

    // The logarithm of the relative error, base ten: digits that are right.
    private static double Digits(double certified, double value) => -Math.Log10(Math.Abs((value - certified) / certified));

    private static double[] Read(string name) => Formula(name) ?? FromFile(name);

    private static double[]? Formula(string name) => name switch
    {
        "NumAcc1" => [10000001, 10000003, 10000002],
        "NumAcc2" => Alternating(1.2, 1.1, 1.3),
        "NumAcc3" => Alternating(1000000.2, 1000000.1, 1000000.3),
        "NumAcc4" => Alternating(10000000.2, 10000000.1, 10000000.3),
        _ => null,
    };

    private static double[] Alternating(double first, double odd, double even) =>
        [first, .. Enumerable.Range(1, 1000).Select(i => i % 2 == 1 ? odd : even)];

    private static double[] FromFile(string name)
    {
        string path = Path.Combine(RealData.Require("nist"), "nist", $"{name}.dat");
        return
        [
            .. File.ReadLines(path)
                .SkipWhile(line => !line.StartsWith("Data:", StringComparison.Ordinal) || !line.TrimEnd().EndsWith('Y'))
                .Skip(2)
                .Where(line => line.Trim().Length > 0)
                .Select(line => double.Parse(line, CultureInfo.InvariantCulture)),
        ];
    }

    // In integers: every number here is a multiple of 2^-70. With sum S, n x - S is n times a deviation.
    private static Certified Exactly(double[] sample)
    {
        BigInteger[] scaled = Array.ConvertAll(sample, x => new BigInteger(Math.ScaleB(x, 70)));
        BigInteger n = sample.Length;
        BigInteger sum = scaled.Aggregate(BigInteger.Add);
        BigInteger[] deviations = Array.ConvertAll(scaled, x => (n * x) - sum);
        BigInteger squares = deviations.Aggregate(BigInteger.Zero, (total, d) => total + (d * d));
        BigInteger products = deviations.Skip(1).Zip(deviations, BigInteger.Multiply).Aggregate(BigInteger.Add);
        return new Certified(
            Quotient(sum, n << 70),
            Math.Sqrt(Quotient(squares, (n * n * (n - 1)) << 140)),
            Quotient(products, squares));
    }

    // To 100 bits and more, then rounded once.
    private static double Quotient(BigInteger numerator, BigInteger denominator)
    {
        int shift = (int)Math.Max(0, denominator.GetBitLength() - numerator.GetBitLength() + 110);
        return Math.ScaleB((double)((numerator << shift) / denominator), -shift);
    }

    private sealed record Certified(double Mean, double StandardDeviation, double Autocorrelation);
}
