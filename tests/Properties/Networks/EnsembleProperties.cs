using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Networks;

[Properties(Arbitrary = [typeof(Generators), typeof(TablesGenerators)])]
public class EnsembleProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["no member: probabilities is empty; it must have at least one element."] = () => Ensemble.Predictive([]),
        ["no class: probabilities[0] is empty; it must have at least one element."] = () => Ensemble.Predictive([[]]),
        ["ragged: probabilities[1] has length 1; it must have length 2."] = () => Ensemble.Predictive([[0.5, 0.5], [1]]),
        ["NaN: probabilities[0][1] is NaN; it must be finite."] = () => Ensemble.Predictive([[1, double.NaN]]),
        ["infinity: probabilities[0][0] is Infinity; it must be finite."] =
            () => Ensemble.Predictive([[double.PositiveInfinity]]),
        ["negative: probabilities[1][0] is -1; it must be in [0, 1]."] = () => Ensemble.Predictive([[1, 0], [-1, 2]]),
        ["sum: the sum of probabilities[1] is 0.5; it must be 1, within 4 units of rounding for each element."] =
            () => Ensemble.Predictive([[1, 0], [0.25, 0.25]]),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void The_whole_uncertainty_is_the_members_own_and_their_disagreement(TwoLaws laws)
    {
        EnsemblePrediction answer = Ensemble.Predictive([laws.First, laws.Second]);
        double own = 0.5 * (Categorical.Entropy(laws.First) + Categorical.Entropy(laws.Second));
        Assert.Equal(Categorical.Entropy(answer.Mean), answer.Entropy);
        Assert.Equal(answer.Entropy - own, answer.MutualInformation, 16 * laws.First.Length * U);
    }

    [Property]
    public void Disagreement_is_never_negative_and_nothing_exactly_where_all_are_equal(TwoLaws laws)
    {
        Assert.Equal(0.0, Ensemble.Predictive([laws.First, laws.First, laws.First]).MutualInformation);
        Assert.Equal(laws.First, Ensemble.Predictive([laws.First, laws.First, laws.First]).Mean);
        double disagreement = Ensemble.Predictive([laws.First, laws.Second]).MutualInformation;
        Assert.Equal(laws.First.SequenceEqual(laws.Second), disagreement == 0);
        Assert.InRange(disagreement, 0.0, Math.Log(2) + (16 * U));
    }

    [Property]
    public void Disagreement_is_the_mean_divergence_from_the_mean(TwoLaws laws)
    {
        EnsemblePrediction answer = Ensemble.Predictive([laws.First, laws.Second]);
        Assert.Equal(
            0.5 * (KullbackLeibler.Categorical(laws.First, answer.Mean) + KullbackLeibler.Categorical(laws.Second, answer.Mean)),
            answer.MutualInformation,
            8 * laws.First.Length * U);
    }

    [Property]
    public void The_mean_prediction_is_a_law_between_its_members(TwoLaws laws)
    {
        double[] mean = Ensemble.Predictive([laws.First, laws.Second]).Mean;
        Assert.Equal(1.0, mean.Sum(), mean.Length * U);
        Assert.All(Enumerable.Range(0, mean.Length), k => Assert.InRange(
            mean[k], Math.Min(laws.First[k], laws.Second[k]), Math.Max(laws.First[k], laws.Second[k])));
    }

    [Property]
    public void The_mean_is_the_predictive_probability_of_each_class(TwoLaws laws)
    {
        double[] mean = Ensemble.Predictive([laws.First, laws.Second]).Mean;
        Assert.All(Enumerable.Range(0, mean.Length), k => Assert.Equal(
            mean[k],
            Math.Exp(PosteriorPredictive.MonteCarlo([Math.Log(laws.First[k]), Math.Log(laws.Second[k])])),
            // Multiples of 2^-40: no logarithm beyond 28.
            200 * U * mean[k]));
    }

    [Fact]
    public void Certain_members_that_contradict_one_another_disagree_about_everything()
    {
        EnsemblePrediction answer = Ensemble.Predictive([[1, 0], [0, 1]]);
        Assert.Equal([0.5, 0.5], answer.Mean);
        Assert.Equal(Math.Log(2), answer.Entropy, 2 * U);
        Assert.Equal(Math.Log(2), answer.MutualInformation, 4 * U);
    }

    [Fact]
    public void Small_disagreement_keeps_its_digits_where_the_difference_of_entropies_has_lost_them()
    {
        // Two coins 2^-30 from fair, on either side: the information is e^2 / 2 + e^4 / 12 + ..., e = 2^-29.
        const double Bend = 1.0 / (1 << 30);
        double[] heads = [0.5 + Bend, 0.5 - Bend];
        double[] tails = [0.5 - Bend, 0.5 + Bend];
        EnsemblePrediction answer = Ensemble.Predictive([heads, tails]);
        double expected = 2 * Bend * Bend;
        Assert.Equal(expected, answer.MutualInformation, 1e-15 * expected);
        double subtracted = answer.Entropy - (0.5 * (Categorical.Entropy(heads) + Categorical.Entropy(tails)));
        Assert.NotEqual(expected, subtracted, 0.5 * expected);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> eight = device.Allocate<float>(8);
        using DeviceArray<float> four = device.Allocate<float>(4);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["classes: classes is 0; it must be at least 1."] =
                () => EnsembleKernels.Predictive(device, 0, eight, four, two, two),
            ["mean: mean has 3 elements; it must have 4."] = () => EnsembleKernels.Predictive(device, 2, eight, three, two, two),
            ["information: mutualInformation has 3 elements; it must have 2."] =
                () => EnsembleKernels.Predictive(device, 2, eight, four, two, three),
            ["probabilities: probabilities has 3 elements; it must have a positive multiple of 4, one row for each result."] =
                () => EnsembleKernels.Predictive(device, 2, three, four, two, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}
