using BayesBench.Kernels.Probability;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Probability;

/// <summary>Draws of the Bernoulli law have its probability, and what cannot happen does not.</summary>
public class BernoulliStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Count = 1 << 21;
    private const float Third = 0.3f;
    private const float Rare = 1e-3f;
    private const float Frequent = 0.999f;

    private static readonly ProportionAssertion OfThird = Ledger.Proportion(
        "bernoulli.draw.probability-0.3", FalseAlarm, 0.0035, 0.999, Count, Drawn(Third));

    private static readonly ProportionAssertion OfRare = Ledger.Proportion(
        "bernoulli.draw.probability-0.001", FalseAlarm, 2.5e-4, 0.999, Count, Drawn(Rare));

    private static readonly ProportionAssertion OfFrequent = Ledger.Proportion(
        "bernoulli.draw.probability-0.999", FalseAlarm, 2.5e-4, 0.999, Count, Drawn(Frequent));

    private static readonly FrequencyAssertion Neighbours = Ledger.Frequencies(
        "bernoulli.draw.neighbours", FalseAlarm, 1e-4, 0.999, Count / 2, categories: 4);

    [Fact]
    public void A_third_is_drawn_as_often_as_it_should() => OfThird.Agrees(Ones(OfThird, Third), Count);

    [Fact]
    public void A_rare_one_is_drawn_as_often_as_it_should() => OfRare.Agrees(Ones(OfRare, Rare), Count);

    [Fact]
    public void A_frequent_one_is_drawn_as_often_as_it_should() => OfFrequent.Agrees(Ones(OfFrequent, Frequent), Count);

    [Fact]
    public void Neighbours_are_independent()
    {
        double[] draws = Draw(Neighbours.Design.Id, Third);
        double p = Drawn(Third);
        Neighbours.Follow(
            Sampled.PairCells(draws, 1, 2), [(1 - p) * (1 - p), (1 - p) * p, p * (1 - p), p * p]);
    }

    [Fact]
    public void Probability_zero_never_draws_one() =>
        Assert.DoesNotContain(1.0, Draw("bernoulli.draw.never", 0));

    [Fact]
    public void Probability_one_never_draws_zero() =>
        Assert.DoesNotContain(0.0, Draw("bernoulli.draw.always", 1));

    [Fact]
    public void Draws_are_zeros_and_ones() =>
        Assert.All(Draw("bernoulli.draw.values", Third).Distinct(), x => Assert.True(x is 0.0 or 1.0));

    // Of the 2^24 uniform numbers, those below p: the multiples of 2^-24, and 2^-25 in the place of 0.
    private static double Drawn(float p) => Math.Ceiling(p * (double)(1 << 24)) / (1 << 24);

    private static long Ones(ProportionAssertion assertion, float probability) =>
        Draw(assertion.Design.Id, probability).LongCount(x => x == 1.0);

    private static double[] Draw(string id, float probability) => Sampled.Of(id, Count, (device, key, draws) =>
        BernoulliKernels.Draw(device, probability, key, 3, 0, draws));
}
