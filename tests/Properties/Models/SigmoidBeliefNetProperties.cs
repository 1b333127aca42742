using BayesBench.Agreements;
using BayesBench.Properties.Support;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;
using Xunit;

namespace BayesBench.Properties.Models;

public class SigmoidBeliefNetProperties
{
    private static readonly PhiloxKey Key = new(20, 26);

    public static TheoryData<int, int, int> Sizes => new() { { 1, 1, 1 }, { 2, 3, 2 }, { 5, 4, 3 } };

    [Fact]
    public void The_joint_law_sums_to_one()
    {
        Net net = Net.Draw(latents: 3, pixels: 4, images: 1);
        double total = Bits(3).SelectMany(_ => Bits(4), (states, image) =>
            Math.Exp(SigmoidBeliefNet.LogJoint(net.Prior, net.Decoder, image, states)[0])).Sum();
        Assert.Equal(1, total, 1e-14);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_exact_bound_misses_the_evidence_by_the_divergence_from_the_posterior(int latents, int pixels, int images)
    {
        Net net = Net.Draw(latents, pixels, images);
        double[] bounds = SigmoidBeliefNet.ExactElbo(net.Prior, net.Decoder, net.Logits, net.Images);
        for (int b = 0; b < images; b++)
        {
            double[] joint = [.. Bits(latents).Select(states => net.LogJoint(b, states))];
            double evidence = Math.Log(joint.Sum(Math.Exp));
            double divergence = Bits(latents).Zip(joint, (states, log) =>
                Math.Exp(net.LogPosterior(b, states)) * (net.LogPosterior(b, states) - (log - evidence))).Sum();
            Assert.True(divergence > 0);
            Assert.Equal(evidence - divergence, bounds[b], 1e-13 * Math.Abs(evidence));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_exact_gradient_is_the_derivative_of_the_exact_bound(int latents, int pixels, int images)
    {
        Net net = Net.Draw(latents, pixels, images);
        double[] gradient = SigmoidBeliefNet.ExactGradient(net.Prior, net.Decoder, net.Logits, net.Images);
        double scale = gradient.Max(Math.Abs);
        Assert.All(gradient.Index(), g => Assert.Equal(
            FiniteDifference.Slope(h => SigmoidBeliefNet.ExactElbo(net.Prior, net.Decoder, Shifted(net.Logits, g.Index, h), net.Images).Sum()),
            g.Item,
            1e-9 * scale));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_model_gradient_is_the_derivative_of_the_bound_at_fixed_states(int latents, int pixels, int images)
    {
        Net net = Net.Draw(latents, pixels, images);
        BeliefNetGradient gradient = SigmoidBeliefNet.ModelGradient(net.Prior, net.Decoder, net.Logits, net.Images, 2, Key, 5);
        double Bound(double[] prior, double[] decoder) =>
            SigmoidBeliefNet.Elbo(prior, decoder, net.Logits, net.Images, 2, Key, 5).Sum();
        double scale = gradient.Prior.Concat(gradient.Decoder).Max(Math.Abs);
        Assert.All(gradient.Prior.Index(), g => Assert.Equal(
            FiniteDifference.Slope(h => Bound(Shifted(net.Prior, g.Index, h), net.Decoder)), g.Item, 1e-9 * scale));
        Assert.All(gradient.Decoder.Index(), g => Assert.Equal(
            FiniteDifference.Slope(h => Bound(net.Prior, Shifted(net.Decoder, g.Index, h))), g.Item, 1e-9 * scale));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_encoder_gradient_is_the_chain_rule_behind_the_logits(int latents, int pixels, int images)
    {
        Net net = Net.Draw(latents, pixels, images);
        var source = new InputSource(11);
        double[] means = source.Vector(pixels, s => s.Uniform(0, 1)), encoder = source.Vector(latents * (pixels + 1), s => s.Normal());
        double[] slopes = source.Vector(images * latents, s => s.Normal());
        double[] gradient = SigmoidBeliefNet.EncoderGradient(slopes, means, net.Images);
        // The logits are linear in the weights: a difference of any size is the derivative.
        double[] At(double[] weights) => SigmoidBeliefNet.EncoderLogits(weights, means, net.Images);
        Assert.All(gradient.Index(), g => Assert.Equal(
            At(Shifted(encoder, g.Index, 1)).Zip(At(encoder), (to, from) => to - from).Zip(slopes, (change, slope) => change * slope).Sum(),
            g.Item,
            1e-13 * images * (pixels + 1)));
    }

    [Fact]
    public void Where_the_encoder_is_the_posterior_only_the_score_function_varies()
    {
        // A decoder that does not look at the states: the posterior is the prior, and f the evidence whatever the states.
        Net any = Net.Draw(latents: 3, pixels: 4, images: 2);
        double[] decoder = [.. any.Decoder.Select((w, j) => j % 4 == 3 ? w : 0)];
        double[] logits = [.. any.Prior, .. any.Prior];
        double[] evidence = SigmoidBeliefNet.Elbo(any.Prior, decoder, logits, any.Images, 1, Key, 0);
        Assert.Equal(SigmoidBeliefNet.ExactElbo(any.Prior, decoder, logits, any.Images).Select(e => Math.Round(e, 12)), evidence.Select(e => Math.Round(e, 12)));
        double[][] silent =
        [
            SigmoidBeliefNet.ExactGradient(any.Prior, decoder, logits, any.Images),
            SigmoidBeliefNet.LeaveOneOutGradient(any.Prior, decoder, logits, any.Images, 3, Key, 1),
            SigmoidBeliefNet.AugmentReinforceMergeGradient(any.Prior, decoder, logits, any.Images, Key, 1),
            SigmoidBeliefNet.DisArmGradient(any.Prior, decoder, logits, any.Images, Key, 1),
        ];
        Assert.All(silent.SelectMany(gradient => gradient), g => Assert.Equal(0, g, 1e-14));
        Assert.All(SigmoidBeliefNet.ScoreFunctionGradient(any.Prior, decoder, logits, any.Images, Key, 1), g => Assert.True(Math.Abs(g) > 1e-3));
    }

    [Fact]
    public void Images_units_draws_and_steps_have_their_own_noise()
    {
        // At even logits a leave-one-out gradient of two draws is 0 only where both draw alike.
        Net net = Net.Draw(latents: 5, pixels: 4, images: 1);
        double[] images = [.. Enumerable.Repeat(net.Images, 6).SelectMany(x => x)];
        double[] logits = new double[30];
        double[] At(int step) => SigmoidBeliefNet.ScoreFunctionGradient(net.Prior, net.Decoder, logits, images, Key, step);
        Assert.Equal(At(3), At(3));
        Assert.NotEqual(At(3), At(4));
        Assert.True(At(3).Chunk(5).Select(row => string.Join(',', row.Select(Math.Sign))).Distinct().Count() > 1);
        Assert.All(At(3).Chunk(5), row => Assert.Equal(Math.Abs(row[0]), Math.Abs(row[4]), 1e-12));
        Assert.Equal(At(3)[..5], SigmoidBeliefNet.ScoreFunctionGradient(net.Prior, net.Decoder, logits[..5], net.Images, Key, 3));
        double one = SigmoidBeliefNet.Elbo(net.Prior, net.Decoder, logits[..5], net.Images, 1, Key, 3)[0];
        Assert.NotEqual(one, SigmoidBeliefNet.Elbo(net.Prior, net.Decoder, logits[..5], net.Images, 2, Key, 3)[0]);
    }

    [Fact]
    public void Bad_input_is_named()
    {
        double[] prior = [0, 0], decoder = new double[6], image = [1, 0];
        var shape = Assert.Throws<ArgumentException>(() => SigmoidBeliefNet.LogJoint(prior, new double[5], image, [0, 1]));
        Assert.Equal("decoder", shape.ParamName);
        var grey = Assert.Throws<ArgumentOutOfRangeException>(() => SigmoidBeliefNet.LogJoint(prior, decoder, [1, 0.5], [0, 1]));
        Assert.StartsWith("images[1] is 0.5", grey.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SigmoidBeliefNet.LogJoint(prior, decoder, image, [0, 1, 0]));
        Assert.Throws<ArgumentException>(() => SigmoidBeliefNet.LogJoint([], decoder, image, [0, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SigmoidBeliefNet.ScoreFunctionGradient(prior, decoder, [0, double.NaN], image, Key, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SigmoidBeliefNet.ScoreFunctionGradient(prior, decoder, prior, image, Key, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SigmoidBeliefNet.LeaveOneOutGradient(prior, decoder, prior, image, 1, Key, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SigmoidBeliefNet.Elbo(prior, decoder, prior, image, 0, Key, 0));
        Assert.Throws<ArgumentException>(() => SigmoidBeliefNet.EncoderLogits(new double[4], [0.5, 0.5], image));
        Assert.Throws<ArgumentException>(() => SigmoidBeliefNet.EncoderGradient(new double[3], [0.5, 0.5], [1, 0, 0, 1]));
        var many = Assert.Throws<ArgumentOutOfRangeException>(
            () => SigmoidBeliefNet.ExactElbo(new double[13], new double[14], new double[13], [1]));
        Assert.Contains("the number of latent units is 13", many.Message, StringComparison.Ordinal);
    }

    internal static double[][] Bits(int count) => [.. Enumerable.Range(0, 1 << count)
        .Select(state => (double[])[.. Enumerable.Range(0, count).Select(h => (double)((state >> h) & 1))])];

    private static double[] Shifted(double[] values, int j, double h) =>
        [.. values.Select((value, i) => i == j ? value + h : value)];

    private sealed record Net(double[] Prior, double[] Decoder, double[] Logits, double[] Images)
    {
        public static Net Draw(int latents, int pixels, int images)
        {
            var source = new InputSource(7);
            return new Net(
                source.Vector(latents, s => s.Normal()),
                source.Vector(pixels * (latents + 1), s => s.Normal()),
                source.Vector(images * latents, s => s.Normal()),
                source.Vector(images * pixels, s => s.Integer(0, 1)));
        }

        public double LogJoint(int b, double[] states) => SigmoidBeliefNet.LogJoint(
            Prior, Decoder, Images.Chunk(Decoder.Length / (Prior.Length + 1)).ElementAt(b), states)[0];

        public double LogPosterior(int b, double[] states) => states.Zip(
            Logits.Chunk(Prior.Length).ElementAt(b), (bit, logit) => -Math.Log(1 + Math.Exp(bit == 1 ? -logit : logit))).Sum();
    }
}
