using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Inference;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Models;

/// <summary>
/// Importance weights have the evidence as their mean, and of the three gradients of the bound of two weights two are unbiased and one
/// misses by what quadrature says. The toy of the gradients is linear: z from N(0, 1), x = 1.5 from N(z, 1/2).
/// </summary>
public class VariationalAutoencoderStatistics
{
    private const double FalseAlarm = 1e-10, Effect = 0.05, Power = 0.999;
    private const int Draws = 1 << 16;
    private const double X = 1.5, Noise = 0.5, Mean = 0.4, Deviation = 0.7;

    private static readonly MeanAssertion Evidence = Ledger.Mean(
        "variational-autoencoder.log-weights.evidence", FalseAlarm, Effect, Power, Draws);

    private static readonly MeanAssertion Pathwise = Gradient("pathwise", 2);
    private static readonly MeanAssertion Doubly = Gradient("doubly-reparameterized", 2);
    private static readonly MeanAssertion Sticking = Gradient("sticking-the-landing", 2);
    private static readonly MeanAssertion StickingOfOne = Gradient("sticking-the-landing-of-one", 1);

    private delegate double[][] Estimator(
        double[][] code, double[][] shares, double[][] latentGradient, Reference.Random.PhiloxKey key, int step);

    [Fact]
    public void Weights_have_the_evidence_of_two_latent_numbers_as_their_mean()
    {
        // Three pixels, logits W z + b; a code with a factor.
        double[][] weights = [[1, -0.5], [0.3, 0.8], [-1.2, 0.4]];
        double[] offset = [0.2, -0.1, 0.4], image = [1, 0.25, 0], code = [0.2, -0.1, -0.2, -0.4, 0.3];
        double[] Logits(double[] z) => [.. weights.Select((row, d) => offset[d] + (row[0] * z[0]) + (row[1] * z[1]))];
        double Likelihood(double y, double z) => Math.Exp(BernoulliLikelihood.Value(Logits([y, z]), image));
        double evidence = NormalPlane.Mean(Likelihood);
        double Weight(double y, double z) => Likelihood(y, z)
            * Math.Exp(Normal.LogDensity(y, 0, 1) + Normal.LogDensity(z, 0, 1) - GaussianEncoder.LogDensity([[y, z]], [code])[0]);
        double square = NormalPlane.Mean((y, z) => Likelihood(y, z) * Weight(y, z));

        double[][] many = [.. Enumerable.Repeat(code, Draws)], images = [.. Enumerable.Repeat(image, Draws)];
        Reference.Random.PhiloxKey key = TestKey.For(Evidence.Design.Id);
        double[][] logits = Array.ConvertAll(GaussianEncoder.Draw(many, 2, 1, key, 0), Logits);
        double[] log = VariationalAutoencoder.LogWeights(many, 2, logits, images, key, 0);
        Evidence.Agrees(Moments.Of(Array.ConvertAll(log, Math.Exp)), evidence, Math.Sqrt(square - (evidence * evidence)));
    }

    [Fact]
    public void The_whole_derivative_is_unbiased() =>
        Agrees(Pathwise, VariationalAutoencoder.PathwiseGradient, 2, WholeOfPair, isUnbiased: true);

    [Fact]
    public void Double_reparametrisation_is_unbiased() => Agrees(
        Doubly,
        VariationalAutoencoder.DoublyReparameterizedGradient,
        2,
        (pair, i) => pair.Sum(d => d.Share * d.Share * d.Path * d.Slope[i]),
        isUnbiased: true);

    [Fact]
    public void Sticking_the_landing_misses_by_what_quadrature_says() => Agrees(
        Sticking,
        VariationalAutoencoder.StickingTheLandingGradient,
        2,
        (pair, i) => pair.Sum(d => d.Share * d.Path * d.Slope[i]),
        isUnbiased: false);

    [Fact]
    public void Of_one_weight_sticking_the_landing_is_unbiased()
    {
        // By the mean: the derivative of the closed form.
        double exact = ((X - Mean) / Noise) - Mean;
        double sd = NormalPlane.StandardDeviation(e => Draw(e).Path);
        Assert.Equal(exact, NormalPlane.Mean(e => Draw(e).Path), 1e-10);
        double[][] Of(int step) => Estimates(StickingOfOne, VariationalAutoencoder.StickingTheLandingGradient, 1, step);
        StickingOfOne.Agrees(Moments.Of([.. Of(step: 0).Select(g => g[0])]), exact, sd);
        StickingOfOne.Agrees(
            Moments.Of([.. Of(step: 1).Select(g => g[1])]),
            0.5 * (1 - (Deviation * Deviation) - (Deviation * Deviation / Noise)),
            NormalPlane.StandardDeviation(e => Draw(e).Path * Draw(e).Slope[1]));
    }

    private static MeanAssertion Gradient(string name, int draws) => Ledger.Mean(
        $"variational-autoencoder.{name}-gradient.mean-of-{draws}", FalseAlarm, Effect, Power, Draws, verdicts: 2);

    private static void Agrees(
        MeanAssertion assertion, Estimator estimator, int draws, Func<Sample[], int, double> ofPair, bool isUnbiased)
    {
        double[][] estimates = Estimates(assertion, estimator, draws);
        for (int i = 0; i < 2; i++)
        {
            int component = i;
            double Of(double y, double z) => ofPair(Pair(y, z), component);
            double mean = NormalPlane.Mean(Of), exact = NormalPlane.Mean((y, z) => WholeOfPair(Pair(y, z), component));
            Assert.Equal(isUnbiased, Math.Abs(mean - exact) < 1e-9);
            assertion.Agrees(Moments.Of([.. estimates.Select(g => g[component])]), mean, NormalPlane.StandardDeviation(Of));
        }
    }

    private static double[][] Estimates(MeanAssertion assertion, Estimator estimator, int draws, int step = 0)
    {
        double[][] code = [.. Enumerable.Repeat(new[] { Mean, 2 * Math.Log(Deviation) }, Draws)];
        Reference.Random.PhiloxKey key = TestKey.For(assertion.Design.Id);
        double[][] z = GaussianEncoder.Draw(code, 1, draws, key, step);
        double[][] shares = [.. z.Chunk(draws).Select(own => Softmax.Probabilities([.. own.Select(one => LogWeight(one[0]))]))];
        double[][] h = [.. z.Select((one, row) => new[] { shares[row / draws][row % draws] * (X - one[0]) / Noise })];
        return estimator(code, shares, h, key, step);
    }

    private static double LogWeight(double z) => Normal.LogDensity(z, 0, 1) + Normal.LogDensity(X, z, Math.Sqrt(Noise))
        - Normal.LogDensity(z, Mean, Deviation);

    private static Sample Draw(double e)
    {
        double z = Mean + (Deviation * e);
        return new Sample(1, ((X - z) / Noise) - z + (e / Deviation), ((X - z) / Noise) - z, [1, 0.5 * Deviation * e]);
    }

    private static Sample[] Pair(double y, double z)
    {
        double[] shares = Softmax.Probabilities([LogWeight(Mean + (Deviation * y)), LogWeight(Mean + (Deviation * z))]);
        return [Draw(y) with { Share = shares[0] }, Draw(z) with { Share = shares[1] }];
    }

    private static double WholeOfPair(Sample[] pair, int i) => pair.Sum(d => d.Share * ((d.Whole * d.Slope[i]) + (0.5 * i)));

    // Path: the derivative of ln w by z with q's parameters fixed; whole: with q's noise fixed; slope: of z by mean and log-variance.
    private sealed record Sample(double Share, double Path, double Whole, double[] Slope);
}
