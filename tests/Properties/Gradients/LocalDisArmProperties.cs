using BayesBench.Agreements;
using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class LocalDisArmProperties
{
    // A uniform number is below min(p, 1 - p), between, or above max(p, 1 - p): three pairs of draws of each sample.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Exact_moments_are_sums_over_all_pairs(int samples)
    {
        foreach ((double posteriorLogit, double logit) in BernoulliBoundLaws.Places(20, seed: 85))
        {
            double rarer = 1 / (1 + Math.Exp(Math.Abs(logit)));
            (double Uniform, double Probability)[] pairs = [(rarer / 2, rarer), (0.5, 1 - (2 * rarer)), (1 - (rarer / 2), rarer)];
            GradientMoments exact = LocalDisArm.BernoulliBoundMoments(posteriorLogit, logit, samples);
            double mean = 0, variance = 0;
            for (int outcome = 0; outcome < Math.Pow(3, samples); outcome++)
            {
                int[] digits = [.. Enumerable.Range(0, samples).Select(i => outcome / (int)Math.Pow(3, i) % 3)];
                double probability = digits.Aggregate(1.0, (product, digit) => product * pairs[digit].Probability);
                double gradient = LocalDisArm.BernoulliBound(
                    posteriorLogit, logit, [.. digits.Select(digit => pairs[digit].Uniform)]);
                mean += probability * gradient;
                variance += probability * Math.Pow(gradient - exact.Gradient[0], 2);
            }

            Assert.Equal(mean, exact.Gradient[0], 1e-13 * (1 + Math.Sqrt(variance)));
            Assert.Equal(variance, exact.Variance[0], 1e-13 * variance);
        }
    }

    // DisARM's own code, for an objective whose difference is that of the logarithms of the mean weight.
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void A_call_is_DisARM_of_every_sample_given_the_others(int samples)
    {
        var source = new InputSource(86);
        foreach ((double posteriorLogit, double logit) in BernoulliBoundLaws.Places(50, seed: 87))
        {
            double p = 1 / (1 + Math.Exp(-logit));
            double[] uniforms = source.Vector(samples, s => s.Uniform(0, 1));
            bool[] draws = [.. uniforms.Select(u => u < p)];
            double With(int k, bool b) =>
                BernoulliBoundLaws.LogMean(posteriorLogit, logit, [.. draws.Select((draw, j) => j == k ? b : draw)]);
            double expected = 0;
            for (int k = 0; k < samples; k++)
            {
                double difference = With(k, true) - With(k, false);
                expected += DisArm.Bernoulli((1 - difference) / 2, logit, uniforms[k]);
            }

            // The direct term is VIMCO's and the score function's: what is left of theirs without the signal.
            double score = draws.Sum(b => (b ? 1 : 0) - p);
            double direct = MultiSampleScoreFunction.BernoulliBound(posteriorLogit, logit, uniforms)
                - (BernoulliBoundLaws.LogMean(posteriorLogit, logit, draws) * score);
            Assert.Equal(expected + direct, LocalDisArm.BernoulliBound(posteriorLogit, logit, uniforms), 1e-12);
        }
    }

    // With its antithetic pairs it sees 2 K weights; VIMCO, with K, varies less at the toy's usual start, and more elsewhere.
    [Theory]
    [InlineData(-1, 0, 2, 0.17018, 0.14308)]
    [InlineData(2, 0, 4, 0.16003, 0.062774)]
    [InlineData(-1, -0.8473, 4, 0.051305, 0.053985)]
    public void It_is_not_always_better_than_VIMCO(double posteriorLogit, double logit, int samples, double local, double vimco)
    {
        Assert.Equal(1, LocalDisArm.BernoulliBoundMoments(posteriorLogit, logit, samples).Variance[0] / local, 1e-4);
        Assert.Equal(1, Vimco.BernoulliBoundMoments(posteriorLogit, logit, samples).Variance[0] / vimco, 1e-4);
    }

    [Fact]
    public void Where_q_is_the_posterior_the_mean_score_is_left() => BernoulliBoundLaws.WhereQIsThePosteriorTheMeanScoreIsLeft(
        LocalDisArm.BernoulliBoundMoments, LocalDisArm.BernoulliBound);

    [Fact]
    public void Bad_arguments_are_named() =>
        BernoulliBoundLaws.FewerThanTwoSamplesAreRefused(LocalDisArm.BernoulliBoundMoments, LocalDisArm.BernoulliBound);
}
