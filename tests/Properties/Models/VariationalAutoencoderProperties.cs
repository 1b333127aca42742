using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Properties.Support;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;
using static BayesBench.Properties.Support.FiniteDifference;

namespace BayesBench.Properties.Models;

public partial class VariationalAutoencoderProperties
{
    private const int Latents = 2, Full = 5, Pixels = 3, Draws = 3;
    private static readonly PhiloxKey Key = new(20, 26);
    private static readonly double[][] Half = [[0.5]];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["image: images has 1 rows; it must have 2."] =
            () => VariationalAutoencoder.BoundTerms([[0, 0], [0, 0]], 1, [[0], [0]], Half),
        ["pixels: logits[0] has length 2; it must have length 1."] = () => VariationalAutoencoder.BoundTerms([[0, 0]], 1, [[0, 0]], Half),
        ["draws: logits has 3 rows; it must have 2."] =
            () => VariationalAutoencoder.LogWeights([[0, 0], [0, 0]], 1, [[0], [0], [0]], [[0], [1]], Key, 0),
        ["grey: target[0] is 2; it must be in [0, 1]."] = () => VariationalAutoencoder.BoundTerms([[0, 0]], 1, [[0]], [[2]]),
        ["share: shares[0][0] is -1; it must be in [0, 1]."] =
            () => VariationalAutoencoder.PathwiseGradient([[0, 0]], [[-1]], [[0]], Key, 0),
        ["shares: shares[0] has length 2; it must have length 1."] =
            () => VariationalAutoencoder.PathwiseGradient([[0, 0]], [[0.5, 0.5]], [[0]], Key, 0),
        ["factor: code[0] has length 5; it must have length 4."] =
            () => VariationalAutoencoder.StickingTheLandingGradient([new double[5]], [[1]], [[0, 0]], Key, 0),
        ["its own: code[0] has length 5; it must have length 4."] =
            () => VariationalAutoencoder.DoublyReparameterizedGradient([new double[5]], [[1]], [[0, 0]], Key, 0),
        ["known: known is empty; it must have at least one element."] = () => VariationalAutoencoder.OutOfDomainScore([0], [], 0),
        ["score: logEvidence[0] is NaN; it must be finite."] = () => VariationalAutoencoder.OutOfDomainScore([double.NaN], [0], 0),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void A_weight_is_the_joint_density_of_image_and_draw_over_the_encoders(byte seed)
    {
        Net net = Net.Draw(seed);
        double[][] z = GaussianEncoder.Draw([net.Code], Latents, Draws, Key, 4);
        double[] weights = VariationalAutoencoder.LogWeights([net.Code], Latents, [.. z.Select(net.Logits)], [net.Image], Key, 4);
        for (int k = 0; k < Draws; k++)
        {
            // F87: p(x, z) = p(x | z) p(z).
            double joint = net.LogLikelihood(z[k]) + LogPrior(z[k]);
            Assert.Equal(joint - GaussianEncoder.LogDensity([z[k]], [net.Code])[0], weights[k], 1e-11 * (1 + Math.Abs(joint)));
        }
    }

    [Property]
    public void Both_bounds_terms_differ_by_what_the_divergence_is_the_mean_of(byte seed)
    {
        Net net = Net.Draw(seed);
        double[][] logits = [.. GaussianEncoder.Draw([net.Code], Latents, Draws, Key, 4).Select(net.Logits)];
        double terms = VariationalAutoencoder.BoundTerms([net.Code], Latents, logits, [net.Image]).Average();
        double weights = VariationalAutoencoder.LogWeights([net.Code], Latents, logits, [net.Image], Key, 4).Average();
        double exact = GaussianEncoder.Divergence([net.Code], Latents)[0];
        double estimated = GaussianEncoder.MonteCarloDivergence([net.Code], Latents, Draws, Key, 4)[0];
        Assert.Equal(exact - estimated, weights - terms, 1e-11 * (1 + Math.Abs(terms)));
    }

    [Property]
    public void The_gradient_of_the_evidence_lower_bound_is_its_derivative_under_the_same_noise(byte seed)
    {
        Net net = Net.Draw(seed);
        double Bound(double[] code) => VariationalAutoencoder.BoundTerms(
            [code], Latents, [.. GaussianEncoder.Draw([code], Latents, Draws, Key, 4).Select(net.Logits)], [net.Image]).Average();
        double[][] h = [.. GaussianEncoder.Draw([net.Code], Latents, Draws, Key, 4).Select(z => net.ByLatent(z, 1.0 / Draws))];
        Assert.InRange(
            RelativeError(VariationalAutoencoder.ElboGradient([net.Code], h, Key, 4)[0], Gradient(net.Code, Bound, 1e-3)), 0, 1e-8);
    }

    [Property]
    public void The_whole_derivative_of_the_importance_weighted_bound_is_its_derivative_under_the_same_noise(byte seed)
    {
        Net net = Net.Draw(seed);
        double[] Weights(double[] code) => VariationalAutoencoder.LogWeights(
            [code], Latents, [.. GaussianEncoder.Draw([code], Latents, Draws, Key, 4).Select(net.Logits)], [net.Image], Key, 4);
        double[][] z = GaussianEncoder.Draw([net.Code], Latents, Draws, Key, 4);
        double[] shares = Softmax.Probabilities(Weights(net.Code));
        double[][] h = [.. z.Select((one, k) => net.ByLatent(one, shares[k]))];
        Assert.InRange(
            RelativeError(
                VariationalAutoencoder.PathwiseGradient([net.Code], [shares], h, Key, 4)[0],
                Gradient(net.Code, code => Reference.Inference.ImportanceWeighted.Bound(Weights(code)), 1e-3)),
            0,
            1e-8);
    }

    [Property]
    public void Sticking_the_landing_leaves_out_the_score_and_double_reparametrisation_weighs_by_the_share_again(byte seed)
    {
        Net net = Net.Draw(seed);
        double[] code = net.Code[..(2 * Latents)];
        double[][] z = GaussianEncoder.Draw([code], Latents, 1, Key, 4);
        double[][] h = [net.ByLatent(z[0], 1)];
        double[] whole = VariationalAutoencoder.PathwiseGradient([code], [[1]], h, Key, 4)[0];
        double[] sticking = VariationalAutoencoder.StickingTheLandingGradient([code], [[1]], h, Key, 4)[0];
        double[] score = Gradient(code, c => GaussianEncoder.LogDensity(z, [c])[0], 1e-3);
        Assert.InRange(RelativeError(sticking, [.. whole.Zip(score, (all, part) => all + part)]), 0, 1e-8);
        // Half the share, and half of what comes back, give half of one, a quarter of the other.
        double[][] halved = [[.. h[0].Select(g => g / 2)]];
        Assert.Equal(
            sticking.Select(g => Math.Round(g / 4, 12)),
            VariationalAutoencoder.DoublyReparameterizedGradient([code], Half, halved, Key, 4)[0].Select(g => Math.Round(g, 12)));
    }

    [Theory]
    [InlineData(0.0, 0.398942)]
    [InlineData(1.0, 0.241971)]
    public void Erratum_F89_with_the_prior_among_its_factors_the_likelihood_sums_to_the_priors_density(double z, double density)
    {
        Net net = Net.Draw(3);
        double likelihood = 0, printed = 0;
        foreach (double[] image in SigmoidBeliefNetProperties.Bits(Pixels))
        {
            double one = Math.Exp(BernoulliLikelihood.Value(net.Logits([z, 0]), image));
            likelihood += one;
            printed += Math.Exp(Reference.Probability.Normal.LogDensity(z, 0, 1)) * one;
        }

        Assert.Equal(1, likelihood, 1e-14);
        Assert.Equal(density, printed, 1e-6);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> six = device.Allocate<float>(6), four = device.Allocate<float>(4), two = device.Allocate<float>(2);
        using DeviceArray<float> eight = device.Allocate<float>(8);
        var table = new Dictionary<string, Action>
        {
            ["BoundTerms: logits has 4 elements; it must have 6."] =
                () => VariationalAutoencoderKernels.BoundTerms(device, 2, 1, 1, four, four, six, two),
            ["BoundTerms: target has 6 elements; it must have a positive multiple of 4, one row for each result."] =
                () => VariationalAutoencoderKernels.BoundTerms(device, 4, 1, 1, eight, six, six, two),
            ["LogWeights: terms has 4 elements; it must have 2."] =
                () => VariationalAutoencoderKernels.LogWeights(device, 2, 1, 1, four, six, six, default, 0, four),
            ["ElboGradient: latentGradient has 6 elements; it must have 2."] =
                () => VariationalAutoencoderKernels.ElboGradient(device, 2, 1, 1, four, six, default, 0, four),
            ["ImportanceWeightedGradient: shares has 6 elements; it must have 2."] =
                () => VariationalAutoencoderKernels.ImportanceWeightedGradient(
                    device, 2, 1, 1, four, six, two, WeightedEstimator.Pathwise, default, 0, four),
            ["OutOfDomainScore: density has 6 elements; it must have 4."] =
                () => VariationalAutoencoderKernels.OutOfDomainScore(device, four, two, 0, six, four),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    private static double LogPrior(double[] z) => z.Sum(one => Reference.Probability.Normal.LogDensity(one, 0, 1));

    // A decoder with one layer of its own: logits = W tanh z + b.
    private sealed record Net(double[] Code, double[] Image, double[][] Weights, double[] Offset)
    {
        public static Net Draw(byte seed)
        {
            double[] numbers = Normal(Full + Pixels + (Pixels * Latents) + Pixels, seed);
            return new Net(
                numbers[..Full],
                [.. numbers[Full..(Full + Pixels)].Select(x => 1 / (1 + Math.Exp(-x)))],
                [.. numbers[(Full + Pixels)..^Pixels].Chunk(Latents)],
                numbers[^Pixels..]);
        }

        public double[] Logits(double[] z) =>
            [.. Weights.Select((row, d) => Offset[d] + row.Zip(z, (w, one) => w * Math.Tanh(one)).Sum())];

        public double LogLikelihood(double[] z) => BernoulliLikelihood.Value(Logits(z), Image);

        public double[] ByLatent(double[] z, double share)
        {
            double[] slopes = BernoulliLikelihood.Derivative(Logits(z), Image);
            return [.. z.Select((one, i) =>
                share * (1 - Math.Pow(Math.Tanh(one), 2)) * Weights.Zip(slopes, (row, slope) => row[i] * slope).Sum())];
        }
    }
}
