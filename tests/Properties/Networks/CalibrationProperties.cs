using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Networks;

[Properties(Arbitrary = [typeof(Generators)])]
public class CalibrationProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["no data: probabilities is empty; it must have at least one element."] = () => Calibration.LogLikelihood([], []),
        ["labels: labels has length 2; it must have the length of probabilities, 1."] = () => Calibration.BrierScore([[1]], [0, 0]),
        ["label: labels[1] is 2; it must be in [0, 1]."] = () => Calibration.BrierScore([[1, 0], [0, 1]], [0, 2]),
        ["negative label: labels[0] is -1; it must be in [0, 1]."] = () => Calibration.LogLikelihood([[1, 0]], [-1]),
        ["sum: the sum of probabilities[0] is 0.5; it must be 1, within 4 units of rounding for each element."] =
            () => Calibration.ExpectedCalibrationError([[0.25, 0.25]], [0], 10),
        ["probability: probabilities[0][0] is NaN; it must be finite."] = () => Calibration.LogLikelihood([[double.NaN]], [0]),
        ["bins: bins is 0; it must be at least 1."] = () => Calibration.ExpectedCalibrationError([[1]], [0], 0),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void The_truth_has_the_best_mean_scores(TwoLaws laws)
    {
        // Means over what may come under the first law: entropy and Gini's index at best, more by KL and the squared distance.
        double Mean(Func<int, double> score) =>
            laws.First.Select((p, k) => p == 0 ? 0 : p * score(k)).Sum();
        double Brier(double[] forecast) => Mean(label => Calibration.BrierScore([forecast], [label]));
        double distance = laws.First.Zip(laws.Second, (p, q) => (p - q) * (p - q)).Sum();
        int classes = laws.First.Length;
        Assert.Equal(1 - laws.First.Sum(p => p * p), Brier(laws.First), 8 * classes * U);
        Assert.Equal(Brier(laws.First) + distance, Brier(laws.Second), 16 * classes * U);
        Assert.Equal(
            -Categorical.Entropy(laws.First), Mean(label => Calibration.LogLikelihood([laws.First], [label])), 64 * classes * U);
        Assert.True(
            Mean(label => Calibration.LogLikelihood([laws.Second], [label]))
            <= -Categorical.Entropy(laws.First) + (64 * classes * U));
    }

    [Fact]
    public void Scores_of_a_few_predictions_by_hand()
    {
        double[][] probabilities = [[0.75, 0.25], [0.5, 0.5], [0, 1], [0.25, 0.75]];
        int[] labels = [0, 1, 1, 0];
        Assert.Equal((Math.Log(0.75) + Math.Log(0.5) + 0 + Math.Log(0.25)) / 4, Calibration.LogLikelihood(probabilities, labels), 2 * U);
        Assert.Equal(((2 * 0.0625) + (2 * 0.25) + 0 + (2 * 0.5625)) / 4, Calibration.BrierScore(probabilities, labels));
        // Right, wrong (of two equal ones the first is the answer), right, wrong: excess 0.25, -0.5, 0, -0.75.
        Assert.Equal(1.0 / 4, Calibration.ExpectedCalibrationError(probabilities, labels, 1));
        Assert.Equal((0.5 + 0.5) / 4, Calibration.ExpectedCalibrationError(probabilities, labels, 4));
        Assert.Equal(double.NegativeInfinity, Calibration.LogLikelihood(probabilities, [0, 1, 0, 0]));
    }

    [Fact]
    public void An_edge_belongs_to_the_bin_below_it()
    {
        // 3/4 wrong and a little more right: in one bin their excesses cancel, in two they do not.
        const double Above = 0.75 + (1.0 / 1024);
        double[][] probabilities = [[0.75, 0.25], [Above, 1 - Above]];
        Assert.Equal((0.75 + (1 - Above)) / 2, Calibration.ExpectedCalibrationError(probabilities, [1, 0], 4));
        Assert.Equal((0.75 - (1 - Above)) / 2, Calibration.ExpectedCalibrationError(probabilities, [1, 0], 2));
    }

    [Fact]
    public void Frequencies_without_an_input_are_calibrated_and_still_bad()
    {
        // The error is no proper score: three of four times class 0, said of everything.
        double[][] blind = [[0.75, 0.25], [0.75, 0.25], [0.75, 0.25], [0.75, 0.25]];
        double[][] sharp = [[0.875, 0.125], [0.875, 0.125], [0.875, 0.125], [0.125, 0.875]];
        int[] labels = [0, 0, 0, 1];
        Assert.Equal(0.0, Calibration.ExpectedCalibrationError(blind, labels, 15));
        Assert.Equal(0.125, Calibration.ExpectedCalibrationError(sharp, labels, 15));
        Assert.True(Calibration.BrierScore(sharp, labels) < Calibration.BrierScore(blind, labels));
        Assert.True(Calibration.LogLikelihood(sharp, labels) > Calibration.LogLikelihood(blind, labels));
    }

    [Property]
    public void Finer_bins_never_hide_what_coarser_ones_show(TwoLaws laws, bool first, bool second)
    {
        double[][] probabilities = [laws.First, laws.Second];
        int last = laws.First.Length - 1;
        int[] labels = [first ? 0 : last, second ? 0 : last];
        double coarse = Calibration.ExpectedCalibrationError(probabilities, labels, 5);
        Assert.InRange(Calibration.ExpectedCalibrationError(probabilities, labels, 15), coarse - (4 * U), 1.0);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> four = device.Allocate<float>(4), three = device.Allocate<float>(3), one = device.Allocate<float>(1);
        using DeviceArray<int> labels = device.Allocate<int>(2), none = device.Allocate<int>(0);
        var table = new Dictionary<string, Action>
        {
            ["LogLikelihood: labels is 0; it must be at least 1."] = () => CalibrationKernels.LogLikelihood(device, four, none, one),
            ["LogLikelihood: logLikelihood has 3 elements; it must have 1."] =
                () => CalibrationKernels.LogLikelihood(device, four, labels, three),
            ["BrierScore: probabilities has 3 elements; it must have a positive multiple of 2, one row for each result."] =
                () => CalibrationKernels.BrierScore(device, three, labels, one),
            ["Error: bins is 0; it must be at least 1."] =
                () => CalibrationKernels.ExpectedCalibrationError(device, 0, four, labels, one),
            ["Error: error has 3 elements; it must have 1."] =
                () => CalibrationKernels.ExpectedCalibrationError(device, 15, four, labels, three),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_long_test_set_is_scored_as_in_double(string choice)
    {
        Device device = TestDevices.Get(choice);
        // Over several parts of every device: 5000 coins, in 64ths.
        float[] probabilities = [.. Enumerable.Range(0, 5000).SelectMany(n => new[] { n % 65 / 64f, 1 - (n % 65 / 64f) })];
        int[] labels = [.. Enumerable.Range(0, 5000).Select(n => n * 31 % 64 < n % 65 ? 0 : 1)];
        double[][] rows = [.. probabilities.Chunk(2).Select(row => Array.ConvertAll(row, p => (double)p))];
        using DeviceArray<float> given = device.Upload<float>(probabilities), result = device.Allocate<float>(1);
        using DeviceArray<int> known = device.Upload<int>(labels);
        CalibrationKernels.ExpectedCalibrationError(device, 15, given, known, result);
        Assert.Equal((float)Calibration.ExpectedCalibrationError(rows, labels, 15), result.ToArray()[0], 1e-7f);
        CalibrationKernels.BrierScore(device, given, known, result);
        Assert.Equal((float)Calibration.BrierScore(rows, labels), result.ToArray()[0], 1e-7f);
    }
}
