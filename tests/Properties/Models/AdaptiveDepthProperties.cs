using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Properties.Support;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>The laws of the depth: prior, posterior, halting form, mode.</summary>
[Properties(Arbitrary = [typeof(Generators)])]
public partial class AdaptiveDepthProperties
{
    private const double U = 1.0 / (1L << 53);
    private const double Never = double.NegativeInfinity;
    private static readonly PhiloxKey Key = new(3, 5);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Prior: tau is -1; it must be non-negative and finite."] = () => AdaptiveDepth.Prior(-1, 3),
        ["Prior: tau is NaN; it must be non-negative and finite."] = () => AdaptiveDepth.Prior(double.NaN, 3),
        ["Prior: layers is 0; it must be at least 1."] = () => AdaptiveDepth.Prior(1, 0),
        ["Posterior: logLikelihood[1] is NaN; it must be finite or -Infinity."] = () => AdaptiveDepth.Posterior([0.5, 0.5], [0, double.NaN]),
        ["Halting: logits is empty; it must have at least one element."] = () => AdaptiveDepth.Halting([]),
        ["Halting: logits[1] is NaN; it must be in [-Infinity, Infinity]."] = () => AdaptiveDepth.Halting([0, double.NaN]),
        ["HaltingLogits: probabilities has length 1; it must have at least 2 elements."] = () => AdaptiveDepth.HaltingLogits([1]),
        ["HaltingLogits: the sum of probabilities is 0.75; it must be 1, within 4 units of rounding for each element."] =
            () => AdaptiveDepth.HaltingLogits([0.5, 0.25]),
        ["Elbo: logLikelihood has length 1; it must have the length of probabilities, 2."] = () => AdaptiveDepth.Elbo([0.5, 0.5], [0], 0),
        ["Elbo: logLikelihood[0] is Infinity; it must be finite or -Infinity."] =
            () => AdaptiveDepth.Elbo([0.5, 0.5], [double.PositiveInfinity, 0], 0),
        ["Elbo: tau is Infinity; it must be non-negative and finite."] = () => AdaptiveDepth.Elbo([0.5, 0.5], [0, 0], double.PositiveInfinity),
        ["AmortizedElbo: logits is empty; it must have at least one element."] = () => AdaptiveDepth.AmortizedElbo([], [0], 0),
        ["AmortizedElbo: logits[0] is Infinity; it must be finite."] = () => AdaptiveDepth.AmortizedElbo([double.PositiveInfinity], [0, 0], 0),
        ["AmortizedElbo: logLikelihood has length 1; it must have length 2."] = () => AdaptiveDepth.AmortizedElbo([0], [0], 0),
        ["AmortizedElbo: logLikelihood[1] is -Infinity; it must be finite."] = () => AdaptiveDepth.AmortizedElbo([0], [0, Never], 0),
        ["JointMode: logProbabilities has length 1; it must have at least 2 elements."] = () => AdaptiveDepth.JointMode([[0]], 0),
        ["JointMode: logProbabilities[1] has length 1; it must have length 2."] = () => AdaptiveDepth.JointMode([[0, 0], [0]], 0),
        ["JointMode: the largest of logProbabilities is -Infinity; it must be finite."] = () => AdaptiveDepth.JointMode([[Never], [Never]], 0),
        ["Draw: probabilities is empty; it must have at least one element."] = () => AdaptiveDepth.Draw([], Key, 0),
        ["Draw: the sum of probabilities[1] is 0.5; it must be 1, within 4 units of rounding for each element."] =
            () => AdaptiveDepth.Draw([[1, 0], [0.5, 0]], Key, 0),
        ["Draw: step is -1; it must be at least 0."] = () => AdaptiveDepth.Draw([[1, 0]], Key, -1),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Fact]
    public void F55_the_prior_prefers_low_values_by_tau_nats_a_layer()
    {
        foreach ((double tau, int layers) in new[] { (0.25, 1), (1.0, 4), (3.0, 9) })
        {
            double[] prior = AdaptiveDepth.Prior(tau, layers).Probabilities;
            Assert.Equal(1, prior.Sum(), 8 * U);
            Assert.All(prior.Skip(1).Zip(prior), pair => Assert.Equal(tau, Math.Log(pair.Second / pair.First), 16 * U * (1 + (tau * layers))));
        }
    }

    [Fact]
    public void The_dearer_a_layer_the_fewer_are_expected()
    {
        double[] expected = [.. new[] { 0, 1e-3, 0.1, 1, 5, 50, 1e3, 1e300 }.Select(tau => AdaptiveDepth.Prior(tau, 6).ExpectedDepth)];
        Assert.Equal(3, expected[0], 8 * U);
        Assert.All(expected.Skip(1).Zip(expected), pair => Assert.True(pair.First < pair.Second || pair.First == 0));
        Assert.Equal([1, 0, 0, 0], AdaptiveDepth.Prior(1e300, 3).Probabilities);
        Assert.Equal(0, expected[^1]);
    }

    [Property]
    public void The_halting_form_is_what_stopping_layer_by_layer_gives(Logits logits)
    {
        DepthLaw law = AdaptiveDepth.Halting(logits.Values);
        int layers = logits.Values.Length;
        double going = 1, mean = 0;
        for (int l = 0; l <= layers; l++)
        {
            double stops = l == layers ? 1 : 1 / (1 + Math.Exp(-logits.Values[l]));
            double share = going * stops;
            Assert.Equal(share, law.Probabilities[l], 1e-13);
            (going, mean) = (going - share, mean + (l * share));
        }

        Assert.Equal(1, law.Probabilities.Sum(), 64 * U);
        Assert.Equal(mean, law.ExpectedDepth, 1e-12);
    }

    [Property]
    public void Any_law_has_a_halting_form(TwoLaws laws)
    {
        double[] law = [.. laws.First, 0];
        Assert.All(
            AdaptiveDepth.Halting(AdaptiveDepth.HaltingLogits(law)).Probabilities.Zip(law),
            pair => Assert.Equal(pair.Second, pair.First, 2e-12 * pair.Second));
    }

    [Fact]
    public void The_inverse_gives_the_logits_back()
    {
        double[] logits = [0.5, -3, 40, -40, 2];
        Assert.All(
            AdaptiveDepth.HaltingLogits(AdaptiveDepth.Halting(logits).Probabilities).Zip(logits),
            pair => Assert.Equal(pair.Second, pair.First, 1e-13 * (1 + Math.Abs(pair.Second))));
    }

    [Fact]
    public void Layers_that_stop_for_sure_or_never_do()
    {
        Assert.Equal([0, 1, 0, 0], AdaptiveDepth.Halting([Never, double.PositiveInfinity, 0]).Probabilities);
        Assert.Equal([Never, double.PositiveInfinity, 0], AdaptiveDepth.HaltingLogits([0, 1, 0, 0]));
        DepthLaw deep = AdaptiveDepth.Halting([Never, Never]);
        Assert.Equal([0, 0, 1], deep.Probabilities);
        Assert.Equal(2, deep.ExpectedDepth);
        // 1 - sigmoid(40) is 4e-18, not the 0 that a difference leaves.
        Assert.Equal(Math.Exp(-40), AdaptiveDepth.Halting([40]).Probabilities[1], 1e-30);
    }

    [Property]
    public void The_mode_is_the_largest_of_the_joint_and_needs_no_layer_that_cannot_win(TwoLaws laws, TwoLaws others)
    {
        double[][] classes = [laws.First, laws.Second, laws.First, .. others.First.Length == laws.First.Length ? [others.First] : Array.Empty<double[]>()];
        double[][] logs = [.. classes.Select(law => Array.ConvertAll(law, p => Math.Log(p)))];
        const double Tau = 0.125;
        double[] prior = AdaptiveDepth.Prior(Tau, logs.Length - 1).Probabilities;
        DepthMode mode = AdaptiveDepth.JointMode(logs, Tau);
        double[] joint = [.. logs.SelectMany((row, z) => row.Select(log => log + Math.Log(prior[z])))];
        Assert.Equal(joint.Max(), mode.LogJoint, 64 * U * (1 + Math.Abs(mode.LogJoint)));
        Assert.Equal(mode.LogJoint, logs[mode.Depth][mode.Label] + Math.Log(prior[mode.Depth]), 64 * U * (1 + Math.Abs(mode.LogJoint)));

        double best = Never;
        int z = 0;
        for (; z < logs.Length && best < -Tau * z; z++)
        {
            best = Math.Max(best, logs[z].Max() - (Tau * z));
        }

        Assert.True(mode.Depth < z, $"stopped before depth {z}, the mode is at {mode.Depth}");
    }

    [Fact]
    public void Erratum_F56_the_joint_leaves_the_prior_of_the_depth_and_the_posterior_needs_the_label()
    {
        double[] prior = [0.3, 0.7];
        double[][][] inputs = [[[0.9, 0.1], [0.5, 0.5]], [[0.2, 0.8], [0.01, 0.99]], [[1, 0], [0.25, 0.75]]];
        foreach (double[][] likelihood in inputs)
        {
            // As printed: p(y | x, z) p(z), whose depths, summed over y, have one law for all inputs.
            double[] printed = [.. likelihood.Select((row, z) => row.Sum(p => p * prior[z]))];
            Assert.All(printed.Zip(prior), pair => Assert.Equal(pair.Second, pair.First, 4 * U));
        }

        double[] Posterior(double[][] likelihood, int y) =>
            AdaptiveDepth.Posterior(prior, [.. likelihood.Select(row => Math.Log(row[y]))]).Posterior;
        double[] right = Posterior(inputs[0], 0);
        Assert.Equal(0.27 / 0.62, right[0], 8 * U);
        Assert.Equal(0.35 / 0.62, right[1], 8 * U);
        Assert.True(Math.Abs(right[0] - prior[0]) > 0.13);
        Assert.True(Math.Abs(Posterior(inputs[0], 1)[0] - right[0]) > 0.3);
        // What depends on the input alone: the mode of the joint.
        Assert.Equal(1, AdaptiveDepth.JointMode([[Math.Log(0.2), Math.Log(0.8)], [Math.Log(0.01), Math.Log(0.99)]], 0.2).Depth);
        Assert.Equal(0, AdaptiveDepth.JointMode([[Math.Log(0.9), Math.Log(0.1)], [Math.Log(0.5), Math.Log(0.5)]], 0.2).Depth);
    }

    [Fact]
    public void The_dearer_a_layer_the_fewer_the_posterior_expects()
    {
        double[] logLikelihood = [-3, -1.5, -1, -0.9, -4];
        double[] expected = [.. new[] { 0, 0.01, 0.5, 2, 30 }.Select(tau =>
            AdaptiveDepth.Posterior(AdaptiveDepth.Prior(tau, 4).Probabilities, logLikelihood).Posterior.Select((p, z) => p * z).Sum())];
        Assert.All(expected.Skip(1).Zip(expected), pair => Assert.True(pair.First < pair.Second));
    }

    [Fact]
    public void A_draw_is_of_its_own_row_and_never_of_what_cannot_be()
    {
        double[][] laws = [.. Enumerable.Range(0, 64).Select(n => (double[])(n % 2 == 0 ? [0, 0.5, 0, 0.5] : [0.25, 0.5, 0.25, 0]))];
        int[] draws = AdaptiveDepth.Draw(laws, Key, 7);
        Assert.Equal([1, 3], draws.Where((_, n) => n % 2 == 0).Distinct().Order());
        Assert.Equal([0, 1, 2], draws.Where((_, n) => n % 2 == 1).Distinct().Order());
        Assert.Equal(draws[..10], AdaptiveDepth.Draw(laws[..10], Key, 7));
        Assert.NotEqual(draws, AdaptiveDepth.Draw(laws, Key, 8));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> six = device.Allocate<float>(6);
        using DeviceArray<float> four = device.Allocate<float>(4);
        using DeviceArray<float> two = device.Allocate<float>(2);
        using DeviceArray<int> depths = device.Allocate<int>(2);
        var table = new Dictionary<string, Action>
        {
            ["Prior: expectedDepth has 4 elements; it must have 2."] = () => AdaptiveDepthKernels.Prior(device, two, six, four),
            ["Halting: probabilities has 4 elements; it must have 6."] = () => AdaptiveDepthKernels.Halting(device, four, four, two),
            ["HaltingLogits: probabilities has 4 elements; it must have 6."] = () => AdaptiveDepthKernels.HaltingLogits(device, 2, four, four),
            ["Elbo: logLikelihood has 4 elements; it must have 6."] = () => AdaptiveDepthKernels.Elbo(device, six, four, two, two),
            ["AmortizedElbo: logLikelihood has 4 elements; it must have 6."] =
                () => AdaptiveDepthKernels.AmortizedElbo(device, four, four, two, two, four, six, two),
            ["JointMode: logJoint has 4 elements; it must have 2."] =
                () => AdaptiveDepthKernels.JointMode(device, 1, two, six, depths, depths, four),
            ["Draw: probabilities has 1 elements; it must have a positive multiple of 2, one row for each result."] =
                () => AdaptiveDepthKernels.Draw(device, two.View.SubView(0, 1), default, 0, depths),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}
