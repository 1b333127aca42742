using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>What the lecture says of such models, where it can be worked out: F50, F51, F90, F91, F93, F94.</summary>
public partial class VariationalAutoencoderProperties
{
    // z ~ N(0, 1), x | z ~ N(z, 0.01), x = 2.
    private static readonly double[] Place = [2];
    private static readonly double[][] One = [[1]];
    private static readonly double[] Zero = [0];

    [Fact]
    public void More_weights_lift_the_bound_towards_the_log_evidence()
    {
        // F93 and F94: by quadrature over the noise of one, two and three draws.
        const double Mean = 1.2, Deviation = 0.3, Noise = 0.5;
        double[] x = [1.5];
        double LogWeight(double e)
        {
            double z = Mean + (Deviation * e);
            return Reference.Probability.Normal.LogDensity(z, 0, 1) + Reference.Probability.Normal.LogDensity(x[0], z, Math.Sqrt(Noise))
                - Reference.Probability.Normal.LogDensity(z, Mean, Deviation);
        }

        (double At, double Weight)[] nodes =
        [
            .. Enumerable.Range(-32, 65).Select(i => (i / 4.0, Math.Exp(-i * i / 32.0) / (4 * Math.Sqrt(2 * Math.PI)))),
        ];
        double[] logs = [.. nodes.Select(node => LogWeight(node.At))];
        double one = 0, two = 0, three = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            one += nodes[i].Weight * logs[i];
            for (int j = 0; j < nodes.Length; j++)
            {
                two += nodes[i].Weight * nodes[j].Weight * ImportanceWeighted.Bound([logs[i], logs[j]]);
                for (int k = 0; k < nodes.Length; k++)
                {
                    three += nodes[i].Weight * nodes[j].Weight * nodes[k].Weight
                        * Math.Log((Math.Exp(logs[i]) + Math.Exp(logs[j]) + Math.Exp(logs[k])) / 3);
                }
            }
        }

        double evidence = ProbabilisticPca.LogEvidence(x, One, Zero, Noise);
        Assert.Equal(ProbabilisticPca.Elbo(x, [Mean, 2 * Math.Log(Deviation)], One, Zero, Noise), one, 1e-12);
        Assert.True(one + 0.01 < two && two + 0.001 < three && three + 0.001 < evidence, $"{one}, {two}, {three}, {evidence}");
    }

    [Fact]
    public void Draws_of_the_prior_hardly_ever_meet_the_posterior_and_draws_of_the_posterior_always_do()
    {
        // F90 and F91. The mean over 400 runs of what K draws of the prior say of ln p(x) = -2.904112.
        double exact = ProbabilisticPca.LogEvidence(Place, One, Zero, 0.01);
        Assert.Equal(-2.904112, exact, 1e-6);
        EvidenceEstimate[] ten = Estimates(400, 10), hundred = Estimates(400, 100), thousand = Estimates(100, 1000);
        Assert.InRange(ten.Average(run => run.Value), -32, -22);
        Assert.InRange(hundred.Average(run => run.Value), -4.1, -3.2);
        Assert.InRange(thousand.Average(run => run.Value), -3.0, -2.88);
        // Of a thousand draws some ten count, and the estimate says so.
        Assert.InRange(thousand.Average(run => run.EffectiveSampleSize), 5, 30);
        MultivariateNormalLaw posterior = ProbabilisticPca.Posterior(Place, One, Zero, 0.01);
        double deviation = Math.Sqrt(posterior.Covariance[0][0]);
        EvidenceEstimate best = ImportanceWeighted.LogEvidence(
            [.. Noise(10, 1).Select(e => LogJoint(posterior.Mean[0] + (deviation * e))
                - Reference.Probability.Normal.LogDensity(deviation * e, 0, deviation))]);
        Assert.Equal(exact, best.Value, 1e-12);
        Assert.Equal(0, best.StandardError, 1e-12);
        Assert.Equal(10, best.EffectiveSampleSize, 1e-10);
    }

    [Fact]
    public void Given_the_latent_numbers_an_image_has_another_law_than_without()
    {
        // F50, of an image of one pixel: p(x = 1 | z) against its mean over the prior.
        double Given(double z) => 1 / (1 + Math.Exp(-3 * z));
        double marginal = Quadrature.OverTheLine(
            z => Given(z) * Math.Exp(Reference.Probability.Normal.LogDensity(z, 0, 1)), new NormalLaw(0, 1));
        Assert.Equal(0.5, marginal, 1e-12);
        Assert.True(Given(1) > 0.95 && Given(-1) < 0.05);
        Assert.Equal(Math.Log(Given(1)), BernoulliLikelihood.Value([3], [1]), 1e-15);
    }

    [Fact]
    public void A_density_finds_images_that_are_too_improbable_and_passes_those_that_are_too_probable()
    {
        // F51, both ways: a linear model of a hundred pixels, of which only the noise varies much.
        const int Wide = 100;
        double[][] weights = [.. Enumerable.Repeat(new[] { 0.5 }, Wide)];
        double[] offset = new double[Wide];
        double Evidence(double[] x) => ProbabilisticPca.LogEvidence(x, weights, offset, 1);
        double[] Image(ulong seed, double deviation) => [.. FiniteDifference.Normal(Wide + 1, seed) is var e
            ? e[1..].Select(noise => (0.5 * e[0]) + (deviation * noise))
            : []];
        double[] known = [.. Enumerable.Range(0, 100).Select(i => Evidence(Image((ulong)i, 1)))];
        double centre = known.Average();
        double[] asked = [Evidence(Image(1000, 1)), Evidence(Image(1001, 2)), Evidence(Image(1002, 0.1)), Evidence(offset)];
        OutOfDomainScores scores = VariationalAutoencoder.OutOfDomainScore(asked, known, centre);
        // Noisy images are found by either score; faint ones and the empty one only by the second: no known image is as probable.
        Assert.True(scores.Density[0] > 0.05 && scores.Typicality[0] > 0.05, string.Join(' ', scores.Density));
        Assert.Equal([0, 1, 1], scores.Density[1..]);
        Assert.Equal([0, 0, 0], scores.Typicality[1..]);
    }

    [Fact]
    public void A_share_counts_ties()
    {
        OutOfDomainScores scores = VariationalAutoencoder.OutOfDomainScore([2, 0, 5], [1, 2, 3, 4], 2.5);
        Assert.Equal([0.5, 0, 1], scores.Density);
        Assert.Equal([1, 0, 0], scores.Typicality);
    }

    private static double LogJoint(double z) =>
        Reference.Probability.Normal.LogDensity(z, 0, 1) + Reference.Probability.Normal.LogDensity(Place[0], z, 0.1);

    private static EvidenceEstimate[] Estimates(int runs, int draws) => [.. Enumerable.Range(0, runs).Select(run =>
        ImportanceWeighted.LogEvidence([.. Noise(draws, (ulong)run).Select(z => Reference.Probability.Normal.LogDensity(Place[0], z, 0.1))]))];

    private static double[] Noise(int count, ulong run) => Reference.Probability.Normal.Draw(0, 1, new PhiloxKey(9, 1), 0, run << 16, count);
}
