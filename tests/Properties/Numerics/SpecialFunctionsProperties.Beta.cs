using System.Text.Json;
using BayesBench.Kernels;
using BayesBench.Kernels.Numerics;
using BayesBench.Properties.Support;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Statistics;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Numerics;

/// <content>The beta function and its relatives, digamma, Dawson's integral.</content>
public partial class SpecialFunctionsProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Digamma: x is 0; it must be in [5E-324, Infinity]."] = () => SpecialFunctions.Digamma(0),
        ["Digamma: x is NaN; it must be in [5E-324, Infinity]."] = () => SpecialFunctions.Digamma(double.NaN),
        ["LogBeta: a is 0; it must be positive and finite."] = () => SpecialFunctions.LogBeta(0, 1),
        ["LogBeta: b is Infinity; it must be positive and finite."] = () => SpecialFunctions.LogBeta(1, double.PositiveInfinity),
        ["IncompleteBeta: a is NaN; it must be positive and finite."] = () => SpecialFunctions.IncompleteBeta(double.NaN, 1, 0.5),
        ["IncompleteBeta: x is 1.5; it must be in [0, 1]."] = () => SpecialFunctions.IncompleteBeta(1, 1, 1.5),
        ["IncompleteBetaComplement: b is -1; it must be positive and finite."] =
            () => SpecialFunctions.IncompleteBetaComplement(1, -1, 0.5),
        ["IncompleteBetaComplement: x is NaN; it must be in [0, 1]."] =
            () => SpecialFunctions.IncompleteBetaComplement(1, 1, double.NaN),
        ["IncompleteBetaInverse: p is -0.5; it must be in [0, 1]."] = () => SpecialFunctions.IncompleteBetaInverse(1, 1, -0.5),
        ["IncompleteBetaInverse: a is Infinity; it must be positive and finite."] =
            () => SpecialFunctions.IncompleteBetaInverse(double.PositiveInfinity, 1, 0.5),
        ["RegularizedGammaPInverse: a is 0; it must be positive and finite."] = () => SpecialFunctions.RegularizedGammaPInverse(0, 0.5),
        ["RegularizedGammaPInverse: p is NaN; it must be in [0, 1]."] = () => SpecialFunctions.RegularizedGammaPInverse(1, double.NaN),
    };

    public static TheoryData<string> RefusedRows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(RefusedRows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    // The bounds are those printed in the documentation of each function.
    [Fact]
    public void Digamma_is_within_8_units_in_the_last_place() =>
        Assert.InRange(Worst("special-functions.digamma", "x", SpecialFunctions.Digamma), 0.01, 8.0);

    [Fact]
    public void Dawson_is_within_8_units_in_the_last_place() =>
        Assert.InRange(Worst("special-functions.dawson", "x", SpecialFunctions.Dawson), 0.01, 8.0);

    [Fact]
    public void LogBeta_is_within_its_bound() => Assert.InRange(
        Golden("special-functions.log-beta").Max(row =>
            Math.Abs(SpecialFunctions.LogBeta(Of(row.Arguments, "a"), Of(row.Arguments, "b")) - row.Value)
                / (16.0 * (1.0 + Math.Abs(row.Value)) * U)),
        0.01,
        1.0);

    [Fact]
    public void Both_tails_of_the_incomplete_beta_are_within_their_bound()
    {
        Assert.InRange(WorstBetaShare("special-functions.incomplete-beta", SpecialFunctions.IncompleteBeta), 0.01, 1.0);
        Assert.InRange(
            WorstBetaShare("special-functions.incomplete-beta-complement", SpecialFunctions.IncompleteBetaComplement), 0.01, 1.0);
    }

    [Fact]
    public void The_incomplete_beta_is_a_binomial_tail() => Assert.All(
        from n in new[] { 1, 7, 60, 1000 }
        from k in new[] { 1, n / 3, n / 2, n }
        where k > 0
        from p in new[] { 1e-9, 0.1, 0.5, 0.875 }
        where k * Math.Log(p) > -600 // neither side has vanished
        select (n, k, p),
        row => Assert.Equal(
            1.0,
            SpecialFunctions.IncompleteBeta(row.k, row.n - row.k + 1, row.p) / BinomialTest.UpperTail(row.k, row.n, row.p),
            1e-12 * (1.0 + row.k)));

    [Theory]
    [InlineData(10, 990, -56.22053179502882)]
    [InlineData(1, 1, 0.0)]
    [InlineData(0.5, 0.5, 1.1447298858494002)]
    public void LogBeta_has_its_known_values(double a, double b, double value) =>
        Assert.Equal(value, SpecialFunctions.LogBeta(a, b), 16.0 * (1.0 + Math.Abs(value)) * U);

    [Fact]
    public void LogBeta_is_symmetric_and_joins_where_its_series_meet()
    {
        Assert.All(Grid(1e-8, 1e12), a => Assert.Equal(SpecialFunctions.LogBeta(a, 3.7), SpecialFunctions.LogBeta(3.7, a)));
        // B(a, b + 1) = B(a, b) b / (a + b) crosses every border.
        Assert.All(
            from a in Grid(1e-4, 1e6)
            from b in new[] { 1e-3, 0.5, 9.5, 20.0, 1e5 }
            select (a, b),
            row => Assert.Equal(
                Math.Log(row.b / (row.a + row.b)),
                SpecialFunctions.LogBeta(row.a, row.b + 1.0) - SpecialFunctions.LogBeta(row.a, row.b),
                40 * U * (1.0 + Math.Abs(SpecialFunctions.LogBeta(row.a, row.b)) + row.a)));
    }

    [Fact]
    public void Digamma_is_the_slope_of_LogGamma() => Assert.All(Grid(0.05, 1e4), x =>
    {
        // Richardson: two central differences, error h^4 x^-4 and the rounding of LogGamma over h.
        double h = 1e-3 * x;
        double Difference(double step) => (SpecialFunctions.LogGamma(x + step) - SpecialFunctions.LogGamma(x - step)) / (2.0 * step);
        double slope = ((4.0 * Difference(h)) - Difference(2.0 * h)) / 3.0;
        double rounding = 16.0 * U * (1.0 + Math.Abs(SpecialFunctions.LogGamma(x)) + Math.Abs(x * slope)) / h;
        Assert.Equal(slope, SpecialFunctions.Digamma(x), rounding + (1e-11 / x) + 1e-11);
    });

    [Fact]
    public void Digamma_of_a_count_is_a_harmonic_number()
    {
        const double Euler = 0.57721566490153286;
        double harmonic = 0.0;
        for (int n = 1; n < 60; n++)
        {
            Assert.Equal(harmonic - Euler, SpecialFunctions.Digamma(n), 20 * U * (1.0 + harmonic));
            harmonic += 1.0 / n;
        }
    }

    [Fact]
    public void Dawson_solves_its_differential_equation() => Assert.All(Grid(1e-3, 30), x =>
    {
        // F' = 1 - 2 x F, by a central difference of order four.
        double h = 1e-3 * Math.Min(1.0, x);
        double Difference(double step) => (SpecialFunctions.Dawson(x + step) - SpecialFunctions.Dawson(x - step)) / (2.0 * step);
        double slope = ((4.0 * Difference(h)) - Difference(2.0 * h)) / 3.0;
        Assert.Equal(1.0 - (2.0 * x * SpecialFunctions.Dawson(x)), slope, (20 * U * x / h) + 1e-11);
        Assert.Equal(-SpecialFunctions.Dawson(x), SpecialFunctions.Dawson(-x));
    });

    [Fact]
    public void The_ends_of_the_beta_family_are_exact()
    {
        Assert.Equal(0.0, SpecialFunctions.IncompleteBeta(2, 3, 0));
        Assert.Equal(1.0, SpecialFunctions.IncompleteBeta(2, 3, 1));
        Assert.Equal(1.0, SpecialFunctions.IncompleteBetaComplement(1e-6, 1e6, 0));
        Assert.Equal(0.0, SpecialFunctions.IncompleteBetaInverse(2, 3, 0));
        Assert.Equal(1.0, SpecialFunctions.IncompleteBetaInverse(2, 3, 1));
        Assert.Equal(0.0, SpecialFunctions.RegularizedGammaPInverse(2, 0));
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.RegularizedGammaPInverse(2, 1));
        Assert.Equal(0.0, SpecialFunctions.Dawson(double.PositiveInfinity));
        Assert.True(double.IsNegative(SpecialFunctions.Dawson(-0.0)));
        Assert.True(double.IsNaN(SpecialFunctions.Dawson(double.NaN)));
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.Digamma(double.PositiveInfinity));
        Assert.Equal(double.NegativeInfinity, SpecialFunctions.Digamma(double.Epsilon));
    }

    [Fact]
    public void The_inverse_comes_back_on_both_tails() => Assert.All(
        from a in new[] { 0.05, 0.5, 1.0, 3.0, 200.0, 1e4 }
        from b in new[] { 0.05, 1.0, 7.5, 1e3 }
        from p in new[] { 1e-12, 0.01, 0.5, 0.9, 1 - 1e-9 }
        select (a, b, p),
        row =>
        {
            double x = SpecialFunctions.IncompleteBetaInverse(row.a, row.b, row.p);
            // The law at x and at its neighbour below lie on the two sides of p, but for the law's own error.
            double slack = 200 * U * Math.Min(row.p, 1 - row.p) * (1.0 + Math.Sqrt(row.a + row.b));
            Assert.True(SpecialFunctions.IncompleteBeta(row.a, row.b, x) >= row.p - slack, $"{row}: {x}");
            Assert.True(SpecialFunctions.IncompleteBeta(row.a, row.b, Math.BitDecrement(x)) <= row.p + slack, $"{row}: {x}");
        });

    private static double WorstBetaShare(string id, Func<double, double, double, double> function) => Golden(id)
        .Where(row => row.Value > 1e-300)
        .Max(row =>
        {
            (double a, double b) = (Of(row.Arguments, "a"), Of(row.Arguments, "b"));
            double error = Math.Abs((function(a, b, Of(row.Arguments, "x")) / row.Value) - 1.0);
            return error / ((40.0 + (8.0 * Math.Abs(Math.Log(row.Value))) + (4.0 * Math.Sqrt(a + b))) * U);
        });

    private static IEnumerable<double> Grid(double low, double high) =>
        Enumerable.Range(0, 200).Select(i => low * Math.Pow(high / low, i / 199.0));

    private static double Of(JsonElement arguments, string name) => arguments.GetProperty(name).GetDouble();

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_of_the_gamma_and_beta_families_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["LogGamma: result has 2 elements; it must have 3."] = () => SpecialFunctionsKernels.LogGamma(device, three, two),
            ["Digamma: result has 2 elements; it must have 3."] = () => SpecialFunctionsKernels.Digamma(device, three, two),
            ["Dawson: result has 2 elements; it must have 3."] = () => SpecialFunctionsKernels.Dawson(device, three, two),
            ["Polygamma: result has 2 elements; it must have 3."] = () => SpecialFunctionsKernels.Polygamma(device, 1, three, two),
            ["Polygamma: order is 4; it must be in [1, 3]."] = () => SpecialFunctionsKernels.Polygamma(device, 4, three, three),
            ["RegularizedGammaPByShape: x has 2 elements; it must have 3."] =
                () => SpecialFunctionsKernels.RegularizedGammaPByShape(device, three, two, three),
            ["LogBeta: b has 2 elements; it must have 3."] = () => SpecialFunctionsKernels.LogBeta(device, three, two, three),
            ["RegularizedGammaP: x has 2 elements; it must have 3."] =
                () => SpecialFunctionsKernels.RegularizedGammaP(device, three, two, three),
            ["RegularizedGammaQ: result has 2 elements; it must have 3."] =
                () => SpecialFunctionsKernels.RegularizedGammaQ(device, three, three, two),
            ["RegularizedGammaPInverse: p has 2 elements; it must have 3."] =
                () => SpecialFunctionsKernels.RegularizedGammaPInverse(device, three, two, three),
            ["IncompleteBeta: b has 2 elements; it must have 3."] =
                () => SpecialFunctionsKernels.IncompleteBeta(device, three, two, three, three),
            ["IncompleteBetaComplement: x has 2 elements; it must have 3."] =
                () => SpecialFunctionsKernels.IncompleteBetaComplement(device, three, three, two, three),
            ["IncompleteBetaInverse: result has 2 elements; it must have 3."] =
                () => SpecialFunctionsKernels.IncompleteBetaInverse(device, three, three, three, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}
