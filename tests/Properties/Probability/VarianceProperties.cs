using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Properties.Support;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Probability;

/// <summary>The laws of the variance, each within the roundings of its two sides.</summary>
[Properties(Arbitrary = [typeof(Generators), typeof(TablesGenerators)])]
public class VarianceProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["no value: values is empty; it must have at least one element."] = () => Variance.Discrete([], []),
        ["shape: probabilities has length 3; it must have the length of values, 2."] =
            () => Variance.Discrete([1, 2], [0.5, 0.5, 0]),
        ["NaN: values[0] is NaN; it must be finite."] = () => Variance.Discrete([double.NaN], [1]),
        ["infinity: values[1] is Infinity; it must be finite."] =
            () => Variance.Discrete([1, double.PositiveInfinity], [0.5, 0.5]),
        ["probability: probabilities[0] is 1.5; it must be in [0, 1]."] = () => Variance.Discrete([1, 2], [1.5, -0.5]),
        ["sum: the sum of probabilities is 1.25; it must be 1, within 4 units of rounding for each element."] =
            () => Variance.Discrete([1, 2], [0.75, 0.5]),
        ["alpha: alpha is NaN; it must be finite."] = () => Variance.LinearCombination(double.NaN, 1, 1, 1, 0),
        ["beta: beta is Infinity; it must be finite."] =
            () => Variance.LinearCombination(1, double.PositiveInfinity, 1, 1, 0),
        ["varianceX: varianceX is -1; it must be non-negative and finite."] = () => Variance.LinearCombination(1, 1, -1, 1, 0),
        ["varianceY: varianceY is NaN; it must be non-negative and finite."] =
            () => Variance.LinearCombination(1, 1, 1, double.NaN, 0),
        ["covariance: covariance is NaN; it must be in [-"] = () => Variance.LinearCombination(1, 1, 1, 1, double.NaN),
        ["too much covariance: covariance is 2.5; it must be in [-"] = () => Variance.LinearCombination(1, 1, 4, 1, 2.5),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Both_forms_are_equal_on_numbers_near_zero(FiniteLaw law)
    {
        double mean = Expectation.Discrete(law.Values, law.Probabilities);
        double square = Expectation.Discrete(Array.ConvertAll(law.Values, x => x * x), law.Probabilities);
        // The subtractive form is as good as its terms, E X^2: n additions and three products each.
        Assert.Equal(
            square - (mean * mean), Variance.Discrete(law.Values, law.Probabilities), (4 * (law.Values.Length + 3)) * U * square);
    }

    [Fact]
    public void The_subtractive_form_has_lost_every_digit_at_an_offset_of_1e8()
    {
        double[] values = [1e8 - 1, 1e8 + 1];
        double[] coin = [0.5, 0.5];
        double mean = Expectation.Discrete(values, coin);
        Assert.Equal(0.0, Expectation.Discrete(Array.ConvertAll(values, x => x * x), coin) - (mean * mean));
        Assert.Equal(1.0, Variance.Discrete(values, coin));
    }

    [Property]
    public void A_shift_changes_nothing(FiniteLaw law, byte steps)
    {
        // On a grid that the shifted values keep, so that the shift itself is exact.
        double[] values = Array.ConvertAll(law.Values, x => Math.Round(x * 16) / 16);
        double[] shifted = Array.ConvertAll(values, x => x + (steps * 16777216.0));
        double variance = Variance.Discrete(values, law.Probabilities);
        // The mean is known to n roundings of the offset; it enters squared, and each square carries its deviation's four.
        double mean = law.Values.Length * U * shifted.Max(Math.Abs);
        Assert.Equal(
            variance, Variance.Discrete(shifted, law.Probabilities), (2 * (law.Values.Length + 6) * U * variance) + (mean * mean));
    }

    // The mean is 1e16 + 1/2, half-way between numbers that are 2 apart.
    [Fact]
    public void What_rounding_took_from_the_mean_is_given_back() =>
        Assert.Equal(0.75, Variance.Discrete([1e16, 1e16 + 2], [0.75, 0.25]));

    [Property]
    public void Variance_of_a_certainty_is_nothing(FiniteLaw law, Chance chance)
    {
        double value = law.Values[0] + chance.Value;
        Assert.Equal(0.0, Variance.Discrete([value], [1.0]));
        Assert.InRange(
            Variance.Discrete(Array.ConvertAll(law.Values, _ => value), law.Probabilities),
            0.0,
            4 * U * U * value * value);
    }

    [Property]
    public void Variance_of_a_coin_is_that_of_the_Bernoulli_law(Chance chance)
    {
        double p = chance.Value;
        double expected = Bernoulli.Variance(p);
        // 1 - p is rounded: the table's law is another one by that much.
        Assert.Equal(expected, Variance.Discrete([0.0, 1.0], [1.0 - p, p]), U + (8 * U * expected));
    }

    [Property]
    public void A_linear_combination_has_the_variance_of_its_own_law(TableLaw table, sbyte alpha, sbyte beta)
    {
        int columns = table.Y.Length;
        double[] joint = [.. table.Joint.SelectMany(row => row)];
        double[] x = [.. joint.Select((_, i) => table.X[i / columns])];
        double[] y = [.. joint.Select((_, i) => table.Y[i % columns])];
        double meanX = Expectation.Discrete(x, joint);
        double meanY = Expectation.Discrete(y, joint);
        double covariance = Expectation.Discrete([.. x.Zip(y, (a, b) => (a - meanX) * (b - meanY))], joint);
        double varianceX = Variance.Discrete(x, joint);
        double varianceY = Variance.Discrete(y, joint);
        // Perfect correlation is met up to rounding only: the covariance is held within its limit.
        double limit = Math.Sqrt(varianceX) * Math.Sqrt(varianceY);
        double combined = Variance.LinearCombination(alpha, beta, varianceX, varianceY, Math.Clamp(covariance, -limit, limit));
        double own = Variance.Discrete([.. x.Zip(y, (a, b) => (alpha * a) + (beta * b))], joint);
        // Three sums of n terms and a few products; the means are rounded to n units of the largest value, which enters the
        // covariance beside a deviation, and the values of the combination are rounded themselves.
        double spread = (Math.Abs((double)alpha) * Math.Sqrt(varianceX)) + (Math.Abs((double)beta) * Math.Sqrt(varianceY));
        double largest = (Math.Abs((double)alpha) * x.Max(Math.Abs)) + (Math.Abs((double)beta) * y.Max(Math.Abs));
        double n = joint.Length + 8;
        Assert.Equal(own, combined, 4 * n * U * ((spread * spread) + (spread * largest) + (n * U * largest * largest)));
    }

    [Fact]
    public void Without_the_covariance_the_variance_of_a_sum_is_wrong()
    {
        // Bernoulli X and Y of the deck's table [[.1, .2], [.3, .4]]: V[2 X - 3 Y] = 3.24, and 3.0 without Cov(X, Y).
        double covariance = 0.4 - (0.7 * 0.6);
        Assert.Equal(3.24, Variance.LinearCombination(2, -3, 0.21, 0.24, covariance), 1e-14);
        Assert.Equal(3.0, Variance.LinearCombination(2, -3, 0.21, 0.24, 0), 1e-14);
        Assert.Equal(3.24, Variance.Discrete([0, -3, 2, -1], [0.1, 0.2, 0.3, 0.4]), 1e-14);
    }

    [Property]
    public void Perfectly_correlated_numbers_cancel_to_nothing_and_never_below(NormalLaw law, sbyte factor)
    {
        // Y = factor X: Y - factor X is certain.
        double variance = law.StandardDeviation * law.StandardDeviation;
        double combined = Variance.LinearCombination(factor, -1, variance, factor * factor * variance, factor * variance);
        Assert.InRange(combined, 0.0, 16 * U * factor * factor * variance);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["values: values has 3 elements; it must have a positive multiple of 2, one row for each result."] =
                () => VarianceKernels.Discrete(device, three, three, two),
            ["probabilities: probabilities has 2 elements; it must have 3."] =
                () => VarianceKernels.Discrete(device, three, two, three),
            ["beta: beta has 2 elements; it must have 3."] =
                () => VarianceKernels.LinearCombination(device, three, two, three, three, three, three),
            ["covariance: covariance has 2 elements; it must have 3."] =
                () => VarianceKernels.LinearCombination(device, three, three, three, three, two, three),
            ["variance: variance has 2 elements; it must have 3."] =
                () => VarianceKernels.LinearCombination(device, three, three, three, three, three, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}
