using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Inference;

[Properties(Arbitrary = [typeof(Generators), typeof(TablesGenerators)])]
public class BayesRuleProperties
{
    private const double U = 1.0 / (1L << 53);
    private const double Impossible = double.NegativeInfinity;

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Posterior: likelihood has length 1; it must have the length of prior, 2."] =
            () => BayesRule.Posterior([0.5, 0.5], [1]),
        ["Posterior: prior is empty; it must have at least one element."] = () => BayesRule.Posterior([], []),
        ["Posterior: prior[0] is NaN; it must be in [0, 1]."] = () => BayesRule.Posterior([double.NaN], [1]),
        ["Posterior: the sum of prior is 0.5; it must be 1, within 4 units of rounding for each element."] =
            () => BayesRule.Posterior([0.5], [1]),
        ["Posterior: likelihood[1] is -1; it must be non-negative and finite."] =
            () => BayesRule.Posterior([0.5, 0.5], [1, -1]),
        ["Posterior: likelihood[0] is Infinity; it must be non-negative and finite."] =
            () => BayesRule.Posterior([1], [double.PositiveInfinity]),
        ["Posterior: likelihood[0] is NaN; it must be non-negative and finite."] = () => BayesRule.Posterior([1], [double.NaN]),
        ["Posterior: evidence is 0; it must be positive and finite."] = () => BayesRule.Posterior([1, 0], [0, 1]),
        ["PosteriorFromLog: logLikelihood has length 2; it must have the length of prior, 1."] =
            () => BayesRule.PosteriorFromLog([1], [0, 0]),
        ["PosteriorFromLog: prior[0] is -1; it must be in [0, 1]."] = () => BayesRule.PosteriorFromLog([-1, 2], [0, 0]),
        ["PosteriorFromLog: logLikelihood[0] is NaN; it must be finite or -Infinity."] =
            () => BayesRule.PosteriorFromLog([1], [double.NaN]),
        ["PosteriorFromLog: logLikelihood[0] is Infinity; it must be finite or -Infinity."] =
            () => BayesRule.PosteriorFromLog([1], [double.PositiveInfinity]),
        ["PosteriorFromLog: the largest of logLikelihood is -Infinity; it must be finite."] =
            () => BayesRule.PosteriorFromLog([1, 0], [Impossible, 0]),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Bayes_theorem_turns_one_conditional_into_the_other(TableLaw table)
    {
        // Prior Pr[X], likelihood Pr[Y = y | X]: the posterior is the other conditional of the same table, the evidence Pr[Y = y].
        double[] prior = JointTable.MarginalX(table.Joint);
        double[] evidence = JointTable.MarginalY(table.Joint);
        foreach (int y in Enumerable.Range(0, evidence.Length).Where(y => evidence[y] > 0))
        {
            double[] likelihood = [.. prior.Select((p, x) => p > 0 ? JointTable.ConditionalY(table.Joint, x)[y] : 0.5)];
            BayesPosterior answer = BayesRule.Posterior(prior, likelihood);
            Assert.Equal(evidence[y], answer.Evidence, (prior.Length + 3) * U * evidence[y]);
            AssertClose(JointTable.ConditionalX(table.Joint, y), answer.Posterior, (2 * prior.Length) + 8);
        }
    }

    [Property]
    public void Two_observations_at_once_are_two_one_after_the_other(TwoLaws laws, FiniteLaw other)
    {
        double[] prior = laws.First;
        double[] first = [.. prior.Select((_, k) => 0.25 + laws.Second[k])];
        double[] second = [.. prior.Select((_, k) => 0.5 + Math.Abs(other.Values[k % other.Values.Length]))];
        BayesPosterior once = BayesRule.Posterior(prior, [.. first.Zip(second, (a, b) => a * b)]);
        BayesPosterior before = BayesRule.Posterior(prior, first);
        BayesPosterior after = BayesRule.Posterior(before.Posterior, second);
        AssertClose(once.Posterior, after.Posterior, (4 * prior.Length) + 16);
        Assert.Equal(once.Evidence, before.Evidence * after.Evidence, ((2 * prior.Length) + 8) * U * once.Evidence);
    }

    [Property]
    public void The_scale_of_the_likelihood_is_the_evidences_alone(TwoLaws laws)
    {
        double[] likelihood = Array.ConvertAll(laws.Second, p => p + 0.125);
        BayesPosterior answer = BayesRule.Posterior(laws.First, likelihood);
        BayesPosterior scaled = BayesRule.Posterior(laws.First, Array.ConvertAll(likelihood, l => l * 1024));
        Assert.Equal(answer.Posterior, scaled.Posterior);
        Assert.Equal(answer.Evidence * 1024, scaled.Evidence);
    }

    [Property]
    public void A_likelihood_that_says_nothing_leaves_the_prior_and_what_the_prior_excludes_stays_out(FiniteLaw law)
    {
        double[] ones = Array.ConvertAll(law.Probabilities, _ => 1.0);
        Assert.Equal(law.Probabilities, BayesRule.Posterior(law.Probabilities, ones).Posterior);
        AssertClose(law.Probabilities, BayesRule.PosteriorFromLog(law.Probabilities, new double[ones.Length]).Posterior, 100);
        double[] favoured = [.. law.Probabilities.Select(p => p == 0 ? 1e300 : 1.0)];
        Assert.Equal(law.Probabilities, BayesRule.Posterior(law.Probabilities, favoured).Posterior);
    }

    [Property]
    public void Logarithms_give_the_same_posterior(TwoLaws laws)
    {
        double[] likelihood = Array.ConvertAll(laws.Second, p => p + 1e-6);
        BayesPosterior expected = BayesRule.Posterior(laws.First, likelihood);
        LogBayesPosterior actual = BayesRule.PosteriorFromLog(laws.First, Array.ConvertAll(likelihood, Math.Log));
        // Logarithms of 1e-9 to 1 are rounded to an absolute 20 U each, four times over.
        AssertClose(expected.Posterior, actual.Posterior, 200);
        Assert.Equal(Math.Log(expected.Evidence), actual.LogEvidence, 200 * U);
    }

    [Fact]
    public void Where_the_likelihoods_underflow_the_logarithms_still_answer()
    {
        // A thousand heads of a coin that is fair, or bent to 0.6: exp(-693) and exp(-510), times themselves underflow.
        double[] logLikelihood = [2000 * Math.Log(0.5), 2000 * Math.Log(0.6)];
        Assert.All(logLikelihood, l => Assert.Equal(0.0, Math.Exp(l)));
        LogBayesPosterior answer = BayesRule.PosteriorFromLog([0.5, 0.5], logLikelihood);
        double odds = 2000 * Math.Log(0.6 / 0.5);
        Assert.Equal(Math.Exp(-odds), answer.Posterior[0], 1e-12 * Math.Exp(-odds));
        Assert.Equal(logLikelihood[1] + Math.Log(0.5), answer.LogEvidence, 1e-12);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> four = device.Allocate<float>(4);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["Posterior: prior has 3 elements; it must have a positive multiple of 2, one row for each result."] =
                () => BayesRuleKernels.Posterior(device, three, three, three, two),
            ["Posterior: likelihood has 3 elements; it must have 4."] =
                () => BayesRuleKernels.Posterior(device, four, three, four, two),
            ["Posterior: posterior has 2 elements; it must have 4."] =
                () => BayesRuleKernels.Posterior(device, four, four, two, two),
            ["PosteriorFromLog: logLikelihood has 2 elements; it must have 4."] =
                () => BayesRuleKernels.PosteriorFromLog(device, four, two, four, two),
            ["PosteriorFromLog: posterior has 3 elements; it must have 4."] =
                () => BayesRuleKernels.PosteriorFromLog(device, four, four, three, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    private static void AssertClose(double[] expected, double[] actual, int roundings) => Assert.All(
        expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, roundings * U * pair.First));
}
