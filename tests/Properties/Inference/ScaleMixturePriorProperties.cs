using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Inference;

public class ScaleMixturePriorProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["LogDensity: x is NaN; it must be finite."] = () => ScaleMixturePrior.LogDensity(double.NaN, 0.5, 1, 1),
        ["LogDensity: weight is 0; it must be strictly between 0 and 1."] = () => ScaleMixturePrior.LogDensity(0, 0, 1, 1),
        ["LogDensity: weight is 1; it must be strictly between 0 and 1."] = () => ScaleMixturePrior.LogDensity(0, 1, 1, 1),
        ["LogDensity: firstStandardDeviation is 0; it must be positive and finite."] = () => ScaleMixturePrior.LogDensity(0, 0.5, 0, 1),
        ["LogDensity: secondStandardDeviation is -1; it must be positive and finite."] =
            () => ScaleMixturePrior.LogDensity(0, 0.5, 1, -1),
        ["Divergence: noise is empty; it must have at least one element."] = () => ScaleMixturePrior.Divergence([], 0, 0, 0.5, 1, 1),
        ["Divergence: noise[1] is NaN; it must be finite."] =
            () => ScaleMixturePrior.Divergence([0, double.NaN], 0, 0, 0.5, 1, 1),
        ["Divergence: mean is NaN; it must be finite."] = () => ScaleMixturePrior.Divergence([0], double.NaN, 0, 0.5, 1, 1),
        ["Divergence: logStandardDeviation is -Infinity; it must be finite."] =
            () => ScaleMixturePrior.Divergence([0], 0, double.NegativeInfinity, 0.5, 1, 1),
        ["DivergenceGradient: noise is empty; it must have at least one element."] =
            () => ScaleMixturePrior.DivergenceGradient([], 0, 0, 0.5, 1, 1),
        ["DivergenceGradient: weight is 2; it must be strictly between 0 and 1."] =
            () => ScaleMixturePrior.DivergenceGradient([0], 0, 0, 2, 1, 1),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [InlineData(0.25, 1, 0.1)]
    [InlineData(0.75, 0.5, 2)]
    [InlineData(0.5, 1, 1)]
    public void The_density_is_a_law_of_the_mixed_variance(double weight, double first, double second)
    {
        double Mean(Func<double, double> f) => 2 * Quadrature.Integral(
            x => f(x) * Math.Exp(ScaleMixturePrior.LogDensity(x, weight, first, second)), 0, 12 * Math.Max(first, second), 96);
        Assert.Equal(1.0, Mean(_ => 1), 1e-13);
        double variance = (weight * first * first) + ((1 - weight) * second * second);
        Assert.Equal(variance, Mean(x => x * x), 1e-13 * (1 + variance));
    }

    [Property]
    public void Equal_scales_make_one_law_and_the_order_of_the_two_is_no_matter(short x, byte weight)
    {
        (double at, double share) = (x / 4096.0, (weight + 1) / 257.0);
        Assert.Equal(Normal.LogDensity(at, 0, 0.75), ScaleMixturePrior.LogDensity(at, share, 0.75, 0.75), 8 * U * (3 + (at * at)));
        Assert.Equal(
            ScaleMixturePrior.LogDensity(at, share, 1, 0.0025),
            ScaleMixturePrior.LogDensity(at, 1 - share, 0.0025, 1),
            // ln(1 - share) by another route.
            16 * U * (8 + (at * at)));
    }

    [Fact]
    public void Far_away_the_wide_law_is_all_that_is_left()
    {
        // The narrow density is e^-8e7 here: a sum of densities is right, its logarithm must not go through 0.
        double expected = Math.Log(0.25) + Normal.LogDensity(100, 0, 1);
        Assert.Equal(expected, ScaleMixturePrior.LogDensity(100, 0.25, 1, 0.0025), 4 * U * -expected);
    }

    [Property]
    public void Of_equal_scales_two_mirrored_draws_know_the_divergence(short m, sbyte logDeviation)
    {
        // Noise of mean 0 and mean square 1 integrates every parabola.
        (double mean, double log) = (m / 8192.0, logDeviation / 32.0);
        double deviation = Math.Exp(log);
        double exact = KullbackLeibler.Normal(mean, deviation, 0, 0.75);
        double terms = 8 + Math.Abs(log) + (4 * ((mean * mean) + (deviation * deviation)));
        Assert.Equal(exact, ScaleMixturePrior.Divergence([-1, 1], mean, log, 0.25, 0.75, 0.75), 8 * U * terms);
        WeightGradient gradient = ScaleMixturePrior.DivergenceGradient([-1, 1], mean, log, 0.25, 0.75, 0.75);
        Assert.Equal(mean / 0.5625, gradient.Mean, 16 * U * (Math.Abs(mean) + deviation));
        Assert.Equal((deviation * deviation / 0.5625) - 1, gradient.LogStandardDeviation, 16 * U * terms);
    }

    [Property]
    public void Derivatives_are_those_of_the_estimate(byte seed)
    {
        double[] noise = FiniteDifference.Normal(5, seed);
        double[] at = [.. FiniteDifference.Normal(2, seed + 1000UL).Select(x => x / 2)];
        WeightGradient gradient = ScaleMixturePrior.DivergenceGradient(noise, at[0], at[1], 0.25, 1, 0.25);
        double[] expected = FiniteDifference.Gradient(at, p => ScaleMixturePrior.Divergence(noise, p[0], p[1], 0.25, 1, 0.25), 1e-3);
        Assert.Equal(expected[0], gradient.Mean, 1e-9 * (1 + Math.Abs(expected[0])));
        Assert.Equal(expected[1], gradient.LogStandardDeviation, 1e-9 * (1 + Math.Abs(expected[1])));
    }

    [Fact]
    public void The_mean_estimate_is_the_divergence_and_its_mean_derivative_is_the_divergences()
    {
        double Exact(double mean, double log) => Mean(e => ScaleMixturePrior.Divergence([e], mean, log, 0.5, 1, 0.2));
        // KL = E_q ln p_1 / p + KL(q || p_1): another route through the same integral.
        const double M = 0.3, Log = -1;
        double wide = KullbackLeibler.Normal(M, Math.Exp(Log), 0, 1);
        double rest = Mean(e => Normal.LogDensity(M + (Math.Exp(Log) * e), 0, 1)
            - ScaleMixturePrior.LogDensity(M + (Math.Exp(Log) * e), 0.5, 1, 0.2));
        Assert.Equal(wide + rest, Exact(M, Log), 1e-13);
        // p is at least half of either law.
        Assert.InRange(Exact(M, Log), 0.0, wide + Math.Log(2));
        Assert.Equal(
            FiniteDifference.Slope(h => Exact(M + h, Log)), Mean(e => ScaleMixturePrior.DivergenceGradient([e], M, Log, 0.5, 1, 0.2).Mean), 1e-9);
        Assert.Equal(
            FiniteDifference.Slope(h => Exact(M, Log + h)),
            Mean(e => ScaleMixturePrior.DivergenceGradient([e], M, Log, 0.5, 1, 0.2).LogStandardDeviation),
            1e-9);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_that_breaks_its_rule(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> four = device.Allocate<float>(4), three = device.Allocate<float>(3), two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["LogDensity: weight is 1; it must be strictly between 0 and 1."] =
                () => ScaleMixturePriorKernels.LogDensity(device, 1, 1, 1, four, four),
            ["LogDensity: firstStandardDeviation is 0; it must be positive and finite."] =
                () => ScaleMixturePriorKernels.LogDensity(device, 0.5, 0, 1, four, four),
            ["LogDensity: logDensity has 3 elements; it must have 4."] =
                () => ScaleMixturePriorKernels.LogDensity(device, 0.5, 1, 1, four, three),
            ["Divergence: noise has 3 elements; it must have a positive multiple of 2, one row for each result."] =
                () => ScaleMixturePriorKernels.Divergence(device, 0.5, 1, 1, three, two, two, two),
            ["Divergence: logStandardDeviation has 3 elements; it must have 2."] =
                () => ScaleMixturePriorKernels.Divergence(device, 0.5, 1, 1, four, two, three, two),
            ["Divergence: divergence has 3 elements; it must have 2."] =
                () => ScaleMixturePriorKernels.Divergence(device, 0.5, 1, 1, four, two, two, three),
            ["Gradient: byMean has 3 elements; it must have 2."] =
                () => ScaleMixturePriorKernels.DivergenceGradient(device, 0.5, 1, 1, four, two, two, three, two),
            ["Gradient: byLogStandardDeviation has 3 elements; it must have 2."] =
                () => ScaleMixturePriorKernels.DivergenceGradient(device, 0.5, 1, 1, four, two, two, two, three),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    private static double Mean(Func<double, double> f) =>
        Quadrature.OverTheLine(e => f(e) * Math.Exp(Normal.LogDensity(e, 0, 1)), new NormalLaw(0, 1));
}
