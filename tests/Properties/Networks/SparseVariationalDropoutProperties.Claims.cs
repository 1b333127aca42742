using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Networks;

/// <content>What the lecture says of it, and what other programs got wrong.</content>
public partial class SparseVariationalDropoutProperties
{
    [Fact]
    public void The_log_uniform_prior_has_no_mass_to_share_out()
    {
        // F80: each decade weighs as much as every other, towards 0 and towards infinity.
        foreach (int decade in new[] { -9, 0, 9 })
        {
            double low = Math.Pow(10, decade);
            Assert.Equal(Math.Log(10), Quadrature.Integral(w => 1 / w, low, 10 * low), 1e-13);
        }
    }

    [Fact]
    public void Nor_has_its_posterior_where_the_likelihood_does_not_vanish_at_zero()
    {
        // F80: one observation y = 1 of N(w, 1). In t = ln |w| the evidence between e^t and e^(t + 1), of both signs, tends to
        // 2 p(y | 0): the evidence has no limit, and the posterior's mass all lies at 0.
        double Likelihood(double w) => Math.Exp(-0.5 * (1 - w) * (1 - w)) / Math.Sqrt(2 * Math.PI);
        double Shell(double t) => Quadrature.Integral(s => Likelihood(Math.Exp(s)) + Likelihood(-Math.Exp(s)), t, t + 1);
        Assert.Equal(2 * Likelihood(0), Shell(-20), 1e-8);
        Assert.Equal(2 * Likelihood(0), Shell(-40), 1e-14);
        Assert.Equal(0, Shell(4), 1e-14);
    }

    [Property]
    public void With_the_mean_held_large_alpha_is_large_noise_and_with_the_variance_held_a_small_mean(byte scale)
    {
        // F81: alpha is a ratio. In the multiplicative form it grows with the noise; in the additive one also as the mean
        // goes to 0 under noise that stays, which is how weights are pruned.
        double logAlpha = scale / 64.0;
        double mean = 0.5;
        Preactivation multiplicative = LocalReparameterization.PreactivationMoments([2], [mean], [logAlpha]);
        Assert.Equal(Math.Exp(logAlpha) * 4 * mean * mean, multiplicative.Variance, 1e-15 * multiplicative.Variance);

        double logVariance = Math.Log(mean * mean);
        double smaller = mean * Math.Exp(-logAlpha / 2);
        Assert.Equal(logAlpha, SparseVariationalDropout.LogAlpha(smaller, logVariance), 1e-14);
        Preactivation additive = LocalReparameterization.GaussianMoments([2], [smaller], [Math.Exp(logVariance / 2)]);
        Assert.Equal(4 * mean * mean, additive.Variance, 1e-15);
        Assert.True(SparseVariationalDropout.ExactNegativeKl(logAlpha) >= SparseVariationalDropout.ExactNegativeKl(0));
    }

    [Fact]
    public void Log_alpha_is_clipped_at_both_ends()
    {
        Assert.Equal(8, SparseVariationalDropout.LogAlpha(0, -10));
        Assert.Equal(8, SparseVariationalDropout.LogAlpha(1e-9, 0));
        Assert.Equal(-8, SparseVariationalDropout.LogAlpha(1e9, 0));
        Assert.Equal(-10 + (2 * Math.Log(100)), SparseVariationalDropout.LogAlpha(-0.01, -10), 1e-14);
    }

    [Fact]
    public void A_weight_is_pruned_from_the_threshold_on()
    {
        double[] mean = [1, -2, 3];
        Assert.Equal([0, -2, 0], SparseVariationalDropout.Prune(mean, [3, Math.BitDecrement(3.0), 8], 3));
        Assert.Equal([1.0, -2, 3], mean);
        // The authors' threshold drops what dropout at more than .95 would.
        Assert.Equal(0.9526, Sigmoid.Value(3), 5e-5);
    }

    [Fact]
    public void The_term_of_a_bound_has_the_sign_that_rewards_noise()
    {
        // Edward2's LogUniformKLDivergence returned -.4312 here for a divergence to be minimised, which rewards small alpha.
        Assert.Equal(-0.4312, SparseVariationalDropout.NegativeKl(0), 5e-5);
        Assert.True(SparseVariationalDropout.NegativeKl(3) > SparseVariationalDropout.NegativeKl(0));
        Assert.True(SparseVariationalDropout.ExactNegativeKl(3) > SparseVariationalDropout.ExactNegativeKl(0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_bound_counts_the_divergence_of_every_weight_once_whatever_the_batch(int batch)
    {
        // bayesian-torch took the mean over a layer's weights and its examples divided that by the batch: for 784 x 300 weights,
        // batches of 128 and 60000 data the prior is 235200 128 / 60000 = 502 times too weak.
        const int Features = 3, Classes = 2, Data = 1000, Weights = Classes * (Features + 1);
        EvidenceBound bound = BayesianClassifier.Elbo(
            Repeat(0.5, Weights), Repeat(0.25, Weights), Repeat(1, batch * Features), new int[batch], Classes, Data, 1, new PhiloxKey(1, 2), 0);
        double each = KullbackLeibler.Normal(0.5, 0.25, 0, 1);
        Assert.Equal(Weights * each, bound.Divergence, 1e-14 * bound.Divergence);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(0)]
    [InlineData(5)]
    public void Erratum_F86_without_its_input_a_likelihood_is_not_that_of_a_classifier(double bias)
    {
        // Two data, x = 1 of class 0 and x = -1 of class 1, nearly certain weights. The deck's last objective has ln p(y_n | theta):
        // of all theta only the biases are left, and no law of y alone gives both labels more than 2 ln(1 / 2). With x_n it is
        // -2 ln(1 + exp(-4)), and exchanging the inputs, which the printed form cannot see, makes it -2 ln(1 + exp(4)).
        double LogLikelihood(double[] images) => BayesianClassifier.Elbo(
            [2, bias, -2, bias], Repeat(1e-9, 4), images, [0, 1], 2, 2, 1, new PhiloxKey(1, 2), 0).LogLikelihood;
        double BiasAlone(double difference) => BayesianClassifier.Elbo(
            [0, difference, 0, 0], Repeat(1e-9, 4), [0, 0], [0, 1], 2, 2, 1, new PhiloxKey(1, 2), 0).LogLikelihood;

        Assert.Equal(-2 * Math.Log(1 + Math.Exp(-4)), LogLikelihood([1, -1]), 1e-6);
        Assert.Equal(-2 * Math.Log(1 + Math.Exp(4)), LogLikelihood([-1, 1]), 1e-6);
        Assert.True(BiasAlone(bias) <= (-2 * Math.Log(2)) + 1e-7);
        Assert.Equal(-2 * Math.Log(2), BiasAlone(0), 1e-7);
    }

    private static double[] Repeat(double value, int count) => [.. Enumerable.Repeat(value, count)];
}
