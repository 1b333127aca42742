using BayesBench.Kernels;
using BayesBench.Kernels.Statistics;
using BayesBench.Properties.Support;
using BayesBench.Reference.Statistics;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using MathNet.Numerics.Statistics;
using Xunit;

namespace BayesBench.Properties.Statistics;

/// <summary>Covariance matrices, quantiles and autocorrelations of samples.</summary>
[Properties(Arbitrary = [typeof(Generators), typeof(TablesGenerators)])]
public class SampleSeriesTests
{
    private const double U = 1.0 / (1L << 53);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["CovarianceMatrix: data is empty; it must have at least one element."] = () => Sample.CovarianceMatrix([]),
        ["CovarianceMatrix: data has length 1; it must have at least 2 elements."] = () => Sample.CovarianceMatrix([[1]]),
        ["CovarianceMatrix: data[1] has length 2; it must have length 1."] = () => Sample.CovarianceMatrix([[1], [1, 2]]),
        ["CovarianceMatrix: data[0][1] is NaN; it must be finite."] =
            () => Sample.CovarianceMatrix([[1, double.NaN], [1, 2]]),
        ["CovarianceMatrix: data[1][0] is Infinity; it must be finite."] =
            () => Sample.CovarianceMatrix([[1], [double.PositiveInfinity]]),
        ["Quantile: sample has length 0; it must have at least 1 elements."] = () => Sample.Quantile([], 0.5),
        ["Quantile: sample[1] is NaN; it must be finite."] = () => Sample.Quantile([1, double.NaN], 0.5),
        ["Quantile: sample[0] is -Infinity; it must be finite."] =
            () => Sample.Quantile([double.NegativeInfinity], 0.5),
        ["Quantile: probability is 1.5; it must be in [0, 1]."] = () => Sample.Quantile([1], 1.5),
        ["Quantile: probability is NaN; it must be in [0, 1]."] = () => Sample.Quantile([1], double.NaN),
        ["Autocorrelation: sample has length 1; it must have at least 2 elements."] = () => Sample.Autocorrelation([1]),
        ["Autocorrelation: sample[0] is NaN; it must be finite."] = () => Sample.Autocorrelation([double.NaN, 1]),
        ["Autocorrelation: sample[1] is Infinity; it must be finite."] =
            () => Sample.Autocorrelation([1, double.PositiveInfinity]),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void A_covariance_matrix_has_the_covariances_of_its_columns_and_is_symmetric(FiniteLaw law, Logits other)
    {
        double[][] data = Pairs(law, other);
        double[][] matrix = Sample.CovarianceMatrix(data);
        double[] x = Array.ConvertAll(data, row => row[0]);
        double[] y = Array.ConvertAll(data, row => row[1]);
        Assert.Equal([Sample.Variance(x), Sample.Covariance(x, y)], matrix[0]);
        Assert.Equal([Sample.Covariance(x, y), Sample.Variance(y)], matrix[1]);
    }

    [Property]
    public void The_variance_along_any_direction_is_the_quadratic_form(FiniteLaw law, Logits other, sbyte alpha, sbyte beta)
    {
        double[][] data = Pairs(law, other);
        double[][] matrix = Sample.CovarianceMatrix(data);
        double[] along = Array.ConvertAll(data, row => (alpha * row[0]) + (beta * row[1]));
        double form = (alpha * alpha * matrix[0][0]) + (2 * alpha * beta * matrix[0][1]) + (beta * beta * matrix[1][1]);
        // The combination is rounded where it stands, three times; the sums have n terms.
        double spread = (alpha * alpha * matrix[0][0]) + (beta * beta * matrix[1][1]);
        double largest = data.Max(row => Math.Abs(alpha * row[0]) + Math.Abs(beta * row[1]));
        double n = data.Length + 8;
        Assert.Equal(Sample.Variance(along), form, 4 * n * U * ((2 * spread) + (largest * Math.Sqrt(2 * spread)) + (n * U * largest * largest)));
    }

    [Property]
    public void A_quantile_has_its_share_of_the_sample_up_to_there_and_less_below(FiniteLaw law, Chance chance)
    {
        double q = Sample.Quantile(law.Values, chance.Value);
        double n = law.Values.Length;
        Assert.InRange(chance.Value, 0.0, law.Values.Count(x => x <= q) / n);
        int below = law.Values.Count(x => x < q);
        Assert.True(below == 0 || below / n < chance.Value);
    }

    [Property]
    public void A_quantile_is_that_of_the_law_that_gives_each_value_an_equal_share(Logits logits, Chance chance)
    {
        // Sixteen values, so that a sixteenth is a double and its sums are exact.
        double[] sample = [.. Enumerable.Range(0, 16).Select(i => logits.Values[i % logits.Values.Length] + (i % 3))];
        double[] shares = [.. Enumerable.Repeat(1.0 / 16, 16)];
        Assert.Equal(
            Reference.Probability.Quantile.Discrete(sample, shares, chance.Value), Sample.Quantile(sample, chance.Value));
    }

    [Property]
    public void A_quantile_is_MathNets_of_the_first_definition_of_Hyndman_and_Fan(FiniteLaw law, byte share)
    {
        // Off the steps, where it need not decide what n p rounds to; MathNet's position there is n p + 1/2.
        int n = law.Values.Length;
        double p = ((share % n) + 0.5) / n;
        Assert.Equal(
            ArrayStatistics.QuantileCustomInplace([.. law.Values], p, QuantileDefinition.R1), Sample.Quantile(law.Values, p));
    }

    [Fact]
    public void A_share_counts_where_it_is_what_the_division_gives()
    {
        // 1/10 is the double 0.1, although that is above a tenth; three tenths are the double 0.3.
        double[] digits = [.. Enumerable.Range(0, 10).Select(k => (double)k)];
        Assert.Equal(0.0, Sample.Quantile(digits, 0.1));
        Assert.Equal(2.0, Sample.Quantile(digits, 0.3));
        Assert.Equal(3.0, Sample.Quantile(digits, Math.BitIncrement(0.3)));
    }

    [Property]
    public void An_autocorrelation_is_between_minus_one_and_one_and_knows_no_direction_of_time(FiniteLaw law)
    {
        double[] sample = [.. law.Values, 1e-3];
        if (sample.Distinct().Count() > 1)
        {
            double r = Sample.Autocorrelation(sample);
            Assert.InRange(r, -1.0, 1.0);
            Assert.Equal(r, Sample.Autocorrelation([.. sample.Reverse()]), 8 * sample.Length * U);
        }
    }

    [Property]
    public void An_autocorrelation_knows_neither_origin_nor_unit(FiniteLaw law, sbyte shift)
    {
        // On a grid that both keep, so that they are the same sample.
        double[] sample = [.. law.Values.Select(x => Math.Round(x * 16) / 16), 0.5];
        double[] moved = Array.ConvertAll(sample, x => 4 * (x + (1048576.0 * shift)));
        if (sample.Distinct().Count() > 1)
        {
            Assert.Equal(Sample.Autocorrelation(sample), Sample.Autocorrelation(moved), 16 * sample.Length * U);
        }
    }

    [Fact]
    public void Alternating_values_are_nearly_minus_one_correlated_and_equal_ones_not_at_all_defined()
    {
        Assert.Equal(-0.75, Sample.Autocorrelation([1, -1, 1, -1]));
        Assert.True(double.IsNaN(Sample.Autocorrelation([3, 3, 3])));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> six = device.Allocate<float>(6);
        using DeviceArray<float> four = device.Allocate<float>(4);
        using DeviceArray<float> two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["CovarianceMatrix: rows is 1; it must be at least 2."] =
                () => SampleKernels.CovarianceMatrix(device, 1, 2, six, four),
            ["CovarianceMatrix: columns is 0; it must be at least 1."] =
                () => SampleKernels.CovarianceMatrix(device, 3, 0, six, four),
            ["CovarianceMatrix: data has 6 elements; it must have 4."] =
                () => SampleKernels.CovarianceMatrix(device, 2, 2, six, four),
            ["CovarianceMatrix: covariance has 2 elements; it must have 4."] =
                () => SampleKernels.CovarianceMatrix(device, 3, 2, six, two),
            ["Quantile: sample has 6 elements; it must have a positive multiple of 4, one row for each result."] =
                () => SampleKernels.Quantile(device, six, four, four),
            ["Quantile: probability has 4 elements; it must have 2."] =
                () => SampleKernels.Quantile(device, six, four, two),
            ["Autocorrelation: length is 1; it must be at least 2."] =
                () => SampleKernels.Autocorrelation(device, six, 1, six),
            ["Autocorrelation: sample has 6 elements; it must have 8."] =
                () => SampleKernels.Autocorrelation(device, six, 4, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    private static double[][] Pairs(FiniteLaw law, Logits other) =>
        [.. law.Values.Append(0.5).Select((x, i) => new[] { x, other.Values[i % other.Values.Length] })];
}
