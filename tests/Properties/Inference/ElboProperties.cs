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
public class ElboProperties
{
    private static readonly double[] Y = [1.5, -0.25, 3.0];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Estimate: logJoint is empty; it must have at least one element."] = () => Elbo.Estimate([], []),
        ["Estimate: logDensity has length 1; it must have the length of logJoint, 2."] = () => Elbo.Estimate([0, 0], [0]),
        ["Estimate: logJoint[1] is NaN; it must be finite or -Infinity."] = () => Elbo.Estimate([0, double.NaN], [0, 0]),
        ["Estimate: logJoint[0] is Infinity; it must be finite or -Infinity."] =
            () => Elbo.Estimate([double.PositiveInfinity], [0]),
        ["Estimate: logDensity[0] is -Infinity; it must be finite."] = () => Elbo.Estimate([0], [double.NegativeInfinity]),
        ["Exact: y is empty; it must have at least one element."] = () => Elbo.Exact([], 0, 1, 1, 0, 1),
        ["Exact: y[1] is NaN; it must be finite."] = () => Elbo.Exact([0, double.NaN], 0, 1, 1, 0, 1),
        ["Exact: priorMean is NaN; it must be finite."] = () => Elbo.Exact(Y, double.NaN, 1, 1, 0, 1),
        ["Exact: priorStandardDeviation is 0; it must be positive and finite."] = () => Elbo.Exact(Y, 0, 0, 1, 0, 1),
        ["Exact: noiseStandardDeviation is -1; it must be positive and finite."] = () => Elbo.Exact(Y, 0, 1, -1, 0, 1),
        ["Exact: mean is Infinity; it must be finite."] = () => Elbo.Exact(Y, 0, 1, 1, double.PositiveInfinity, 1),
        ["Exact: standardDeviation is 0; it must be positive and finite."] = () => Elbo.Exact(Y, 0, 1, 1, 0, 0),
        ["LogEvidence: y is empty; it must have at least one element."] = () => Elbo.LogEvidence([], 0, 1, 1),
        ["LogEvidence: y[0] is Infinity; it must be finite."] =
            () => Elbo.LogEvidence([double.PositiveInfinity], 0, 1, 1),
        ["LogEvidence: noiseStandardDeviation is NaN; it must be positive and finite."] =
            () => Elbo.LogEvidence(Y, 0, 1, double.NaN),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Log_evidence_is_the_bound_plus_the_divergence_to_the_posterior(Logits data, NormalLaw prior, Score noise, NormalLaw q)
    {
        Model model = Model.Of(data, prior, noise);
        (double mean, double deviation) = model.PosteriorLike(q);
        NormalLaw posterior = model.Posterior();
        double bound = model.Bound(mean, deviation);
        double divergence = KullbackLeibler.Normal(mean, deviation, posterior.Mean, posterior.StandardDeviation);
        Assert.Equal(model.LogEvidence(), bound + divergence, model.Rounding(mean, deviation));
    }

    [Property]
    public void The_bound_never_exceeds_the_log_evidence(Logits data, NormalLaw prior, Score noise, NormalLaw q)
    {
        Model model = Model.Of(data, prior, noise);
        (double mean, double deviation) = model.PosteriorLike(q);
        Assert.True(model.Bound(mean, deviation) <= model.LogEvidence() + model.Rounding(mean, deviation));
    }

    [Property]
    public void The_posterior_reaches_the_log_evidence(Logits data, NormalLaw prior, Score noise)
    {
        Model model = Model.Of(data, prior, noise);
        NormalLaw posterior = model.Posterior();
        Assert.Equal(
            model.LogEvidence(),
            model.Bound(posterior.Mean, posterior.StandardDeviation),
            model.Rounding(posterior.Mean, posterior.StandardDeviation));
    }

    [Property]
    public void Log_evidence_is_the_chain_of_predictions(Logits data, NormalLaw prior, Score noise)
    {
        Model model = Model.Of(data, prior, noise);
        double sum = 0;
        (double mean, double variance) = (model.Prior.Mean, model.Prior.StandardDeviation * model.Prior.StandardDeviation);
        foreach (double y in model.Y)
        {
            double total = variance + (model.Noise * model.Noise);
            sum += Normal.LogDensity(y, mean, Math.Sqrt(total));
            mean += variance / total * (y - mean);
            variance *= model.Noise * model.Noise / total;
        }

        Assert.Equal(sum, model.LogEvidence(), model.Rounding(model.Prior.Mean, model.Prior.StandardDeviation));
    }

    [Fact]
    public void The_decks_example_comes_out()
    {
        // facts/models.md F59: theta ~ N(0, 1), y | theta ~ N(theta, 1), y = 1, q = N(0.2, 0.49).
        Assert.Equal(-1.515512123, Elbo.LogEvidence([1], 0, 1, 1), 1e-9);
        Assert.Equal(-1.605613477, Elbo.Exact([1], 0, 1, 1, 0.2, 0.7), 1e-9);
        Assert.Equal(0.090101354, KullbackLeibler.Normal(0.2, 0.7, 0.5, Math.Sqrt(0.5)), 1e-9);
    }

    [Fact]
    public void The_bound_is_a_function_of_q_and_no_constant()
    {
        // F65: the deck maximises L(Lambda_*), which has no Lambda in it, so its slope is 0. L(Lambda) has slope y - 2 mean.
        const double Step = 1e-4;
        double printedSlope = (BoundAt(0.5) - BoundAt(0.5)) / (2 * Step);
        double slope = (BoundAt(0.2 + Step) - BoundAt(0.2 - Step)) / (2 * Step);
        Assert.Equal(0.6, slope, 1e-10); // the bound is quadratic in the mean: a central difference has no other error than rounding
        Assert.Equal(0.0, printedSlope);

        static double BoundAt(double mean) => Elbo.Exact([1], 0, 1, 1, mean, 0.7);
    }

    [Property]
    public void An_estimate_from_the_posterior_is_the_log_evidence_at_every_draw(Logits data, NormalLaw prior, Score noise, Score draw)
    {
        // ln p(y, theta) - ln p(theta | y) does not depend on theta: such an estimate has no variance.
        Model model = Model.Of(data, prior, noise);
        NormalLaw posterior = model.Posterior();
        double theta = posterior.Mean + (posterior.StandardDeviation * Math.Clamp(draw.Value, -6, 6));
        double joint = Normal.LogDensity(theta, model.Prior.Mean, model.Prior.StandardDeviation)
            + model.Y.Sum(y => Normal.LogDensity(y, theta, model.Noise));
        double q = Normal.LogDensity(theta, posterior.Mean, posterior.StandardDeviation);
        Assert.Equal(
            model.LogEvidence(), Elbo.Estimate([joint, joint], [q, q]), 8 * model.Rounding(theta, posterior.StandardDeviation));
    }

    [Fact]
    public void An_impossible_draw_makes_the_estimate_minus_infinity() =>
        Assert.Equal(double.NegativeInfinity, Elbo.Estimate([0, double.NegativeInfinity], [0, 0]));

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        const string Rows = "it must have a positive multiple of 2, one row for each result.";
        var table = new Dictionary<string, Action>
        {
            [$"Estimate: logJoint has 3 elements; {Rows}"] = () => ElboKernels.Estimate(device, three, three, two),
            ["Estimate: logDensity has 2 elements; it must have 3."] = () => ElboKernels.Estimate(device, three, two, three),
            ["Exact: noiseStandardDeviation has 2 elements; it must have 3."] =
                () => ElboKernels.Exact(device, three, three, three, two, three, three, three),
            ["LogEvidence: priorMean has 2 elements; it must have 3."] =
                () => ElboKernels.LogEvidence(device, three, two, three, three, three),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    /// <summary>A normal mean with a normal prior; scales within a factor of about a thousand of one another.</summary>
    private sealed record Model(double[] Y, NormalLaw Prior, double Noise)
    {
        private const double U = 1.0 / (1L << 53);

        public static Model Of(Logits data, NormalLaw prior, Score noise)
        {
            double deviation = Math.Clamp(prior.StandardDeviation, 1e-2, 1e2);
            return new Model(
                data.Values, new NormalLaw(Math.Clamp(prior.Mean, -1e2, 1e2), deviation), Math.Exp(Math.Clamp(noise.Value, -4, 4)));
        }

        // Written with precisions, as the reference is not.
        public NormalLaw Posterior()
        {
            double prior = 1 / (Prior.StandardDeviation * Prior.StandardDeviation), datum = 1 / (Noise * Noise);
            double precision = prior + (Y.Length * datum);
            return new NormalLaw(((prior * Prior.Mean) + (datum * Y.Sum())) / precision, 1 / Math.Sqrt(precision));
        }

        public (double Mean, double Deviation) PosteriorLike(NormalLaw q) =>
            (Math.Clamp(q.Mean, -1e2, 1e2), Math.Clamp(q.StandardDeviation, 1e-2, 1e2));

        public double LogEvidence() => Elbo.LogEvidence(Y, Prior.Mean, Prior.StandardDeviation, Noise);

        public double Bound(double mean, double deviation) =>
            Elbo.Exact(Y, Prior.Mean, Prior.StandardDeviation, Noise, mean, deviation);

        // 40 roundings of the sum of all absolute terms: squares over the noise, over the prior, logarithms.
        public double Rounding(double mean, double deviation)
        {
            double reach = Y.Max(Math.Abs) + Math.Abs(mean) + Math.Abs(Prior.Mean) + deviation;
            double narrow = Math.Min(Noise, Posterior().StandardDeviation);
            return 40 * U * Y.Length * ((reach * reach / (narrow * narrow)) + 10 + Math.Abs(Math.Log(Noise)));
        }
    }
}
