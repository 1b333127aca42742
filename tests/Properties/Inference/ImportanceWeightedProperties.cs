using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Inference;

[Properties(Arbitrary = [typeof(Generators)])]
public class ImportanceWeightedProperties
{
    private const double U = 1.0 / (1L << 53);
    private const double Impossible = double.NegativeInfinity;

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["no weight: logWeights is empty; it must have at least one element."] = () => ImportanceWeighted.Bound([]),
        ["NaN: logWeights[1] is NaN; it must be finite or -Infinity."] = () => ImportanceWeighted.Bound([0, double.NaN]),
        ["infinity: logWeights[0] is Infinity; it must be finite or -Infinity."] =
            () => ImportanceWeighted.Bound([double.PositiveInfinity]),
        ["nothing: the largest of logWeights is -Infinity; it must be finite."] = () => ImportanceWeighted.LogEvidence([Impossible]),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Of_one_weight_it_is_that_weight(Score score)
    {
        Assert.Equal(score.Value, ImportanceWeighted.Bound([score.Value]));
        Assert.Equal(Impossible, ImportanceWeighted.Bound([Impossible, Impossible]));
    }

    [Property]
    public void Fewer_weights_give_less_on_average_over_what_is_left_out(Logits logits)
    {
        // For every sample, not only in the mean: the bound of all K is at least the mean of those without one each (Jensen).
        double[] weights = logits.Values;
        if (weights.Length > 1)
        {
            double[] without = [.. weights.Select((_, k) => ImportanceWeighted.Bound([.. weights.Where((_, j) => j != k)]))];
            Assert.InRange(without.Average(), double.NegativeInfinity, ImportanceWeighted.Bound(weights) + Slack(weights));
        }
    }

    [Property]
    public void It_lies_between_the_mean_and_the_largest_of_the_log_weights(Logits logits) => Assert.InRange(
        ImportanceWeighted.Bound(logits.Values),
        logits.Values.Average() - Slack(logits.Values),
        logits.Values.Max() + Slack(logits.Values));

    [Property]
    public void At_the_exact_posterior_it_is_the_log_evidence_whatever_is_drawn(Score first, Score second, Score third)
    {
        // theta from N(0, 1), x = 1 from N(theta, 1): the posterior is N(1/2, 1/2), the evidence N(1; 0, 2).
        double[] weights =
        [
            .. new[] { first.Value, second.Value, third.Value }.Select(theta => Normal.LogDensity(theta, 0, 1)
                + Normal.LogDensity(1, theta, 1) - Normal.LogDensity(theta, 0.5, Math.Sqrt(0.5))),
        ];
        // Squares of up to 37 that cancel: some thousand units.
        Assert.Equal(Normal.LogDensity(1, 0, Math.Sqrt(2)), ImportanceWeighted.Bound(weights), 1e4 * U);
    }

    [Property]
    public void A_factor_of_all_weights_is_added_and_nothing_underflows(Logits logits, sbyte steps)
    {
        double shift = 64.0 * steps;
        Assert.Equal(
            ImportanceWeighted.Bound(logits.Values) + shift,
            ImportanceWeighted.Bound(Array.ConvertAll(logits.Values, w => w + shift)),
            8 * U * (Math.Abs(shift) + 200));
    }

    [Property]
    public void A_weight_of_zero_counts_in_the_mean(Logits logits) => Assert.Equal(
        ImportanceWeighted.Bound(logits.Values) + Math.Log(logits.Values.Length / (logits.Values.Length + 1.0)),
        ImportanceWeighted.Bound([.. logits.Values, Impossible]),
        2 * Slack(logits.Values));

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["logWeights: logWeights has 3 elements; it must have a positive multiple of 2, one row for each result."] =
                () => ImportanceWeightedKernels.Bound(device, three, two),
            ["LogEvidence: standardError has 3 elements; it must have 2."] =
                () => ImportanceWeightedKernels.LogEvidence(device, two, two, three, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    [Fact]
    public void The_standard_error_is_the_samples_over_the_mean_and_the_root_of_the_count()
    {
        // Weights 1 and 3: mean 2, variance 2, so sqrt(2 / 2) / 2; and 4^2 / (1 + 9).
        EvidenceEstimate estimate = ImportanceWeighted.LogEvidence([0, Math.Log(3)]);
        Assert.Equal(Math.Log(2), estimate.Value, 1e-15);
        Assert.Equal(0.5, estimate.StandardError, 1e-15);
        Assert.Equal(1.6, estimate.EffectiveSampleSize, 1e-15);
    }

    [Property]
    public void Equal_weights_are_all_effective_and_one_that_dwarfs_the_others_stands_alone(Score score)
    {
        EvidenceEstimate equal = ImportanceWeighted.LogEvidence([score.Value, score.Value, score.Value]);
        Assert.Equal((0.0, 3.0), (equal.StandardError, Math.Round(equal.EffectiveSampleSize, 14)));
        EvidenceEstimate one = ImportanceWeighted.LogEvidence([score.Value, Impossible, Impossible]);
        Assert.Equal((1.0, 1.0), (Math.Round(one.StandardError, 14), Math.Round(one.EffectiveSampleSize, 14)));
    }

    [Property]
    public void The_estimate_is_the_bound_and_its_error_follows_from_the_effective_size(Logits logits)
    {
        EvidenceEstimate estimate = ImportanceWeighted.LogEvidence(logits.Values);
        double count = logits.Values.Length;
        Assert.Equal(ImportanceWeighted.Bound(logits.Values), estimate.Value);
        Assert.InRange(estimate.EffectiveSampleSize, 1 - (8 * U), count * (1 + (8 * U)));
        if (count > 1)
        {
            double squares = ((count / estimate.EffectiveSampleSize) - 1) / (count - 1);
            Assert.Equal(squares, estimate.StandardError * estimate.StandardError, 1e-12);
        }
        else
        {
            Assert.Equal(double.NaN, estimate.StandardError);
        }
    }

    // The largest weight, ln K and a few roundings of either.
    private static double Slack(double[] weights) => 8 * U * (weights.Max(Math.Abs) + Math.Log(weights.Length) + 1);
}
