using BayesBench.Agreements;
using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class VimcoProperties
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Exact_moments_are_sums_over_all_outcomes(int samples) => BernoulliBoundLaws.MomentsAreSumsOverAllOutcomes(
        samples, Vimco.BernoulliBoundMoments, Vimco.BernoulliBound);

    // As the paper writes it: every sample's weight in turn, in logarithms.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void A_call_swaps_each_weight_for_the_geometric_mean_of_the_others(int samples)
    {
        var source = new InputSource(83);
        foreach ((double posteriorLogit, double logit) in BernoulliBoundLaws.Places(50, seed: 84))
        {
            double p = 1 / (1 + Math.Exp(-logit)), posterior = 1 / (1 + Math.Exp(-posteriorLogit));
            double[] uniforms = source.Vector(samples, s => s.Uniform(0, 1));
            double[] logs = [.. uniforms.Select(u => Math.Log(u < p ? posterior / p : (1 - posterior) / (1 - p)))];
            double sum = logs.Sum(Math.Exp), expected = 0;
            for (int k = 0; k < samples; k++)
            {
                double geometric = (logs.Sum() - logs[k]) / (samples - 1);
                double signal = Math.Log(sum / (sum - Math.Exp(logs[k]) + Math.Exp(geometric)));
                expected += (signal - (Math.Exp(logs[k]) / sum)) * (uniforms[k] < p ? 1 - p : -p);
            }

            Assert.Equal(expected, Vimco.BernoulliBound(posteriorLogit, logit, uniforms), 1e-12);
        }
    }

    // A baseline need not help: with two samples, where q expects a one and the posterior a zero, it costs a factor of 18.6.
    [Theory]
    [InlineData(2, 0, 4, 0.062774, 0.79083)]
    [InlineData(-1, 0, 4, 0.060311, 0.23836)]
    [InlineData(-3, 2.2, 2, 1.4704, 0.078904)]
    public void It_does_not_always_vary_less_than_the_score_function(
        double posteriorLogit, double logit, int samples, double vimco, double plain)
    {
        Assert.Equal(1, Vimco.BernoulliBoundMoments(posteriorLogit, logit, samples).Variance[0] / vimco, 1e-4);
        Assert.Equal(
            1, MultiSampleScoreFunction.BernoulliBoundMoments(posteriorLogit, logit, samples).Variance[0] / plain, 1e-4);
    }

    [Fact]
    public void Where_q_is_the_posterior_the_mean_score_is_left() => BernoulliBoundLaws.WhereQIsThePosteriorTheMeanScoreIsLeft(
        Vimco.BernoulliBoundMoments, Vimco.BernoulliBound);

    [Fact]
    public void Bad_arguments_are_named() =>
        BernoulliBoundLaws.FewerThanTwoSamplesAreRefused(Vimco.BernoulliBoundMoments, Vimco.BernoulliBound);
}
