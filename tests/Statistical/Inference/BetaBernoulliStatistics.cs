using BayesBench.Reference.Inference;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using BayesBench.Statistical.Support;
using Xunit;
using Xunit.Sdk;

namespace BayesBench.Statistical.Inference;

/// <summary>
/// The posterior of a coin is calibrated: over coins from the prior its intervals hold the truth as often as they say, and
/// the truth has no place of its own among draws of the posterior. The prior in its stead passes on the bias and fails on the
/// likelihood, as it must.
/// </summary>
public class BetaBernoulliStatistics
{
    private const double FalseAlarm = 1e-10;
    private const double Alpha = 2;
    private const double PriorBeta = 3;
    private const int Flips = 12;
    private const int Ranks = 16;
    private const int Experiments = 20_000;

    private static readonly double[] SevenOfTen = [1, 0, 1, 1, 1, 0, 1, 0, 1, 1];

    private static readonly ProportionAssertion Coverage = Ledger.Proportion(
        "beta-bernoulli.posterior.coverage", FalseAlarm, 0.03, 0.999, draws: 10_500, probability: 0.9);

    private static readonly ProportionAssertion NextFlip = Ledger.Proportion(
        "beta-bernoulli.predictive.next-flip", FalseAlarm, 0.01, 0.999, draws: 250_000, probability: 9.0 / 15.0);

    private static readonly FrequencyAssertion RankOfBias = Ledger.Frequencies(
        "beta-bernoulli.posterior.rank-of-bias", FalseAlarm, 0.01, 0.999, Experiments, categories: Ranks);

    private static readonly FrequencyAssertion RankOfLikelihood = Ledger.Frequencies(
        "beta-bernoulli.posterior.rank-of-likelihood", FalseAlarm, 0.01, 0.999, Experiments, categories: Ranks);

    private static readonly FrequencyAssertion PriorRankOfBias = Ledger.Frequencies(
        "beta-bernoulli.prior-as-posterior.rank-of-bias", FalseAlarm, 0.01, 0.999, Experiments, categories: Ranks);

    private static readonly FrequencyAssertion PriorRankOfLikelihood = Ledger.Frequencies(
        "beta-bernoulli.prior-as-posterior.rank-of-likelihood", FalseAlarm, 0.01, 0.999, Experiments, categories: Ranks);

    [Fact]
    public void Credible_intervals_hold_the_truth_as_often_as_they_say() => Coverage.Agrees(
        Enumerable.Range(0, (int)Coverage.Design.Draws).AsParallel().LongCount(i =>
        {
            Experiment made = Make(TestKey.For(Coverage.Design.Id), (ulong)i);
            double low = Beta.Quantile(0.05, made.Posterior.Alpha, made.Posterior.Beta);
            double high = Beta.Quantile(0.95, made.Posterior.Alpha, made.Posterior.Beta);
            return low <= made.Bias && made.Bias <= high;
        }),
        Coverage.Design.Draws);

    [Fact]
    public void The_next_flip_of_a_coin_of_the_posterior_follows_the_predictive()
    {
        PhiloxKey key = TestKey.For(NextFlip.Design.Id);
        int count = (int)NextFlip.Design.Draws;
        BetaParameters posterior = BetaBernoulli.Posterior(SevenOfTen, Alpha, PriorBeta);
        double[] biases = Beta.Draw(posterior.Alpha, posterior.Beta, key, 0, 0, count);
        double[] uniforms = UnitInterval.Fill(key, 1, 0, count);
        Assert.Equal(9.0 / 15.0, BetaBernoulli.Predictive(SevenOfTen, Alpha, PriorBeta));
        NextFlip.Agrees(biases.Zip(uniforms).LongCount(pair => pair.Second < pair.First), count);
    }

    [Fact]
    public void The_truth_has_no_rank_of_its_own_among_draws_of_the_posterior()
    {
        RankOfBias.Follow(RanksOf(RankOfBias.Design.Id, made => made.Posterior, (bias, _) => bias), Sampled.Equal(Ranks));
        RankOfLikelihood.Follow(
            RanksOf(RankOfLikelihood.Design.Id, made => made.Posterior, LogLikelihood), Sampled.Equal(Ranks));
    }

    [Fact]
    public void The_prior_in_the_posteriors_stead_passes_on_the_bias_and_fails_on_the_likelihood()
    {
        static BetaParameters Prior(Experiment made) => new(Alpha, PriorBeta);
        PriorRankOfBias.Follow(RanksOf(PriorRankOfBias.Design.Id, Prior, (bias, _) => bias), Sampled.Equal(Ranks));
        Assert.ThrowsAny<XunitException>(() => PriorRankOfLikelihood.Follow(
            RanksOf(PriorRankOfLikelihood.Design.Id, Prior, LogLikelihood), Sampled.Equal(Ranks)));
    }

    // How often the truth's quantity has each rank among those of draws.
    private static long[] RanksOf(
        string id, Func<Experiment, BetaParameters> law, Func<double, Experiment, double> quantity)
    {
        PhiloxKey key = TestKey.For(id);
        int[] ranks = [.. Enumerable.Range(0, Experiments).AsParallel().AsOrdered().Select(i =>
        {
            Experiment made = Make(key, (ulong)i);
            BetaParameters shapes = law(made);
            double[] draws = Beta.Draw(shapes.Alpha, shapes.Beta, key, 2, (ulong)i * (Ranks - 1), Ranks - 1);
            double truth = quantity(made.Bias, made);
            return draws.Count(draw => quantity(draw, made) < truth);
        })];
        var counts = new long[Ranks];
        foreach (int rank in ranks)
        {
            counts[rank]++;
        }

        return counts;
    }

    private static double LogLikelihood(double bias, Experiment made) =>
        (made.Flips.Sum() * Math.Log(bias)) + ((Flips - made.Flips.Sum()) * Math.Log(1 - bias));

    // A coin from the prior, and its flips.
    private static Experiment Make(PhiloxKey key, ulong replicate)
    {
        double bias = Beta.Draw(Alpha, PriorBeta, key, 0, replicate, 1)[0];
        double[] flips = Array.ConvertAll(UnitInterval.Fill(key, 1, replicate * Flips, Flips), u => u < bias ? 1.0 : 0.0);
        return new Experiment(bias, flips, BetaBernoulli.Posterior(flips, Alpha, PriorBeta));
    }

    private sealed record Experiment(double Bias, double[] Flips, BetaParameters Posterior);
}
